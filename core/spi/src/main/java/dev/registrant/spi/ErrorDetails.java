package dev.registrant.spi;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The facts of an error, for programs. Never a body, a header or a secret.
 *
 * @param account the name of the account, if known
 * @param provider the id of the provider, if known
 * @param operation the {@link Operation#word()}, or the name of what was asked for, if known
 * @param outcome whether the write was carried out; for a read {@link Outcome#NOT_APPLIED}
 * @param httpStatus the vendor's HTTP status, if it answered
 * @param vendorCode the vendor's own error code, if it gave one
 * @param requestId the vendor's request id, if known
 * @param key the idempotency key of the call, if it had one
 * @param attempts how many requests were sent for the call, if counted
 * @param retryAfter how long the vendor asks to wait, if it said
 * @param violations everything that is wrong with the input; empty for other errors
 * @param candidates what this may be about, for example ids of apps that match; often empty
 * @param credentialRenewable whether the vendor refused the credential and another one can be had:
 *     a token source forgot the refused token, or the account's supplier gives another value now;
 *     the core repeats such a request once. Always false unless the outcome is {@link
 *     Outcome#NOT_APPLIED}, so that nothing is repeated that may have been carried out
 */
public record ErrorDetails(
    Optional<String> account,
    Optional<String> provider,
    Optional<String> operation,
    Outcome outcome,
    OptionalInt httpStatus,
    Optional<String> vendorCode,
    Optional<String> requestId,
    Optional<String> key,
    OptionalInt attempts,
    Optional<Duration> retryAfter,
    List<Violation> violations,
    List<String> candidates,
    boolean credentialRenewable) {

  /** Checks that nothing is {@code null} and copies the lists. */
  public ErrorDetails {
    requireNonNull(outcome, "outcome");
    violations = List.copyOf(violations);
    candidates = List.copyOf(candidates);
    credentialRenewable = credentialRenewable && outcome == Outcome.NOT_APPLIED;
  }

  /** Returns a builder whose outcome is the given one and whose other facts are unknown. */
  public static Builder builder(Outcome outcome) {
    return new Builder(outcome);
  }

  /** Returns a builder that starts with these facts. */
  public Builder toBuilder() {
    Builder builder = new Builder(outcome);
    builder.account = account;
    builder.provider = provider;
    builder.operation = operation;
    builder.httpStatus = httpStatus;
    builder.vendorCode = vendorCode;
    builder.requestId = requestId;
    builder.key = key;
    builder.attempts = attempts;
    builder.retryAfter = retryAfter;
    builder.violations = violations;
    builder.candidates = candidates;
    builder.credentialRenewable = credentialRenewable;
    return builder;
  }

  /** Builds {@link ErrorDetails}. Not thread-safe. */
  public static final class Builder {
    private Optional<String> account = Optional.empty();
    private Optional<String> provider = Optional.empty();
    private Optional<String> operation = Optional.empty();
    private Outcome outcome;
    private OptionalInt httpStatus = OptionalInt.empty();
    private Optional<String> vendorCode = Optional.empty();
    private Optional<String> requestId = Optional.empty();
    private Optional<String> key = Optional.empty();
    private OptionalInt attempts = OptionalInt.empty();
    private Optional<Duration> retryAfter = Optional.empty();
    private List<Violation> violations = List.of();
    private List<String> candidates = List.of();
    private boolean credentialRenewable;

    private Builder(Outcome outcome) {
      this.outcome = outcome;
    }

    /** Sets the name of the account. */
    public Builder account(String name) {
      account = Optional.of(name);
      return this;
    }

    /** Sets the id of the provider. */
    public Builder provider(String id) {
      provider = Optional.of(id);
      return this;
    }

    /** Sets the operation. */
    public Builder operation(Operation value) {
      operation = Optional.of(value.word());
      return this;
    }

    /** Sets the operation by its name, where what was asked for is none of the SPI's. */
    public Builder operation(String word) {
      operation = Optional.of(word);
      return this;
    }

    /** Sets whether the write was carried out. */
    public Builder outcome(Outcome value) {
      outcome = value;
      return this;
    }

    /** Sets the HTTP status. */
    public Builder httpStatus(int status) {
      httpStatus = OptionalInt.of(status);
      return this;
    }

    /** Sets the vendor's error code. */
    public Builder vendorCode(Optional<String> code) {
      vendorCode = code;
      return this;
    }

    /** Sets the vendor's request id. */
    public Builder requestId(Optional<String> id) {
      requestId = id;
      return this;
    }

    /** Sets the idempotency key. */
    public Builder key(String value) {
      key = Optional.of(value);
      return this;
    }

    /** Sets the number of requests sent. */
    public Builder attempts(int count) {
      attempts = OptionalInt.of(count);
      return this;
    }

    /** Sets how long the vendor asks to wait. */
    public Builder retryAfter(Optional<Duration> wait) {
      retryAfter = wait;
      return this;
    }

    /** Sets what is wrong with the input. */
    public Builder violations(List<Violation> all) {
      violations = all;
      return this;
    }

    /** Sets what this may be about. */
    public Builder candidates(List<String> all) {
      candidates = all;
      return this;
    }

    /**
     * Sets whether the credential was refused and another one can be had; false by default, and
     * whenever the outcome is not {@link Outcome#NOT_APPLIED}.
     */
    public Builder credentialRenewable(boolean renewable) {
      credentialRenewable = renewable;
      return this;
    }

    /** Returns the details. The builder may be used on. */
    public ErrorDetails build() {
      return new ErrorDetails(
          account,
          provider,
          operation,
          outcome,
          httpStatus,
          vendorCode,
          requestId,
          key,
          attempts,
          retryAfter,
          violations,
          candidates,
          credentialRenewable);
    }
  }
}
