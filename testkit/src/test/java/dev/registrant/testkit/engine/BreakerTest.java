package dev.registrant.testkit.engine;

import static dev.registrant.testkit.engine.StubProvider.ID;
import static dev.registrant.testkit.engine.StubProvider.app;
import static dev.registrant.testkit.engine.StubProvider.named;
import static dev.registrant.testkit.engine.StubProvider.sent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.Policies;
import dev.registrant.Policies.BreakerPolicy;
import dev.registrant.Policies.RetryPolicy;
import dev.registrant.Store;
import dev.registrant.spi.Answer;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RateScope;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.RequestPermit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private static final Duration OPEN = Duration.ofSeconds(10);

  private Bench bench = bench(Optional.of(new BreakerPolicy(4, 50, OPEN)));
  private int requests;

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void nothingIsSentWhenTooManyFailed() {
    fail(4);
    var error = assertThrows(RegistrationException.Unavailable.class, this::find);
    assertEquals(4, requests);
    assertEquals(Outcome.NOT_APPLIED, error.outcome());
    assertEquals(0, error.details().attempts().orElseThrow());
    assertTrue(error.details().retryAfter().orElseThrow().compareTo(OPEN) >= 0);
  }

  @Test
  void requestsPassUntilSoManyWereSeen() {
    fail(3);
    answer(200);
    find();
    assertEquals(4, requests);
  }

  @Test
  void refusalsOfTheVendorAreNoFailures() {
    for (int status : List.of(400, 401, 403, 404, 409, 429, 501)) {
      answer(status);
      find();
    }
    answer(200);
    find();
    assertEquals(8, requests);
  }

  @Test
  void requestsPassAgainWhenTheTimeIsOverAndTheVendorWorks() {
    fail(4);
    bench.platform.advance(OPEN.plusMillis(1));
    answer(200);
    for (int i = 0; i < 10; i++) {
      find();
    }
    assertEquals(14, requests);
  }

  @Test
  void requestsArePausedAgainIfTheVendorStillFails() {
    fail(4);
    bench.platform.advance(OPEN.plusMillis(1));
    fail(3);
    assertThrows(RegistrationException.Unavailable.class, this::find);
    assertEquals(7, requests);
  }

  @Test
  void callWaitsIfThereIsTime() {
    bench.close();
    bench =
        new Bench(
            Policies.defaults().withBreaker(Optional.of(new BreakerPolicy(4, 50, OPEN))),
            Store.inMemory());
    int[] failures = {4};
    bench.stub.find =
        (id, call) -> {
          if (failures[0]-- > 0) {
            call.beforeRequest("GET").answered(503);
            throw Failures.unavailable();
          }
          return sent(call, "GET", app(named("x")));
        };
    assertThrows(RegistrationException.Unavailable.class, this::find);
    find();
    assertTrue(bench.platform.slept().compareTo(OPEN) >= 0, bench.platform.sleeps().toString());
  }

  @Test
  void breakerIsSharedByTheAccountsOfARateScope() {
    var second = bench.open("second").fresh();
    fail(4);
    assertThrows(RegistrationException.Unavailable.class, () -> second.find(ID));
    assertEquals(4, requests);
  }

  @Test
  void breakerOfOneRateScopeDoesNotHoldForAnother() {
    fail(4);
    bench.stub.scope = new RateScope("other", OptionalInt.empty(), Duration.ZERO);
    answer(200);
    find();
    assertEquals(5, requests);
  }

  @Test
  void requestThatWasNeverToldToHaveEndedCountsAsFailed() {
    bench.stub.find =
        (id, call) -> {
          call.beforeRequest("GET");
          requests++;
          return Answer.of(app(named("x")), Optional.empty());
        };
    for (int i = 0; i < 4; i++) {
      find();
    }
    assertThrows(RegistrationException.Unavailable.class, this::find);
  }

  @Test
  void interruptedRequestIsNobodysFailure() {
    bench.stub.find =
        (id, call) -> {
          var permit = call.beforeRequest("GET");
          Thread.currentThread().interrupt();
          permit.unanswered();
          assertTrue(Thread.interrupted());
          throw Failures.notFound();
        };
    for (int i = 0; i < 10; i++) {
      assertThrows(RegistrationException.NotFound.class, this::find);
    }
  }

  @Test
  void requestThatIsNotConfirmedLeavesItsPlaceToAnother() {
    fail(4);
    bench.platform.advance(OPEN.plusMillis(1));
    bench.stub.find =
        (id, call) -> {
          RequestPermit waiting = call.beforeRequest("GET");
          bench.stub.list =
              (cursor, other) -> {
                throw Failures.tooMany(Optional.of(Duration.ofSeconds(1)));
              };
          assertThrows(RegistrationException.RateLimited.class, () -> bench.apps().list().toList());
          assertFalse(waiting.confirm());
          throw Failures.notFound();
        };
    for (int i = 0; i < 10; i++) {
      assertThrows(RegistrationException.NotFound.class, this::find);
      bench.platform.advance(Duration.ofSeconds(1));
    }
  }

  @Test
  void requestThatThePaceRefusedIsNobodysFailure() {
    bench.close();
    bench =
        new Bench(
            Policies.defaults()
                .withDeadline(Duration.ofMillis(100))
                .withBreaker(Optional.of(new BreakerPolicy(4, 50, OPEN))),
            Store.inMemory());
    bench.stub.scope = new RateScope("slow", OptionalInt.of(1), Duration.ZERO);
    find();
    for (int i = 0; i < 10; i++) {
      assertThrows(RegistrationException.RateLimited.class, this::find);
    }
  }

  @Test
  void nothingIsHeldBackWithoutAPolicy() {
    bench.close();
    bench = bench(Optional.empty());
    fail(50);
    assertEquals(50, requests);
  }

  private static Bench bench(Optional<BreakerPolicy> policy) {
    return new Bench(
        Policies.defaults()
            .withDeadline(OPEN)
            .withRetry(RetryPolicy.defaults().withMaxAttempts(1))
            .withBreaker(policy),
        Store.inMemory());
  }

  private void find() {
    bench.apps().fresh().find(ID);
  }

  private void answer(int status) {
    bench.stub.find =
        (id, call) -> {
          call.beforeRequest("GET").answered(status);
          requests++;
          return Answer.of(app(named("x")), Optional.empty());
        };
  }

  private void fail(int times) {
    bench.stub.find =
        (id, call) -> {
          call.beforeRequest("GET").answered(503);
          requests++;
          throw Failures.unavailable();
        };
    for (int i = 0; i < times; i++) {
      assertThrows(RegistrationException.Unavailable.class, this::find);
    }
  }
}
