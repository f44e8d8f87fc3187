package dev.registrant.testkit.engine;

import static dev.registrant.testkit.engine.StubProvider.ID;
import static dev.registrant.testkit.engine.StubProvider.app;
import static dev.registrant.testkit.engine.StubProvider.named;
import static dev.registrant.testkit.engine.StubProvider.sent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.registrant.Policies;
import dev.registrant.Policies.RetryPolicy;
import dev.registrant.Store;
import dev.registrant.spi.Answer;
import dev.registrant.spi.RateScope;
import dev.registrant.spi.RegistrationException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BudgetTest {
  private final Bench bench =
      new Bench(
          Policies.defaults()
              .withBreaker(Optional.empty())
              .withRetry(RetryPolicy.defaults().withMaxAttempts(2).withBudget(3, 2)),
          Store.inMemory());
  private int requests;

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void failuresAreRepeatedWhileThereIsReserve() {
    failing();
    for (int i = 0; i < 10; i++) {
      assertThrows(RegistrationException.Unavailable.class, this::find);
    }
    assertEquals(10 + 3, requests);
  }

  @Test
  void successesPutRepeatsBack() {
    failing();
    for (int i = 0; i < 10; i++) {
      assertThrows(RegistrationException.Unavailable.class, this::find);
    }
    working();
    for (int i = 0; i < 4; i++) {
      find();
    }
    requests = 0;
    failing();
    for (int i = 0; i < 10; i++) {
      assertThrows(RegistrationException.Unavailable.class, this::find);
    }
    assertEquals(10 + 2, requests);
  }

  @Test
  void reserveDoesNotGrowBeyondItsSize() {
    working();
    for (int i = 0; i < 50; i++) {
      find();
    }
    requests = 0;
    failing();
    for (int i = 0; i < 10; i++) {
      assertThrows(RegistrationException.Unavailable.class, this::find);
    }
    assertEquals(10 + 3, requests);
  }

  @Test
  void whatTheVendorAsksToRepeatTakesNothing() {
    for (int i = 0; i < 10; i++) {
      boolean[] refused = {false};
      bench.stub.find =
          (id, call) -> {
            call.beforeRequest("GET").answered(refused[0] ? 200 : 429);
            if (!refused[0]) {
              refused[0] = true;
              throw Failures.tooMany(Optional.of(Duration.ofMillis(1)));
            }
            return Answer.of(app(named("x")), Optional.empty());
          };
      find();
    }
  }

  @Test
  void rateScopesHaveReservesOfTheirOwn() {
    failing();
    for (int i = 0; i < 10; i++) {
      assertThrows(RegistrationException.Unavailable.class, this::find);
    }
    bench.stub.scope = new RateScope("other", OptionalInt.empty(), Duration.ZERO);
    requests = 0;
    assertThrows(RegistrationException.Unavailable.class, this::find);
    assertEquals(2, requests);
  }

  private void find() {
    bench.apps().fresh().find(ID);
  }

  private void working() {
    bench.stub.find = (id, call) -> sent(call, "GET", app(named("x")));
  }

  private void failing() {
    bench.stub.find =
        (id, call) -> {
          call.beforeRequest("GET").answered(503);
          requests++;
          throw Failures.unavailable();
        };
  }
}
