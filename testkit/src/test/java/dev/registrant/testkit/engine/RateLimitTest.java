package dev.registrant.testkit.engine;

import static dev.registrant.testkit.engine.StubProvider.ID;
import static dev.registrant.testkit.engine.StubProvider.app;
import static dev.registrant.testkit.engine.StubProvider.named;
import static dev.registrant.testkit.engine.StubProvider.sent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.AccountConfiguration;
import dev.registrant.Apps;
import dev.registrant.spi.Answer;
import dev.registrant.spi.AppPage;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RateScope;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.RequestPermit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitTest {
  private Bench bench = Bench.withDeadline(Duration.ofSeconds(90));

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void noSecondHasMoreRequestsThanTheLimit() {
    bench.stub.scope = new RateScope("limited", OptionalInt.of(27), Duration.ZERO);
    List<Long> times = timesOfRequests();
    for (int i = 0; i < 270; i++) {
      bench.apps().fresh().find(ID);
    }
    long second = Duration.ofSeconds(1).toNanos();
    for (int i = 27; i < times.size(); i++) {
      assertTrue(times.get(i) - times.get(i - 27) >= second, "28 requests within a second at " + i);
    }
    assertEquals(Duration.ofMillis(9 * 1020), bench.platform.slept());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noSecondHasMoreRequestsThanTheLimitWhereverItBegins(long seed) {
    bench.stub.scope = new RateScope("limited", OptionalInt.of(5), Duration.ZERO);
    List<Long> times = timesOfRequests();
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      bench.platform.advance(Duration.ofMillis(random.nextInt(10) == 0 ? 900 : random.nextInt(60)));
      bench.apps().fresh().find(ID);
    }
    long second = Duration.ofSeconds(1).toNanos();
    for (int i = 5; i < times.size(); i++) {
      assertTrue(times.get(i) - times.get(i - 5) >= second, "6 requests within a second at " + i);
    }
  }

  @Test
  void shareThatIsReservedForOthersIsNotUsed() {
    bench.stub.scope = new RateScope("limited", OptionalInt.of(10), Duration.ZERO);
    var apps =
        bench
            .registrant
            .open(AccountConfiguration.builder("modest", "stub").rateShare(0.3).build())
            .apps()
            .fresh();
    for (int i = 0; i < 9; i++) {
      apps.find(ID);
    }
    assertEquals(Duration.ofMillis(2 * 1020), bench.platform.slept());
  }

  @Test
  void strictestLimitOfTheAccountsThatShareAScopeHolds() {
    bench.stub.scope = new RateScope("limited", OptionalInt.of(10), Duration.ZERO);
    bench.apps().fresh().find(ID);
    bench.stub.scope = new RateScope("limited", OptionalInt.of(2), Duration.ZERO);
    bench.open("second").fresh().find(ID);
    bench.stub.scope = new RateScope("limited", OptionalInt.of(10), Duration.ZERO);
    bench.apps().fresh().find(ID);
    assertEquals(Duration.ofMillis(1020), bench.platform.slept());
  }

  @Test
  void requestsThatWaitedOutAPauseKeepToTheLimitAfterIt() {
    bench.stub.scope = new RateScope("limited", OptionalInt.of(2), Duration.ofSeconds(60));
    List<Long> times = timesOfRequests();
    bench.apps().fresh().find(ID);
    bench.apps().fresh().find(ID);
    boolean[] grown = {false};
    bench.platform.onSleep(
        wait -> {
          if (!grown[0]) {
            grown[0] = true;
            bench.stub.list =
                (cursor, call) -> {
                  throw Failures.tooMany(Optional.of(Duration.ofSeconds(20)));
                };
            assertThrows(RegistrationException.class, () -> bench.open("second").list().toList());
          }
        });
    for (int i = 0; i < 4; i++) {
      bench.apps().fresh().find(ID);
    }
    long after = times.stream().filter(time -> time >= Duration.ofSeconds(20).toNanos()).count();
    assertEquals(4, after);
    assertTrue(times.get(5) - times.get(3) >= Duration.ofSeconds(1).toNanos());
  }

  @Test
  void requestsThatGoOutLateKeepToTheLimit() {
    bench.stub.scope = new RateScope("limited", OptionalInt.of(1), Duration.ZERO);
    Apps second = bench.open("second").fresh();
    List<Long> times = new ArrayList<>();
    bench.stub.find =
        (id, call) -> {
          RequestPermit permit = call.beforeRequest("GET");
          if (times.isEmpty()) {
            times.add(Long.MIN_VALUE);
            second.find(ID); // While this one waits for its connection.
          }
          while (!permit.confirm()) {
            permit = call.beforeRequest("GET");
          }
          times.add(bench.platform.nanoTime());
          permit.answered(200);
          return Answer.of(app(named("x")), Optional.empty());
        };
    bench.apps().fresh().find(ID);
    bench.platform.advance(Duration.ofMillis(500));
    bench.apps().fresh().find(ID);
    assertEquals(4, times.size());
    for (int i = 2; i < times.size(); i++) {
      long apart = times.get(i) - times.get(i - 1);
      assertTrue(apart >= Duration.ofSeconds(1).toNanos(), apart + " ns between two requests");
    }
  }

  @Test
  void requestThatIsNotConfirmedIsNone() {
    bench.stub.scope = new RateScope("limited", OptionalInt.of(1), Duration.ZERO);
    int[] asked = {0};
    bench.stub.update =
        (wanted, call) -> {
          RequestPermit permit = call.beforeRequest("PATCH");
          if (asked[0]++ == 0) {
            assertEquals(List.of(), bench.open("second").fresh().list().toList());
          }
          while (!permit.confirm()) {
            permit = call.beforeRequest("PATCH");
            asked[0]++;
          }
          permit.answered(200);
          return Answer.of(app(named("new")), Optional.empty());
        };
    bench.stub.list =
        (cursor, call) -> {
          RequestPermit permit = call.beforeRequest("GET");
          permit.confirm();
          permit.answered(200);
          return Answer.of(new AppPage(List.of(), Optional.empty()), Optional.empty());
        };
    bench.apps().update(ID, named("new"));
    assertEquals(2, asked[0], "the write may ask again, for it has sent nothing");
  }

  @Test
  void requestThatIsNotConfirmedIsNoAttempt() {
    Apps second = bench.open("second").fresh();
    bench.stub.list =
        (cursor, call) -> {
          throw Failures.tooMany(Optional.of(Duration.ofSeconds(200)));
        };
    bench.stub.find =
        (id, call) -> {
          RequestPermit permit = call.beforeRequest("GET");
          assertThrows(RegistrationException.class, () -> second.list().toList());
          assertFalse(permit.confirm());
          call.beforeRequest("GET");
          throw new AssertionError("let through into a pause");
        };
    var error =
        assertThrows(RegistrationException.RateLimited.class, () -> bench.apps().fresh().find(ID));
    assertEquals(0, error.details().attempts().orElseThrow());
  }

  @Test
  void everyRequestOfACallIsCounted() {
    bench.stub.scope = new RateScope("limited", OptionalInt.of(1), Duration.ZERO);
    bench.apps().update(ID, named("new"));
    assertEquals(Duration.ofMillis(1020), bench.platform.slept());
  }

  @Test
  void callWithoutTimeForThePermissionIsRefusedAndTakesNone() {
    bench.close();
    bench = Bench.withDeadline(Duration.ofMillis(500));
    bench.stub.scope = new RateScope("limited", OptionalInt.of(1), Duration.ZERO);
    bench.apps().fresh().find(ID);
    for (int i = 0; i < 20; i++) {
      var error =
          assertThrows(
              RegistrationException.RateLimited.class, () -> bench.apps().fresh().find(ID));
      assertEquals(Outcome.NOT_APPLIED, error.outcome());
      assertEquals(0, error.details().attempts().orElseThrow());
    }
    bench.platform.advance(Duration.ofMillis(1020));
    bench.apps().fresh().find(ID);
    assertEquals(List.of(), bench.platform.sleeps());
  }

  @Test
  void callWithoutTimeForThePermissionPausesNoOther() {
    bench.close();
    bench = Bench.withDeadline(Duration.ofMillis(1500));
    bench.stub.scope = new RateScope("limited", OptionalInt.of(1), Duration.ZERO);
    bench.apps().fresh().find(ID);
    bench.platform.onSleep(
        wait ->
            assertThrows(
                RegistrationException.RateLimited.class, () -> bench.apps().fresh().find(ID)));
    bench.apps().fresh().find(ID);
    assertEquals(List.of(Duration.ofMillis(1020)), bench.platform.sleeps());
  }

  @Test
  void interruptionAtTheGateEndsTheCallAndStaysSet() {
    bench.stub.scope = new RateScope("limited", OptionalInt.of(1), Duration.ZERO);
    bench.apps().fresh().find(ID);
    bench.platform.onSleep(wait -> Thread.currentThread().interrupt());
    var error =
        assertThrows(RegistrationException.Interrupted.class, () -> bench.apps().fresh().find(ID));
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
    bench.apps().fresh().find(ID);
  }

  private List<Long> timesOfRequests() {
    List<Long> times = new ArrayList<>();
    bench.stub.find =
        (id, call) -> {
          call.beforeRequest("GET").answered(200);
          times.add(bench.platform.nanoTime());
          return Answer.of(app(named("x")), Optional.empty());
        };
    return times;
  }
}
