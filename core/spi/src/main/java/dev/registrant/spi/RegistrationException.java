package dev.registrant.spi;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, for whom, and whether it was carried out. The only exception of the API; its
 * nested classes are the kinds.
 *
 * <p>The message is made of the problem, what to do next, and the facts of {@link #details()}. It
 * never holds a body, a header or a secret.
 */
public abstract sealed class RegistrationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String problem;
  private final String advice;
  private final transient ErrorDetails details;

  private RegistrationException(
      String problem, String advice, ErrorDetails details, @Nullable Throwable cause) {
    super(message(problem, advice, details), cause);
    this.problem = requireNonNull(problem, "problem");
    this.advice = requireNonNull(advice, "advice");
    this.details = requireNonNull(details, "details");
  }

  /**
   * The input is wrong; see {@link ErrorDetails#violations()}. Found before anything was sent, or
   * by the vendor: then {@link ErrorDetails#httpStatus()} is present.
   */
  public static final class InvalidRequest extends RegistrationException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the error of a check that came before anything was sent.
     *
     * @param violations everything that is wrong
     */
    public InvalidRequest(List<Violation> violations) {
      this(
          "the input is not valid: "
              + violations.stream().map(Violation::message).collect(Collectors.joining("; ")),
          "Correct it and call again; nothing was sent",
          ErrorDetails.builder(Outcome.NOT_APPLIED).violations(violations).build());
    }

    /** Makes the error of a refusal by the vendor. */
    public InvalidRequest(String problem, String advice, ErrorDetails details) {
      super(problem, advice, details, null);
    }

    @Override
    public InvalidRequest with(ErrorDetails changed) {
      return keepingTrace(new InvalidRequest(problem(), advice(), changed));
    }
  }

  /** The provider, the account or the app cannot do this. Nothing was sent. */
  public static final class Unsupported extends RegistrationException {
    private static final long serialVersionUID = 1L;

    /** Makes the error from what cannot be done, what to do instead, and the facts. */
    public Unsupported(String problem, String advice, ErrorDetails details) {
      super(problem, advice, details, null);
    }

    @Override
    public Unsupported with(ErrorDetails changed) {
      return keepingTrace(new Unsupported(problem(), advice(), changed));
    }
  }

  /** The vendor does not accept the account's credential. */
  public static final class Unauthenticated extends RegistrationException {
    private static final long serialVersionUID = 1L;

    /** Makes the error. */
    public Unauthenticated(String problem, String advice, ErrorDetails details) {
      super(problem, advice, details, null);
    }

    @Override
    public Unauthenticated with(ErrorDetails changed) {
      return keepingTrace(new Unauthenticated(problem(), advice(), changed));
    }
  }

  /** The account's credential lacks a permission. */
  public static final class Denied extends RegistrationException {
    private static final long serialVersionUID = 1L;

    /** Makes the error. */
    public Denied(String problem, String advice, ErrorDetails details) {
      super(problem, advice, details, null);
    }

    @Override
    public Denied with(ErrorDetails changed) {
      return keepingTrace(new Denied(problem(), advice(), changed));
    }
  }

  /** There is no such thing at the vendor or here, or the credential may not see it. */
  public static final class NotFound extends RegistrationException {
    private static final long serialVersionUID = 1L;

    /** Makes the error. */
    public NotFound(String problem, String advice, ErrorDetails details) {
      super(problem, advice, details, null);
    }

    @Override
    public NotFound with(ErrorDetails changed) {
      return keepingTrace(new NotFound(problem(), advice(), changed));
    }
  }

  /** The vendor or the store refused because of what is there already. */
  public static final class Conflict extends RegistrationException {
    private static final long serialVersionUID = 1L;

    /** Makes the error. */
    public Conflict(String problem, String advice, ErrorDetails details) {
      super(problem, advice, details, null);
    }

    @Override
    public Conflict with(ErrorDetails changed) {
      return keepingTrace(new Conflict(problem(), advice(), changed));
    }
  }

  /** Too many requests; see {@link ErrorDetails#retryAfter()}. */
  public static final class RateLimited extends RegistrationException {
    private static final long serialVersionUID = 1L;

    /** Makes the error. */
    public RateLimited(String problem, String advice, ErrorDetails details) {
      super(problem, advice, details, null);
    }

    @Override
    public RateLimited with(ErrorDetails changed) {
      return keepingTrace(new RateLimited(problem(), advice(), changed));
    }
  }

  /** The vendor cannot be reached or does not work now, and nothing was carried out. */
  public static final class Unavailable extends RegistrationException {
    private static final long serialVersionUID = 1L;

    /** Makes the error. */
    public Unavailable(
        String problem, String advice, ErrorDetails details, @Nullable Throwable cause) {
      super(problem, advice, details, cause);
    }

    @Override
    public Unavailable with(ErrorDetails changed) {
      return keepingTrace(new Unavailable(problem(), advice(), changed, getCause()));
    }
  }

  /** The request may have been carried out; no usable answer came. */
  public static final class OutcomeUnknown extends RegistrationException {
    private static final long serialVersionUID = 1L;

    /** Makes the error. */
    public OutcomeUnknown(
        String problem, String advice, ErrorDetails details, @Nullable Throwable cause) {
      super(problem, advice, details, cause);
    }

    @Override
    public OutcomeUnknown with(ErrorDetails changed) {
      return keepingTrace(new OutcomeUnknown(problem(), advice(), changed, getCause()));
    }
  }

  /**
   * The vendor issued a credential and it could not be stored. The error holds it, so that it can
   * be stored again; it is not serialised with it.
   */
  public static final class SecretNotStored extends RegistrationException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Runnable retry;

    /**
     * Makes the error.
     *
     * @param retry stores again, or throws again
     */
    public SecretNotStored(
        String problem,
        String advice,
        ErrorDetails details,
        @Nullable Throwable cause,
        @Nullable Runnable retry) {
      super(problem, advice, details, cause);
      this.retry = retry;
    }

    /**
     * Stores the credential again, with everything that belongs to it. Idempotent.
     *
     * @throws IllegalStateException if this error came over the wire and holds nothing
     * @throws RuntimeException of the store, if it still fails
     */
    public void retryStore() {
      if (retry == null) {
        throw new IllegalStateException("this error holds no credential any more");
      }
      retry.run();
    }

    @Override
    public SecretNotStored with(ErrorDetails changed) {
      return keepingTrace(new SecretNotStored(problem(), advice(), changed, getCause(), retry));
    }
  }

  /** The vendor, or a provider, did not keep to the protocol. */
  public static final class ProtocolError extends RegistrationException {
    private static final long serialVersionUID = 1L;

    /** Makes the error. */
    public ProtocolError(String problem, String advice, ErrorDetails details) {
      super(problem, advice, details, null);
    }

    @Override
    public ProtocolError with(ErrorDetails changed) {
      return keepingTrace(new ProtocolError(problem(), advice(), changed));
    }
  }

  /** The thread was interrupted; its interrupt status is set again. */
  public static final class Interrupted extends RegistrationException {
    private static final long serialVersionUID = 1L;

    /** Makes the error. */
    public Interrupted(String problem, String advice, ErrorDetails details) {
      super(problem, advice, details, null);
    }

    @Override
    public Interrupted with(ErrorDetails changed) {
      return keepingTrace(new Interrupted(problem(), advice(), changed));
    }
  }

  /** Returns the same error with other facts; the kind, the cause and the stack trace stay. */
  public abstract RegistrationException with(ErrorDetails changed);

  /** Returns the stable name of the kind, for example {@code NotFound}. */
  public final String kind() {
    return getClass().getSimpleName();
  }

  /** Returns what failed, without the facts. */
  public final String problem() {
    return problem;
  }

  /** Returns what to do next. */
  public final String advice() {
    return advice;
  }

  /** Returns the facts. */
  public final ErrorDetails details() {
    return details;
  }

  /** Returns whether the write was carried out. */
  public final Outcome outcome() {
    return details.outcome();
  }

  /** Returns the vendor's request id, if known. */
  public final Optional<String> requestId() {
    return details.requestId();
  }

  final <E extends RegistrationException> E keepingTrace(E changed) {
    changed.setStackTrace(getStackTrace());
    for (Throwable suppressed : getSuppressed()) {
      changed.addSuppressed(suppressed);
    }
    return changed;
  }

  private static String message(String problem, String advice, ErrorDetails details) {
    StringBuilder message = new StringBuilder();
    details.operation().ifPresent(operation -> message.append(operation).append(' '));
    details.account().ifPresent(account -> message.append("at account ").append(account));
    details.provider().ifPresent(provider -> message.append(" (").append(provider).append(')'));
    if (message.length() > 0) {
      message.append(": ");
    }
    message.append(problem).append(". ").append(advice).append('.');
    StringJoiner facts = new StringJoiner(", ", " [", "]");
    facts.add("outcome " + details.outcome().word());
    details.httpStatus().ifPresent(status -> facts.add("HTTP " + status));
    details.vendorCode().ifPresent(code -> facts.add("code " + code));
    details.requestId().ifPresent(id -> facts.add("request id " + id));
    details.key().ifPresent(key -> facts.add("key " + key));
    details.attempts().ifPresent(count -> facts.add("attempts " + count));
    return message.append(facts).toString();
  }
}
