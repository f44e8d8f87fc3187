package dev.registrant.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegistrationExceptionTest {
  private static final Throwable CAUSE = new Exception("cause");
  private static final ErrorDetails NONE = ErrorDetails.builder(Outcome.NOT_APPLIED).build();
  private static final ErrorDetails ALL =
      ErrorDetails.builder(Outcome.UNKNOWN)
          .account("prod")
          .provider("snyk")
          .operation(Operation.APPS_CREATE)
          .httpStatus(503)
          .vendorCode(Optional.of("SNYK-1"))
          .requestId(Optional.of("req-1"))
          .key("key-1")
          .attempts(2)
          .retryAfter(Optional.of(Duration.ofSeconds(3)))
          .violations(List.of(new Violation("field", "code", "message")))
          .candidates(List.of("app-1"))
          .build();

  static Stream<RegistrationException> kinds() {
    return Stream.of(
        new RegistrationException.InvalidRequest("problem", "Advice", NONE),
        new RegistrationException.Unsupported("problem", "Advice", NONE),
        new RegistrationException.Unauthenticated("problem", "Advice", NONE),
        new RegistrationException.Denied("problem", "Advice", NONE),
        new RegistrationException.NotFound("problem", "Advice", NONE),
        new RegistrationException.Conflict("problem", "Advice", NONE),
        new RegistrationException.RateLimited("problem", "Advice", NONE),
        new RegistrationException.Unavailable("problem", "Advice", NONE, CAUSE),
        new RegistrationException.OutcomeUnknown("problem", "Advice", NONE, CAUSE),
        new RegistrationException.SecretNotStored("problem", "Advice", NONE, CAUSE, () -> {}),
        new RegistrationException.ProtocolError("problem", "Advice", NONE),
        new RegistrationException.Interrupted("problem", "Advice", NONE));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void otherFactsKeepKindCauseAndTrace(RegistrationException error) {
    Throwable suppressed = new Exception("suppressed");
    error.addSuppressed(suppressed);
    RegistrationException changed = error.with(ALL);
    assertEquals(error.getClass(), changed.getClass());
    assertEquals(error.kind(), changed.kind());
    assertSame(error.getCause(), changed.getCause());
    assertEquals(List.of(error.getStackTrace()), List.of(changed.getStackTrace()));
    assertEquals(List.of(suppressed), List.of(changed.getSuppressed()));
    assertEquals(ALL, changed.details());
    assertEquals(
        "apps.create at account prod (snyk): problem. Advice. [outcome unknown, HTTP 503,"
            + " code SNYK-1, request id req-1, key key-1, attempts 2]",
        changed.getMessage());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void messageWithoutFactsTellsTheOutcome(RegistrationException error) {
    assertEquals("problem. Advice. [outcome not-applied]", error.getMessage());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void copiedDetailsAreEqual(RegistrationException error) {
    assertEquals(ALL, error.with(ALL).details().toBuilder().build());
  }
}
