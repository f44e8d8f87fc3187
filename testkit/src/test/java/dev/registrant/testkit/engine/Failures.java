package dev.registrant.testkit.engine;

import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Errors as a provider throws them. */
final class Failures {
  private Failures() {}

  static RegistrationException unavailable() {
    return new RegistrationException.Unavailable(
        "it is down", "Call again", details(Outcome.NOT_APPLIED, 503).build(), null);
  }

  static RegistrationException lost() {
    return new RegistrationException.OutcomeUnknown(
        "the answer was lost", "Look", ErrorDetails.builder(Outcome.UNKNOWN).build(), null);
  }

  static RegistrationException tooMany(Optional<Duration> retryAfter) {
    return new RegistrationException.RateLimited(
        "too many", "Wait", details(Outcome.NOT_APPLIED, 429).retryAfter(retryAfter).build());
  }

  static RegistrationException refusedCredential(boolean another) {
    return new RegistrationException.Unauthenticated(
        "refused",
        "Check it",
        details(Outcome.NOT_APPLIED, 401).credentialRenewable(another).build());
  }

  static RegistrationException notFound() {
    return new RegistrationException.NotFound(
        "no such app", "List", details(Outcome.NOT_APPLIED, 404).build());
  }

  /** One of each kind, with the outcome its name promises. */
  static List<RegistrationException> ofEveryKind() {
    ErrorDetails no = details(Outcome.NOT_APPLIED, 400).build();
    ErrorDetails unknown = details(Outcome.UNKNOWN, 200).build();
    ErrorDetails yes = details(Outcome.APPLIED, 201).build();
    return List.of(
        new RegistrationException.InvalidRequest("p", "a", no),
        new RegistrationException.Unsupported("p", "a", no),
        new RegistrationException.Unauthenticated("p", "a", no),
        new RegistrationException.Denied("p", "a", no),
        notFound(),
        new RegistrationException.Conflict("p", "a", no),
        tooMany(Optional.empty()),
        unavailable(),
        lost(),
        new RegistrationException.SecretNotStored("p", "a", yes, null, null),
        new RegistrationException.ProtocolError("p", "a", unknown),
        new RegistrationException.Interrupted("p", "a", no));
  }

  private static ErrorDetails.Builder details(Outcome outcome, int status) {
    return ErrorDetails.builder(outcome).httpStatus(status).requestId(Optional.of("req-9"));
  }
}
