package dev.registrant.http;

import dev.registrant.spi.Call;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;

/** Makes the errors of those who want an access token and get none. */
final class TokenFailures {
  private TokenFailures() {}

  /** What a request for a token threw, which may quote a secret if it is no error of the API. */
  static RegistrationException of(RuntimeException e, Call call) {
    if (e instanceof RegistrationException failure) {
      return failure.with(
          failure.details().toBuilder()
              .operation(call.operation())
              .outcome(Outcome.NOT_APPLIED)
              .credentialRenewable(false)
              .build());
    }
    if (Thread.currentThread().isInterrupted()) {
      return interrupted(call);
    }
    return new RegistrationException.Unauthenticated(
        "the access token could not be asked for (" + e.getClass().getName() + ")",
        "Check where the account's credential comes from",
        notSent(call));
  }

  /** The failure of another caller as one of this call and this thread. */
  static RegistrationException shared(RegistrationException failure, Call call) {
    RegistrationException own =
        failure.with(failure.details().toBuilder().operation(call.operation()).build());
    own.fillInStackTrace();
    return own;
  }

  static RegistrationException late(Call call) {
    return new RegistrationException.Unavailable(
        "no access token came within the deadline",
        "Call again, with more time; nothing was sent",
        notSent(call),
        null);
  }

  static RegistrationException interrupted(Call call) {
    return new RegistrationException.Interrupted(
        "interrupted while waiting for an access token", "Call again", notSent(call));
  }

  private static ErrorDetails notSent(Call call) {
    return ErrorDetails.builder(Outcome.NOT_APPLIED).operation(call.operation()).build();
  }
}
