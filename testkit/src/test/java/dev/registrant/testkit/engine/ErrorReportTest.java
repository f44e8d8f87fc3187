package dev.registrant.testkit.engine;

import static dev.registrant.testkit.engine.StubProvider.ID;
import static dev.registrant.testkit.engine.StubProvider.app;
import static dev.registrant.testkit.engine.StubProvider.named;
import static dev.registrant.testkit.engine.StubProvider.sent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.spi.Answer;
import dev.registrant.spi.AppId;
import dev.registrant.spi.AppPage;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Repeatability;
import dev.registrant.spi.Secret;
import dev.registrant.testkit.contract.NoSecretLeaks;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorReportTest {
  private static final String SECRET = "s3cret-in-a-message";

  @RegisterExtension final NoSecretLeaks leaks = new NoSecretLeaks();
  private final Bench bench = new Bench();

  @BeforeEach
  void watch() {
    leaks.watch(Secret.of(SECRET));
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void errorTellsForWhomWhatAndHowOften() {
    bench.stub.find =
        (id, call) -> {
          call.beforeRequest("GET").answered(404);
          throw Failures.notFound();
        };
    var error = assertThrows(RegistrationException.NotFound.class, () -> bench.apps().find(ID));
    assertEquals(
        "apps.get at account main (stub): no such app. List. [outcome not-applied, HTTP 404,"
            + " request id req-9, attempts 1]",
        error.getMessage());
    assertEquals("main", error.details().account().orElseThrow());
    assertEquals("stub", error.details().provider().orElseThrow());
    assertEquals("apps.get", error.details().operation().orElseThrow());
    assertEquals(1, error.details().attempts().orElseThrow());
  }

  @Test
  void errorOfAnUpdatesReadIsToldAsOneOfTheUpdate() {
    bench.stub.find =
        (id, call) -> {
          throw Failures.notFound();
        };
    var error =
        assertThrows(
            RegistrationException.NotFound.class, () -> bench.apps().update(ID, named("new")));
    assertEquals("apps.update", error.details().operation().orElseThrow());
  }

  static Stream<RuntimeException> defects() {
    return Stream.of(
        new IllegalStateException(SECRET),
        new IllegalArgumentException(SECRET),
        new NullPointerException(SECRET),
        new ClassCastException(SECRET),
        new IndexOutOfBoundsException(SECRET),
        new UnsupportedOperationException(SECRET),
        new ArithmeticException(SECRET),
        new java.io.UncheckedIOException(SECRET, new java.io.IOException(SECRET)),
        new RuntimeException(SECRET, new RuntimeException(SECRET)));
  }

  @ParameterizedTest
  @MethodSource("defects")
  void defectOfAProviderBecomesAProtocolErrorWithoutItsMessage(RuntimeException defect) {
    bench.stub.create =
        (metadata, call) -> {
          call.beforeRequest("POST").unanswered();
          throw defect;
        };
    var error = protocolErrorOfCreate();
    assertTrue(error.getMessage().contains(defect.getClass().getName()), error.getMessage());
    assertEquals(Outcome.UNKNOWN, error.outcome());
    assertEquals("main", error.details().account().orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("defects")
  void defectOverAnAcceptedChangeLeavesItsOutcomeUnknown(RuntimeException defect) {
    bench.stub.create =
        (metadata, call) -> {
          call.beforeRequest("POST").answered(201, Optional.of("req-7"));
          throw defect;
        };
    var error = unknownOutcomeOfCreate();
    assertTrue(error.getMessage().contains(defect.getClass().getName()), error.getMessage());
  }

  @Test
  void defectBeforeAnythingWasSentIsNotApplied() {
    bench.stub.create =
        (metadata, call) -> {
          throw new IllegalStateException(SECRET);
        };
    assertEquals(Outcome.NOT_APPLIED, protocolErrorOfCreate().outcome());
  }

  @Test
  void defectAfterReadingAloneIsNotApplied() {
    bench.stub.create =
        (metadata, call) -> {
          call.beforeRequest("GET").answered(200);
          throw new IllegalStateException(SECRET);
        };
    assertEquals(Outcome.NOT_APPLIED, protocolErrorOfCreate().outcome());
  }

  @Test
  void defectOfAProvidersChecksBecomesAProtocolErrorWithoutItsMessage() {
    bench.stub.violations =
        metadata -> {
          throw new IllegalStateException(SECRET);
        };
    assertEquals(Outcome.NOT_APPLIED, protocolErrorOfCreate().outcome());
  }

  @Test
  void idFromTheVendorThatIsNoneIsNoMistakeOfTheCaller() {
    bench.stub.create =
        (metadata, call) -> {
          call.beforeRequest("POST").answered(201, Optional.of("req-7"));
          throw assertThrows(RegistrationException.class, () -> new AppId("../other"));
        };
    unknownOutcomeOfCreate();
  }

  @Test
  void idOfAReadThatIsNoneIsToldWithTheVendorsRequest() {
    bench.stub.find =
        (id, call) -> {
          call.beforeRequest("GET").answered(200, Optional.of("req-7"));
          throw assertThrows(RegistrationException.class, () -> new AppId("../other"));
        };
    var error =
        assertThrows(RegistrationException.ProtocolError.class, () -> bench.apps().find(ID));
    assertEquals(Optional.of("req-7"), error.details().requestId());
    assertEquals(200, error.details().httpStatus().orElseThrow());
    assertEquals(Outcome.NOT_APPLIED, error.outcome());
  }

  @Test
  void secondMutatingRequestOfOneWriteIsRefused() {
    bench.stub.create =
        (metadata, call) -> {
          call.beforeRequest("GET").answered(200);
          call.beforeRequest("POST").answered(201);
          call.beforeRequest("GET").answered(200);
          call.beforeRequest("PUT").answered(200);
          return sent(call, "GET", app(metadata));
        };
    var error = protocolErrorOfCreate();
    assertEquals(Outcome.UNKNOWN, error.outcome());
    assertEquals(3, error.details().attempts().orElseThrow());
  }

  @Test
  void repeatedAttemptMayMutateAgain() {
    boolean[] failed = {false};
    bench.stub.create =
        (metadata, call) -> {
          call.beforeRequest("POST").answered(503);
          if (!failed[0]) {
            failed[0] = true;
            throw Failures.unavailable();
          }
          return Answer.of(app(metadata), Optional.empty());
        };
    bench.apps().create(named("x"));
    assertTrue(failed[0]);
  }

  @Test
  void unsupportedOperationIsRefusedBeforeTheProviderIsAsked() {
    for (Operation operation : Operation.values()) {
      bench.stub.operations.remove(operation);
    }
    bench.stub.operations.put(Operation.APPS_LIST, Repeatability.SAFE);
    var error = assertThrows(RegistrationException.Unsupported.class, () -> bench.apps().find(ID));
    assertEquals(0, error.details().attempts().orElseThrow());
    assertTrue(error.advice().contains("apps.list"), error.advice());
  }

  @Test
  void updateIsRefusedWhereAppsCannotBeRead() {
    bench.stub.operations.remove(Operation.APPS_GET);
    var error =
        assertThrows(
            RegistrationException.Unsupported.class, () -> bench.apps().update(ID, named("new")));
    assertEquals(0, error.details().attempts().orElseThrow());
    assertTrue(error.problem().contains("apps.get"), error.problem());
  }

  @Test
  void circleInAListIsToldWithItsAccount() {
    AtomicInteger pages = new AtomicInteger();
    bench.stub.list =
        (cursor, call) -> {
          assertTrue(pages.incrementAndGet() < 10, "goes on in the circle");
          return sent(call, "GET", new AppPage(List.of(), Optional.of("same")));
        };
    var error =
        assertThrows(RegistrationException.ProtocolError.class, () -> bench.apps().list().toList());
    assertEquals("main", error.details().account().orElseThrow());
    assertEquals("apps.list", error.details().operation().orElseThrow());
    assertFalse(error.getMessage().isBlank());
  }

  private RegistrationException unknownOutcomeOfCreate() {
    var error =
        assertThrows(
            RegistrationException.OutcomeUnknown.class, () -> bench.apps().create(named("x")));
    leaks.requireClean(error);
    assertEquals(Outcome.UNKNOWN, error.outcome());
    assertEquals(Optional.of("req-7"), error.details().requestId());
    assertEquals(201, error.details().httpStatus().orElseThrow());
    assertTrue(error.advice().contains("same key"), error.advice());
    assertEquals("main", error.details().account().orElseThrow());
    return error;
  }

  private RegistrationException protocolErrorOfCreate() {
    var error =
        assertThrows(
            RegistrationException.ProtocolError.class, () -> bench.apps().create(named("x")));
    leaks.requireClean(error);
    return error;
  }
}
