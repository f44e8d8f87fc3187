package dev.registrant.spi;

/** The permission to send one HTTP request; told how the request ended. */
public interface RequestPermit {
  /**
   * The vendor answered.
   *
   * @param status the HTTP status code
   */
  void answered(int status);

  /** No answer came: the request was not sent, was cut off, or ran out of time. */
  void unanswered();
}
