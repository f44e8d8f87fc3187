package dev.registrant.testkit.engine;

import static dev.registrant.testkit.engine.StubProvider.ID;
import static dev.registrant.testkit.engine.StubProvider.app;
import static dev.registrant.testkit.engine.StubProvider.named;
import static dev.registrant.testkit.engine.StubProvider.sent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.Policies;
import dev.registrant.Policies.RetryPolicy;
import dev.registrant.Store;
import dev.registrant.spi.Answer;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RateScope;
import dev.registrant.spi.RegistrationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private Bench bench = Bench.withDeadline(Duration.ofSeconds(90));

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void requestAfterARefusalIsNeverEarlierThanTheVendorAsked() {
    refuseOnce(Optional.of(Duration.ofSeconds(7)));
    bench.apps().find(ID);
    assertTrue(now().compareTo(Duration.ofSeconds(7)) >= 0, now().toString());
  }

  @Test
  void pauseHoldsForAllAccountsOfARateScope() {
    var second = bench.open("second");
    refuseOnce(Optional.of(Duration.ofSeconds(200)));
    assertThrows(RegistrationException.RateLimited.class, () -> bench.apps().find(ID));
    bench.platform.advance(Duration.ofSeconds(150));
    second.find(ID);
    assertEquals(Duration.ofSeconds(200), now());
  }

  @Test
  void pauseOfOneRateScopeDoesNotHoldForAnother() {
    refuseOnce(Optional.of(Duration.ofSeconds(200)));
    assertThrows(RegistrationException.RateLimited.class, () -> bench.apps().find(ID));
    bench.stub.scope = new RateScope("other", OptionalInt.empty(), Duration.ZERO);
    bench.apps().find(ID);
    assertEquals(Duration.ZERO, now());
  }

  @Test
  void refusalThatNamesNoTimePausesAsLongAsTheScopeSays() {
    bench.stub.scope = new RateScope("quiet", OptionalInt.empty(), Duration.ofSeconds(60));
    refuseOnce(Optional.empty());
    bench.apps().find(ID);
    assertEquals(Duration.ofSeconds(60), now());
  }

  @Test
  void pauseThatGrowsWhileItIsWaitedForIsWaitedForToItsEnd() {
    bench.close();
    bench =
        new Bench(
            Policies.defaults()
                .withDeadline(Duration.ofSeconds(90))
                .withRetry(new RetryPolicy(1, Duration.ofMillis(1), Duration.ofMillis(1))),
            Store.inMemory());
    refuseOnce(Optional.of(Duration.ofSeconds(100)));
    assertThrows(RegistrationException.RateLimited.class, () -> bench.apps().find(ID));
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
    bench.apps().find(ID);
    assertEquals(Duration.ofSeconds(140), now());
  }

  @Test
  void pauseOfMoreThanThreeHundredYearsIsRefusedInPlainWords() {
    refuseOnce(Optional.of(Duration.ofSeconds(Long.MAX_VALUE)));
    var error = assertThrows(RegistrationException.RateLimited.class, () -> bench.apps().find(ID));
    assertEquals(429, error.details().httpStatus().orElseThrow());
  }

  @Test
  void noSecondHasMoreRequestsThanTheLimit() {
    bench.stub.scope = new RateScope("limited", OptionalInt.of(27), Duration.ZERO);
    List<Long> times = new ArrayList<>();
    bench.stub.find =
        (id, call) -> {
          call.beforeRequest("GET").answered(200);
          times.add(bench.platform.nanoTime());
          return Answer.of(app(named("x")), Optional.empty());
        };
    for (int i = 0; i < 270; i++) {
      bench.apps().find(ID);
    }
    long second = Duration.ofSeconds(1).toNanos();
    for (int i = 27; i < times.size(); i++) {
      assertTrue(times.get(i) - times.get(i - 27) >= second, "28 requests within a second at " + i);
    }
    assertEquals(9, bench.platform.slept().toSeconds());
  }

  @Test
  void everyRequestOfACallIsCounted() {
    bench.stub.scope = new RateScope("limited", OptionalInt.of(1), Duration.ZERO);
    bench.apps().update(ID, named("new"));
    assertEquals(Duration.ofSeconds(1), bench.platform.slept());
  }

  @Test
  void callWithoutTimeForThePermissionIsRefusedAndTakesNone() {
    bench.close();
    bench = Bench.withDeadline(Duration.ofMillis(500));
    bench.stub.scope = new RateScope("limited", OptionalInt.of(1), Duration.ZERO);
    bench.apps().find(ID);
    for (int i = 0; i < 20; i++) {
      var error =
          assertThrows(RegistrationException.RateLimited.class, () -> bench.apps().find(ID));
      assertEquals(Outcome.NOT_APPLIED, error.outcome());
      assertEquals(0, error.details().attempts().orElseThrow());
    }
    bench.platform.advance(Duration.ofSeconds(1));
    bench.apps().find(ID);
    assertEquals(List.of(), bench.platform.sleeps());
  }

  @Test
  void callWithoutTimeForThePermissionPausesNoOther() {
    bench.close();
    bench = Bench.withDeadline(Duration.ofMillis(1500));
    bench.stub.scope = new RateScope("limited", OptionalInt.of(1), Duration.ZERO);
    bench.apps().find(ID);
    bench.platform.onSleep(
        wait -> assertThrows(RegistrationException.RateLimited.class, () -> bench.apps().find(ID)));
    bench.apps().find(ID);
    assertEquals(List.of(Duration.ofSeconds(1)), bench.platform.sleeps());
  }

  @Test
  void interruptionAtTheGateEndsTheCallAndStaysSet() {
    bench.stub.scope = new RateScope("limited", OptionalInt.of(1), Duration.ZERO);
    bench.apps().find(ID);
    bench.platform.onSleep(wait -> Thread.currentThread().interrupt());
    var error = assertThrows(RegistrationException.Interrupted.class, () -> bench.apps().find(ID));
    assertTrue(Thread.interrupted());
    assertEquals(0, error.details().attempts().orElseThrow());
  }

  @Test
  void nothingIsSentAfterTheDeadline() {
    bench.stub.find =
        (id, call) -> {
          var answer = sent(call, "GET", app(named("old")));
          bench.platform.advance(call.remaining());
          return answer;
        };
    var error =
        assertThrows(
            RegistrationException.Unavailable.class, () -> bench.apps().update(ID, named("new")));
    assertEquals(Outcome.NOT_APPLIED, error.outcome());
    assertEquals(1, error.details().attempts().orElseThrow());
  }

  @Test
  void providerSeesTheTimeThatIsLeft() {
    bench.platform.advance(Duration.ofDays(1));
    bench.stub.find =
        (id, call) -> {
          assertEquals(Duration.ofSeconds(90), call.remaining());
          bench.platform.advance(Duration.ofSeconds(100));
          assertEquals(Duration.ZERO, call.remaining());
          return Answer.of(app(named("x")), Optional.empty());
        };
    bench.apps().find(ID);
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
