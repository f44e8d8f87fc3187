package dev.registrant.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.registrant.engine.RepeatRules.Verdict;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Repeatability;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RepeatRulesTest {
  @ParameterizedTest
  @CsvSource({
    // row,              SAFE,            IDEMPOTENT,      ONCE,            GUARDED
    "REFUSED_FOR_NOW,    REPEAT_AS_ASKED, REPEAT_AS_ASKED, REPEAT_AS_ASKED, REPEAT_AS_ASKED",
    "NOT_CARRIED_OUT,    REPEAT,          REPEAT,          REPEAT,          REPEAT",
    "LOST,               REPEAT,          REPEAT,          STOP,            REPEAT",
    "CREDENTIAL_REFUSED, REPEAT_ONCE,     REPEAT_ONCE,     REPEAT_ONCE,     REPEAT_ONCE",
    "DECIDED,            STOP,            STOP,            STOP,            STOP",
  })
  void tableSays(RepeatRules row, Verdict safe, Verdict idempotent, Verdict once, Verdict guarded) {
    assertEquals(
        List.of(safe, idempotent, once, guarded),
        List.of(
            row.of(Repeatability.SAFE),
            row.of(Repeatability.IDEMPOTENT),
            row.of(Repeatability.ONCE),
            row.of(Repeatability.GUARDED)));
  }

  @Test
  void tableHasNoOtherRow() {
    assertEquals(5, RepeatRules.values().length);
    assertEquals(4, Repeatability.values().length);
  }

  static Stream<Arguments> failures() {
    ErrorDetails no = ErrorDetails.builder(Outcome.NOT_APPLIED).build();
    ErrorDetails unknown = ErrorDetails.builder(Outcome.UNKNOWN).build();
    ErrorDetails applied = ErrorDetails.builder(Outcome.APPLIED).build();
    return Stream.of(
        Arguments.of(
            RepeatRules.REFUSED_FOR_NOW, new RegistrationException.RateLimited("p", "a", no)),
        Arguments.of(RepeatRules.DECIDED, new RegistrationException.RateLimited("p", "a", unknown)),
        Arguments.of(
            RepeatRules.NOT_CARRIED_OUT, new RegistrationException.Unavailable("p", "a", no, null)),
        Arguments.of(
            RepeatRules.DECIDED, new RegistrationException.Unavailable("p", "a", unknown, null)),
        Arguments.of(
            RepeatRules.LOST, new RegistrationException.OutcomeUnknown("p", "a", unknown, null)),
        Arguments.of(RepeatRules.DECIDED, new RegistrationException.Unauthenticated("p", "a", no)),
        Arguments.of(
            RepeatRules.CREDENTIAL_REFUSED,
            new RegistrationException.Unauthenticated(
                "p", "a", no.toBuilder().credentialRenewable(true).build())),
        Arguments.of(RepeatRules.DECIDED, new RegistrationException.InvalidRequest("p", "a", no)),
        Arguments.of(RepeatRules.DECIDED, new RegistrationException.Unsupported("p", "a", no)),
        Arguments.of(RepeatRules.DECIDED, new RegistrationException.Denied("p", "a", no)),
        Arguments.of(RepeatRules.DECIDED, new RegistrationException.NotFound("p", "a", no)),
        Arguments.of(RepeatRules.DECIDED, new RegistrationException.Conflict("p", "a", no)),
        Arguments.of(
            RepeatRules.DECIDED, new RegistrationException.ProtocolError("p", "a", unknown)),
        Arguments.of(
            RepeatRules.DECIDED,
            new RegistrationException.SecretNotStored("p", "a", applied, null, null)),
        Arguments.of(RepeatRules.DECIDED, new RegistrationException.Interrupted("p", "a", no)));
  }

  @ParameterizedTest(name = "{1} is {0}")
  @MethodSource("failures")
  void failureStandsInTheRow(RepeatRules row, RegistrationException failure) {
    assertEquals(row, RepeatRules.row(failure));
  }
}
