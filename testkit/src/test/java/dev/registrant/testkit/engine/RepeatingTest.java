package dev.registrant.testkit.engine;

import static dev.registrant.testkit.engine.StubProvider.ID;
import static dev.registrant.testkit.engine.StubProvider.named;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.Policies;
import dev.registrant.Policies.RetryPolicy;
import dev.registrant.Store;
import dev.registrant.spi.Call;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RateScope;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Repeatability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RepeatingTest {
  private static final Set<Repeatability> REPEATABLE_IF_LOST =
      Set.of(Repeatability.SAFE, Repeatability.IDEMPOTENT, Repeatability.GUARDED);

  private Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  static Stream<Arguments> kindsAndRepeatabilities() {
    return Failures.ofEveryKind().stream()
        .flatMap(
            failure ->
                Arrays.stream(Repeatability.values())
                    .map(repeatability -> Arguments.of(failure.kind(), repeatability, failure)));
  }

  @ParameterizedTest(name = "{0} of {1}")
  @MethodSource("kindsAndRepeatabilities")
  void onlyWhatWasNotProcessedOrMayBeDoneTwiceIsRepeated(
      String kind, Repeatability repeatability, RegistrationException failure) {
    bench.stub.operations.put(Operation.APPS_CREATE, repeatability);
    createFailsWith(failure);
    boolean repeated =
        switch (kind) {
          case "RateLimited", "Unavailable" -> true;
          case "OutcomeUnknown" -> REPEATABLE_IF_LOST.contains(repeatability);
          default -> false;
        };
    if (repeated) {
      bench.apps().create(named("x"));
    } else {
      var error = assertThrows(RegistrationException.class, () -> bench.apps().create(named("x")));
      assertEquals(kind, error.kind());
      assertEquals(failure.outcome(), error.outcome());
      assertEquals(List.of(), bench.platform.sleeps());
    }
  }

  @Test
  void failureOfUnknownOutcomeIsNotRepeatedThoughItSaysUnavailable() {
    var failure = Failures.unavailable();
    createFailsWith(failure.with(failure.details().toBuilder().outcome(Outcome.UNKNOWN).build()));
    assertThrows(RegistrationException.Unavailable.class, () -> bench.apps().create(named("x")));
  }

  @Test
  void lostCreateReachesTheVendorOnce() {
    List<String> sent = new ArrayList<>();
    bench.stub.create =
        (metadata, call) -> {
          call.beforeRequest("POST").unanswered();
          sent.add("POST");
          throw Failures.lost();
        };
    var error =
        assertThrows(
            RegistrationException.OutcomeUnknown.class, () -> bench.apps().create(named("x")));
    assertEquals(List.of("POST"), sent);
    assertEquals(1, error.details().attempts().orElseThrow());
  }

  @Test
  void refusalAfterALostWriteLeavesTheOutcomeUnknown() {
    Iterator<RegistrationException> failures =
        List.of(Failures.lost(), Failures.notFound()).iterator();
    bench.stub.update =
        (wanted, call) -> {
          call.beforeRequest("PATCH").unanswered();
          throw failures.next();
        };
    var error =
        assertThrows(
            RegistrationException.NotFound.class, () -> bench.apps().update(ID, named("new")));
    assertEquals(Outcome.UNKNOWN, error.outcome());
  }

  @Test
  void lostDeleteThatIsNotFoundThenWasCarriedOut() {
    Iterator<RegistrationException> failures =
        List.of(Failures.lost(), Failures.notFound()).iterator();
    bench.stub.delete =
        (id, call) -> {
          call.beforeRequest("DELETE").unanswered();
          throw failures.next();
        };
    bench.apps().create(named("x"));
    bench.apps().delete(ID);
    assertEquals(List.of(), bench.registrant.reconcile().open());
  }

  @Test
  void readThatFailsAfterALostReadChangedNothing() {
    Iterator<RegistrationException> failures =
        List.of(Failures.lost(), Failures.notFound()).iterator();
    bench.stub.find =
        (id, call) -> {
          throw failures.next();
        };
    var error = assertThrows(RegistrationException.NotFound.class, () -> bench.apps().find(ID));
    assertEquals(Outcome.NOT_APPLIED, error.outcome());
  }

  @Test
  void requestWhoseCredentialWasRefusedIsRepeatedAtOnceIfThereIsAnotherOne() {
    createFailsWith(Failures.refusedCredential(true));
    bench.apps().create(named("x"));
    assertEquals(List.of(), bench.platform.sleeps());
  }

  @Test
  void refusedCredentialIsRenewedOnceInAStep() {
    int[] requests = {0};
    bench.stub.find =
        (id, call) -> {
          call.beforeRequest("GET").answered(401);
          requests[0]++;
          throw Failures.refusedCredential(true);
        };
    assertThrows(RegistrationException.Unauthenticated.class, () -> bench.apps().find(ID));
    assertEquals(2, requests[0]);
  }

  @Test
  void credentialIsRenewedThoughNothingElseIsRepeated() {
    bench.close();
    bench =
        new Bench(
            Policies.defaults().withRetry(RetryPolicy.defaults().withMaxAttempts(1)),
            Store.inMemory());
    createFailsWith(Failures.refusedCredential(true));
    bench.apps().create(named("x"));
  }

  @Test
  void refusedCredentialIsToldIfThereIsNoOther() {
    createFailsWith(Failures.refusedCredential(false));
    assertThrows(
        RegistrationException.Unauthenticated.class, () -> bench.apps().create(named("x")));
  }

  @Test
  void atMostTheAllowedNumberOfRequestsIsSent() {
    List<Call> calls = new ArrayList<>();
    bench.stub.find =
        (id, call) -> {
          call.beforeRequest("GET").answered(503);
          calls.add(call);
          throw Failures.unavailable();
        };
    var error = assertThrows(RegistrationException.Unavailable.class, () -> bench.apps().find(ID));
    assertEquals(4, calls.size());
    assertEquals(4, error.details().attempts().orElseThrow());
  }

  @Test
  void oneAttemptMeansNoRepeat() {
    bench.close();
    bench =
        new Bench(
            Policies.defaults().withRetry(RetryPolicy.defaults().withMaxAttempts(1)),
            Store.inMemory());
    createFailsWith(Failures.unavailable());
    assertThrows(RegistrationException.Unavailable.class, () -> bench.apps().create(named("x")));
    assertEquals(List.of(), bench.platform.sleeps());
  }

  @Test
  void waitsGrowWithJitterAndStayUnderTheLongest() {
    bench.close();
    bench =
        new Bench(
            Policies.defaults()
                .withDeadline(Duration.ofHours(1))
                .withRetry(
                    RetryPolicy.defaults()
                        .withMaxAttempts(9)
                        .withDelays(Duration.ofMillis(100), Duration.ofSeconds(2))),
            Store.inMemory());
    bench.stub.find =
        (id, call) -> {
          throw Failures.unavailable();
        };
    assertThrows(RegistrationException.Unavailable.class, () -> bench.apps().find(ID));
    List<Duration> sleeps = bench.platform.sleeps();
    assertEquals(8, sleeps.size());
    for (int i = 0; i < sleeps.size(); i++) {
      long mean = Math.min(2000, 100L << i);
      long millis = sleeps.get(i).toMillis();
      assertTrue(millis >= mean / 2 && millis <= mean * 3 / 2, i + ": " + millis + " ms");
    }
    boolean allAreTheMean =
        sleeps.stream().map(Duration::toMillis).allMatch(millis -> millis % 100 == 0);
    assertFalse(allAreTheMean, "jitter");
  }

  @Test
  void originalFailureIsThrownRatherThanWaitedForInVain() {
    bench.close();
    bench = Bench.withDeadline(Duration.ofMillis(50));
    var failure = Failures.unavailable();
    bench.stub.find =
        (id, call) -> {
          throw failure;
        };
    var error = assertThrows(RegistrationException.Unavailable.class, () -> bench.apps().find(ID));
    assertEquals("req-9", error.requestId().orElseThrow());
    assertEquals(List.of(), bench.platform.sleeps());
  }

  @Test
  void refusalIsThrownAtOnceIfItsPauseIsLongerThanTheDeadline() {
    bench.close();
    bench = Bench.withDeadline(Duration.ofSeconds(30));
    bench.stub.scope = new RateScope("quiet", OptionalInt.empty(), Duration.ofMinutes(1));
    bench.stub.find =
        (id, call) -> {
          call.beforeRequest("GET").answered(429);
          throw Failures.tooMany(Optional.empty());
        };
    var error = assertThrows(RegistrationException.RateLimited.class, () -> bench.apps().find(ID));
    assertEquals(429, error.details().httpStatus().orElseThrow());
    assertEquals(List.of(), bench.platform.sleeps());
  }

  @Test
  void interruptionBetweenRepeatsEndsTheCallAndStaysSet() {
    createFailsWith(Failures.unavailable());
    bench.platform.onSleep(wait -> Thread.currentThread().interrupt());
    var error =
        assertThrows(
            RegistrationException.Interrupted.class, () -> bench.apps().create(named("x")));
    assertTrue(Thread.interrupted());
    assertEquals(Outcome.NOT_APPLIED, error.outcome());
    assertEquals("main", error.details().account().orElseThrow());
  }

  @Test
  void interruptionAfterALostWriteLeavesTheOutcomeUnknown() {
    bench.stub.update =
        (wanted, call) -> {
          throw Failures.lost();
        };
    bench.platform.onSleep(wait -> Thread.currentThread().interrupt());
    var error =
        assertThrows(
            RegistrationException.Interrupted.class, () -> bench.apps().update(ID, named("new")));
    assertTrue(Thread.interrupted());
    assertEquals(Outcome.UNKNOWN, error.outcome());
  }

  @Test
  void causeAndTraceOfTheProvidersErrorAreKept() {
    var failure = Failures.lost();
    createFailsWith(failure);
    var error = assertThrows(RegistrationException.class, () -> bench.apps().create(named("x")));
    assertSame(failure.getCause(), error.getCause());
    assertEquals(List.of(failure.getStackTrace()), List.of(error.getStackTrace()));
  }

  private void createFailsWith(RegistrationException failure) {
    var first = bench.stub.create;
    boolean[] failed = {false};
    bench.stub.create =
        (metadata, call) -> {
          if (!failed[0]) {
            failed[0] = true;
            throw failure;
          }
          return first.answer(metadata, call);
        };
  }
}
