package dev.registrant.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why an exchange ended without a usable answer, and how far it had come. */
final class ExchangeFailure extends Exception {
  private static final long serialVersionUID = 1L;

  /** What happened, with the texts for people. */
  enum Reason {
    UNKNOWN_HOST(
        "the name of the vendor's host cannot be resolved",
        "Check the base URL and the name service"),
    REFUSED(
        "the vendor's host refused the connection",
        "Check the base URL; otherwise try again later"),
    CONNECT_TIMEOUT(
        "no connection to the vendor's host came about in time",
        "Check the base URL and the network; otherwise try again later"),
    TLS(
        "no secure connection to the vendor's host came about",
        "Check that the base URL is right and that the host's certificate is trusted"),
    NO_CONNECTION(
        "no connection to the vendor's host came about",
        "Check the base URL and the network; otherwise try again later"),
    CLOSED("the HTTP transport is closed", "Make no calls after the host was closed"),
    DEADLINE("the deadline passed", "Allow more time or try again later"),
    INTERRUPTED("the thread was interrupted", "Call again if it is still wanted"),
    BROKEN("the connection broke before the answer was complete", "Try again later"),
    OVERSIZED("the vendor's answer is too large", "Report it to the maintainers of the provider");

    private final String problem;
    private final String advice;

    Reason(String problem, String advice) {
      this.problem = problem;
      this.advice = advice;
    }

    String problem() {
      return problem;
    }

    String advice() {
      return advice;
    }
  }

  private final Reason reason;
  private final boolean sent;
  private final transient Optional<WireResponse> head;

  /**
   * Makes a failure.
   *
   * @param sent whether a part of the request may have left
   * @param head status and headers, if they had come
   * @param cause what to show as the cause; only one whose message holds nothing the vendor sent
   */
  ExchangeFailure(
      Reason reason, boolean sent, Optional<WireResponse> head, @Nullable Throwable cause) {
    super(reason.problem(), cause);
    this.reason = reason;
    this.sent = sent;
    this.head = head;
  }

  Reason reason() {
    return reason;
  }

  boolean sent() {
    return sent;
  }

  Optional<WireResponse> head() {
    return head;
  }
}
