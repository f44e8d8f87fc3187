package dev.registrant.http;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * What a provider reads out of a vendor's error body. All parts are optional. Texts end up in
 * messages: control characters are removed and long ones cut by the kit, but it is up to the
 * provider to pass on nothing that may quote the request, such as a free detail text.
 *
 * <p>Immutable.
 *
 * @param kind the kind of error, where it is another one than the HTTP status says; it also decides
 *     the outcome: for anything but {@link ErrorKind#OUTCOME_UNKNOWN} the provider vouches that
 *     nothing was carried out
 * @param code the vendor's error code
 * @param requestId the vendor's request id, where it is in the body; a response header comes first
 * @param title a short text, constant for each type of error
 * @param pointer what part of the request is meant; becomes the field of a violation
 * @param advice what to do next, in the provider's own words, without a full stop
 * @param retryAfter how long to wait, where it is in the body; a {@code Retry-After} header comes
 *     first. What is negative counts as zero, more than 48 hours as those
 */
public record VendorError(
    Optional<ErrorKind> kind,
    Optional<String> code,
    Optional<String> requestId,
    Optional<String> title,
    Optional<String> pointer,
    Optional<String> advice,
    Optional<Duration> retryAfter) {
  private static final VendorError NONE =
      new VendorError(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** Checks that nothing is {@code null}. */
  public VendorError {
    requireNonNull(kind, "kind");
    requireNonNull(code, "code");
    requireNonNull(requestId, "requestId");
    requireNonNull(title, "title");
    requireNonNull(pointer, "pointer");
    requireNonNull(advice, "advice");
    requireNonNull(retryAfter, "retryAfter");
  }

  /** Returns the error of which only the HTTP status is known. */
  public static VendorError none() {
    return NONE;
  }

  /** Returns this error as one of another kind than the HTTP status says. */
  public VendorError withKind(ErrorKind value) {
    return new VendorError(Optional.of(value), code, requestId, title, pointer, advice, retryAfter);
  }

  /** Returns this error with a code. */
  public VendorError withCode(Optional<String> value) {
    return new VendorError(kind, value, requestId, title, pointer, advice, retryAfter);
  }

  /** Returns this error with a request id. */
  public VendorError withRequestId(Optional<String> value) {
    return new VendorError(kind, code, value, title, pointer, advice, retryAfter);
  }

  /** Returns this error with a title. */
  public VendorError withTitle(Optional<String> value) {
    return new VendorError(kind, code, requestId, value, pointer, advice, retryAfter);
  }

  /** Returns this error with a pointer. */
  public VendorError withPointer(Optional<String> value) {
    return new VendorError(kind, code, requestId, title, value, advice, retryAfter);
  }

  /** Returns this error with advice. */
  public VendorError withAdvice(String value) {
    return new VendorError(kind, code, requestId, title, pointer, Optional.of(value), retryAfter);
  }

  /** Returns this error with a time to wait. */
  public VendorError withRetryAfter(Optional<Duration> value) {
    return new VendorError(kind, code, requestId, title, pointer, advice, value);
  }
}
