package dev.registrant.http;

import dev.registrant.http.ExchangeFailure.Reason;
import dev.registrant.spi.Call;
import dev.registrant.spi.ConnectionContext;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Violation;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the errors of one connection. */
final class Faults {
  private static final String MAINTAINERS = "Report it to the maintainers of the provider";

  private final ConnectionContext context;

  Faults(ConnectionContext context) {
    this.context = context;
  }

  /** Nothing was sent, because the request could smuggle something. */
  RegistrationException invalid(Call call, String field, String code, String message) {
    Violation violation = new Violation(field, code, message);
    return new RegistrationException.InvalidRequest(
        "the request is not valid: " + message,
        "Correct the input; nothing was sent",
        details(call, Outcome.NOT_APPLIED).violations(List.of(violation)).build());
  }

  /** Nothing was sent, because the account's credential could not be had. */
  RegistrationException noCredential(Call call, String problem) {
    return new RegistrationException.Unauthenticated(
        problem,
        "Check where the account's credential comes from; nothing was sent",
        details(call, Outcome.NOT_APPLIED).build());
  }

  /** Nothing was sent, because the provider's interface or body is at fault. */
  RegistrationException notBuilt(Call call, RuntimeException failure) {
    return new RegistrationException.ProtocolError(
        "the request could not be built (" + failure.getClass().getName() + ")",
        MAINTAINERS,
        details(call, Outcome.NOT_APPLIED).build());
  }

  /** Something failed that cannot, after the request may have been sent. */
  RegistrationException unexpected(Call call, RuntimeException failure) {
    boolean isWrite = call.operation().isWrite();
    ErrorKind kind = isWrite ? ErrorKind.OUTCOME_UNKNOWN : ErrorKind.PROTOCOL_ERROR;
    return make(
        kind,
        "the request failed unexpectedly (" + failure.getClass().getName() + ")",
        isWrite ? settle(call) : MAINTAINERS,
        details(call, outcome(kind)).build());
  }

  /** Nothing was sent, because the thread was interrupted before. */
  RegistrationException interrupted(Call call) {
    return failed(
        call,
        new ExchangeFailure(Reason.INTERRUPTED, "", false, Optional.empty(), null),
        Optional.empty());
  }

  /** An exchange without a usable answer. */
  RegistrationException failed(Call call, ExchangeFailure failure, Optional<String> requestId) {
    boolean open = failure.sent() && isWrite(call);
    Outcome outcome = open ? Outcome.UNKNOWN : Outcome.NOT_APPLIED;
    Reason reason = failure.reason();
    if (open && failure.head().isPresent()) {
      int status = failure.head().get().status();
      outcome =
          status >= 200 && status < 300 ? outcome : outcome(StatusTable.of(status).kind(true));
    }
    ErrorDetails.Builder details = details(call, outcome).requestId(requestId);
    failure.head().ifPresent(head -> details.httpStatus(head.status()));
    if (reason == Reason.INTERRUPTED) {
      return new RegistrationException.Interrupted(
          failure.problem(), open ? settle(call) : reason.advice(), details.build());
    }
    if (open) {
      return new RegistrationException.OutcomeUnknown(
          failure.problem(), settle(call), details.build(), failure.getCause());
    }
    if (reason == Reason.OVERSIZED) {
      return new RegistrationException.ProtocolError(
          failure.problem(), reason.advice(), details.build());
    }
    String sent = failure.sent() ? "" : "; nothing was sent";
    return new RegistrationException.Unavailable(
        failure.problem(), reason.advice() + sent, details.build(), failure.getCause());
  }

  /** An answer that is no success. */
  RegistrationException refused(
      Call call,
      WireRequest request,
      WireResponse response,
      Optional<String> requestId,
      VendorError error) {
    boolean isWrite = isWrite(call);
    StatusTable.Row row = StatusTable.of(response.status());
    ErrorKind kind = error.kind().orElse(row.kind(isWrite));
    if (kind == ErrorKind.OUTCOME_UNKNOWN && !isWrite) {
      kind = ErrorKind.UNAVAILABLE;
    }
    Optional<String> title = VendorText.clean(error.title(), request);
    Optional<String> code = VendorText.clean(error.code(), request);
    Optional<String> pointer = VendorText.clean(error.pointer(), request);
    String problem = row.problem() + title.map(text -> " (" + text + ")").orElse("");
    ErrorDetails details =
        details(call, outcome(kind))
            .httpStatus(response.status())
            .vendorCode(code)
            .requestId(requestId.or(() -> VendorText.clean(error.requestId(), request)))
            .retryAfter(
                Stream.of(
                        RetryAfter.of(response.headers(), context.clock()),
                        error.retryAfter().map(RetryAfter::limited))
                    .flatMap(Optional::stream)
                    .max(Comparator.naturalOrder()))
            .violations(
                pointer.stream()
                    .map(
                        at ->
                            new Violation(at, code.orElse("refused"), title.orElse(row.problem())))
                    .toList())
            .build();
    String advice = kind == ErrorKind.OUTCOME_UNKNOWN ? settle(call) : row.advice();
    return make(kind, problem, error.advice().orElse(advice), details);
  }

  /** A success that is of no use. */
  RegistrationException unusable(
      Call call, String problem, int status, Optional<String> requestId, List<String> candidates) {
    boolean isWrite = isWrite(call);
    ErrorKind kind = isWrite ? ErrorKind.OUTCOME_UNKNOWN : ErrorKind.PROTOCOL_ERROR;
    ErrorDetails details =
        details(call, outcome(kind))
            .httpStatus(status)
            .requestId(requestId)
            .candidates(candidates)
            .build();
    return make(kind, problem, isWrite ? settle(call) : MAINTAINERS, details);
  }

  /** What a caller does who does not know whether something was carried out. */
  private static String settle(Call call) {
    return call.operation() == Operation.APPS_CREATE
        ? "Reconcile, or call again with the same key"
        : "Settle whether it was carried out before it is repeated";
  }

  private static boolean isWrite(Call call) {
    return call.operation().isWrite() && !(call instanceof ReadingCall);
  }

  private ErrorDetails.Builder details(Call call, Outcome outcome) {
    return ErrorDetails.builder(outcome)
        .account(context.account())
        .provider(context.provider())
        .operation(call.operation());
  }

  private static Outcome outcome(ErrorKind kind) {
    return kind == ErrorKind.OUTCOME_UNKNOWN ? Outcome.UNKNOWN : Outcome.NOT_APPLIED;
  }

  private static RegistrationException make(
      ErrorKind kind, String problem, String advice, ErrorDetails details) {
    return switch (kind) {
      case INVALID_REQUEST -> new RegistrationException.InvalidRequest(problem, advice, details);
      case UNAUTHENTICATED -> new RegistrationException.Unauthenticated(problem, advice, details);
      case DENIED -> new RegistrationException.Denied(problem, advice, details);
      case NOT_FOUND -> new RegistrationException.NotFound(problem, advice, details);
      case CONFLICT -> new RegistrationException.Conflict(problem, advice, details);
      case RATE_LIMITED -> new RegistrationException.RateLimited(problem, advice, details);
      case UNAVAILABLE -> new RegistrationException.Unavailable(problem, advice, details, null);
      case OUTCOME_UNKNOWN ->
          new RegistrationException.OutcomeUnknown(problem, advice, details, null);
      case PROTOCOL_ERROR -> new RegistrationException.ProtocolError(problem, advice, details);
    };
  }
}
