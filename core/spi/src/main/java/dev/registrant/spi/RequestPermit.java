package dev.registrant.spi;

import java.util.Optional;

/**
 * The permission to send one HTTP request; told how the request ended.
 *
 * <p>Used by the thread that obtained it.
 */
public interface RequestPermit {
  /**
   * Asks once more, when the connection is there and the request would be sent at once: the vendor
   * may have asked for a pause since the permission was given, or other requests may have gone out
   * late. By default it is confirmed. Blocks on nothing. To be called at most once, before the end
   * is told.
   *
   * @return false if nothing is to be sent. The permission is void then, {@link Call#beforeRequest}
   *     gives another one, and waits for it
   */
  default boolean confirm() {
    return true;
  }

  /**
   * The vendor's answer was a refusal. Told after {@link #answered}, also if the caller will not be
   * told of it: a pause the vendor asked for holds in any case, from the moment of the answer. May
   * be told once more when more is known of it; the longer pause holds. By default nothing is done.
   *
   * @param refusal what the answer means
   */
  default void refused(RegistrationException refusal) {}

  /**
   * The vendor answered. To be told when the status is known, which may be before the body is
   * there.
   *
   * @param status the HTTP status code
   * @param requestId the vendor's own id of the request, empty if none is known; told to the caller
   *     if the answer cannot be used. Fit to be shown, and never a secret
   */
  void answered(int status, Optional<String> requestId);

  /**
   * The vendor answered, and no id of the request is known.
   *
   * @param status the HTTP status code
   */
  default void answered(int status) {
    answered(status, Optional.empty());
  }

  /** No answer came: the request was not sent, was cut off, or ran out of time. */
  void unanswered();
}
