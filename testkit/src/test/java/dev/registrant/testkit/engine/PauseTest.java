package dev.registrant.testkit.engine;

import static dev.registrant.testkit.engine.StubProvider.ID;
import static dev.registrant.testkit.engine.StubProvider.app;
import static dev.registrant.testkit.engine.StubProvider.named;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.Apps;
import dev.registrant.Policies;
import dev.registrant.Policies.RetryPolicy;
import dev.registrant.Store;
import dev.registrant.spi.Answer;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RateScope;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.RequestPermit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PauseTest {
  private Bench bench = Bench.withDeadline(Duration.ofSeconds(90));

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void requestAfterARefusalIsNeverEarlierThanTheVendorAsked() {
    refuseOnce(Optional.of(Duration.ofSeconds(7)));
    bench.apps().fresh().find(ID);
    assertTrue(now().compareTo(Duration.ofSeconds(7)) >= 0, now().toString());
  }

  @Test
  void pauseHoldsForAllAccountsOfARateScope() {
    var second = bench.open("second");
    refuseOnce(Optional.of(Duration.ofSeconds(200)));
    assertThrows(RegistrationException.RateLimited.class, () -> bench.apps().fresh().find(ID));
    bench.platform.advance(Duration.ofSeconds(150));
    second.fresh().find(ID);
    assertEquals(Duration.ofSeconds(200), now());
  }

  @Test
  void pauseOfOneRateScopeDoesNotHoldForAnother() {
    refuseOnce(Optional.of(Duration.ofSeconds(200)));
    assertThrows(RegistrationException.RateLimited.class, () -> bench.apps().fresh().find(ID));
    bench.stub.scope = new RateScope("other", OptionalInt.empty(), Duration.ZERO);
    bench.apps().fresh().find(ID);
    assertEquals(Duration.ZERO, now());
  }

  @Test
  void refusalThatNamesNoTimePausesAsLongAsTheScopeSays() {
    bench.stub.scope = new RateScope("quiet", OptionalInt.empty(), Duration.ofSeconds(60));
    refuseOnce(Optional.empty());
    bench.apps().fresh().find(ID);
    assertEquals(Duration.ofSeconds(60), now());
  }

  @Test
  void pauseThatGrowsWhileItIsWaitedForIsWaitedForToItsEnd() {
    repeatNothing();
    refuseOnce(Optional.of(Duration.ofSeconds(100)));
    assertThrows(RegistrationException.RateLimited.class, () -> bench.apps().fresh().find(ID));
    bench.platform.advance(Duration.ofSeconds(90));
    var second = bench.open("second");
    boolean[] grown = {false};
    bench.platform.onSleep(
        wait -> {
          if (!grown[0]) {
            grown[0] = true;
            bench.stub.list =
                (cursor, call) -> {
                  throw Failures.tooMany(Optional.of(Duration.ofSeconds(50)));
                };
            assertThrows(RegistrationException.class, () -> second.list().toList());
          }
        });
    bench.apps().fresh().find(ID);
    assertEquals(Duration.ofSeconds(140), now());
  }

  @Test
  void pauseOfMoreThanThreeHundredYearsIsRefusedInPlainWords() {
    refuseOnce(Optional.of(Duration.ofSeconds(Long.MAX_VALUE)));
    var error =
        assertThrows(RegistrationException.RateLimited.class, () -> bench.apps().fresh().find(ID));
    assertEquals(429, error.details().httpStatus().orElseThrow());
  }

  @Test
  void timeThatAVendorAsksForWithAnotherFailureHoldsForAllToo() {
    boolean[] failed = {false};
    bench.stub.find =
        (id, call) -> {
          call.beforeRequest("GET").answered(200);
          if (!failed[0]) {
            failed[0] = true;
            throw new RegistrationException.Unavailable(
                "maintenance",
                "Wait",
                ErrorDetails.builder(Outcome.NOT_APPLIED)
                    .httpStatus(503)
                    .retryAfter(Optional.of(Duration.ofSeconds(100)))
                    .build(),
                null);
          }
          return Answer.of(app(named("x")), Optional.empty());
        };
    assertThrows(RegistrationException.class, () -> bench.apps().fresh().find(ID));
    bench.platform.advance(Duration.ofSeconds(50));
    bench.open("second").fresh().find(ID);
    assertEquals(Duration.ofSeconds(100), now());
  }

  @Test
  void refusalThatACallGetsOverPausesTheOthers() {
    bench.stub.find =
        (id, call) -> {
          RequestPermit permit = call.beforeRequest("GET");
          permit.answered(429);
          permit.refused(Failures.tooMany(Optional.of(Duration.ofSeconds(7))));
          return Answer.of(app(named("x")), Optional.empty());
        };
    bench.apps().fresh().find(ID);
    bench.open("second").fresh().find(ID);
    assertEquals(Duration.ofSeconds(7), now());
  }

  @Test
  void pauseIsCountedFromTheAnswerAndNotFromTheEndOfItsBody() {
    bench.stub.find =
        (id, call) -> {
          RequestPermit permit = call.beforeRequest("GET");
          permit.answered(429);
          bench.platform.advance(Duration.ofSeconds(2));
          permit.refused(Failures.tooMany(Optional.of(Duration.ofSeconds(7))));
          return Answer.of(app(named("x")), Optional.empty());
        };
    bench.apps().fresh().find(ID);
    bench.open("second").fresh().find(ID);
    assertEquals(Duration.ofSeconds(5), bench.platform.slept());
  }

  @Test
  void pauseBeginsNowIfNobodyToldWhenTheAnswerCame() {
    repeatNothing();
    bench.stub.find =
        (id, call) -> {
          call.beforeRequest("GET");
          bench.platform.advance(Duration.ofSeconds(3));
          throw Failures.tooMany(Optional.of(Duration.ofSeconds(7)));
        };
    Apps apps = bench.apps().fresh();
    assertThrows(RegistrationException.RateLimited.class, () -> apps.find(ID));
    assertEquals(List.of(), bench.open("second").fresh().list().toList());
    assertEquals(Duration.ofSeconds(7), bench.platform.slept());
  }

  @Test
  void refusalWithoutATimeTellsHowLongItsScopeIsLeftAlone() {
    repeatNothing();
    bench.stub.scope = new RateScope("blocked", OptionalInt.empty(), Duration.ofSeconds(60));
    bench.stub.find =
        (id, call) -> {
          call.beforeRequest("GET").answered(429);
          throw Failures.tooMany(Optional.empty());
        };
    Apps apps = bench.apps().fresh();
    RegistrationException error =
        assertThrows(RegistrationException.RateLimited.class, () -> apps.find(ID));
    assertEquals(Optional.of(Duration.ofSeconds(60)), error.details().retryAfter());
  }

  @Test
  void nothingIsSentWhileARefusalIsBeingRead() {
    repeatNothing();
    Apps second = bench.open("second").fresh();
    List<Boolean> confirmed = new ArrayList<>();
    bench.stub.find =
        (id, call) -> {
          RequestPermit waiting = call.beforeRequest("GET");
          bench.stub.list =
              (cursor, other) -> {
                other.beforeRequest("GET").answered(429);
                confirmed.add(waiting.confirm());
                throw Failures.tooMany(Optional.of(Duration.ofSeconds(1)));
              };
          assertThrows(RegistrationException.class, () -> second.list().toList());
          return Answer.of(app(named("x")), Optional.empty());
        };
    bench.apps().fresh().find(ID);
    assertEquals(List.of(false), confirmed);
  }

  @Test
  void requestThatHasWaitedForItsConnectionIsNotSentIntoAPause() {
    repeatNothing();
    Apps second = bench.open("second").fresh();
    List<Boolean> confirmed = new ArrayList<>();
    bench.stub.find =
        (id, call) -> {
          RequestPermit permit = call.beforeRequest("GET");
          if (confirmed.isEmpty()) {
            bench.stub.list =
                (cursor, other) -> {
                  throw Failures.tooMany(Optional.of(Duration.ofSeconds(80)));
                };
            assertThrows(RegistrationException.class, () -> second.list().toList());
          }
          confirmed.add(permit.confirm());
          permit = call.beforeRequest("GET");
          confirmed.add(permit.confirm());
          permit.answered(200);
          return Answer.of(app(named("x")), Optional.empty());
        };
    bench.apps().fresh().find(ID);
    assertEquals(List.of(false, true), confirmed);
    assertTrue(now().compareTo(Duration.ofSeconds(80)) >= 0, now().toString());
  }

  private void repeatNothing() {
    bench.close();
    bench =
        new Bench(
            Policies.defaults()
                .withDeadline(Duration.ofSeconds(90))
                .withRetry(RetryPolicy.defaults().withMaxAttempts(1)),
            Store.inMemory());
  }

  private Duration now() {
    return Duration.ofNanos(bench.platform.nanoTime());
  }

  private void refuseOnce(Optional<Duration> retryAfter) {
    boolean[] refused = {false};
    bench.stub.find =
        (id, call) -> {
          call.beforeRequest("GET").answered(200);
          if (!refused[0]) {
            refused[0] = true;
            throw Failures.tooMany(retryAfter);
          }
          return Answer.of(app(named("x")), Optional.empty());
        };
  }
}
