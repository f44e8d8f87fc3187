package dev.registrant.spi;

import java.util.Optional;

/** The permission to send one HTTP request; told how the request ended. */
public interface RequestPermit {
  /**
   * The vendor answered.
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
