package dev.registrant.http;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
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
        "Check that the base URL is right, that the host's certificate is trusted and, if it wants"
            + " one, the account's client certificate"),
    HANDSHAKE(
        "the vendor's host broke off the secure connection, most likely because of the client"
            + " certificate",
        "Check the account's client certificate"),
    NO_CONNECTION(
        "no connection to the vendor's host came about",
        "Check the base URL and the network; otherwise try again later"),
    PROXY_UNKNOWN_HOST(
        "the name of the proxy cannot be resolved",
        "Check the account's proxy and the name service"),
    PROXY_REFUSED(
        "the proxy refused the connection", "Check the account's proxy; otherwise try again later"),
    PROXY_TIMEOUT(
        "no connection through the proxy came about in time",
        "Check the account's proxy and the base URL; otherwise try again later"),
    PROXY_NO_CONNECTION(
        "no connection through the proxy came about",
        "Check the account's proxy and the base URL; otherwise try again later"),
    PROXY_DENIED(
        "the proxy did not connect to the vendor's host",
        "Check the base URL and what the proxy allows; otherwise try again later"),
    PROXY_LOGIN_WANTED(
        "the proxy wants a user name and a password",
        "Give them with the account's proxy; they are sent by the Basic scheme"),
    PROXY_LOGIN_REFUSED(
        "the proxy does not accept the user name and the password",
        "Check those of the account's proxy; they are sent by the Basic scheme"),
    CLOSED("the HTTP transport is closed", "Make no calls after the host was closed"),
    DEADLINE("the deadline passed", "Allow more time or try again later"),
    REQUEST_TIMEOUT(
        "the vendor did not answer in time",
        "Try again later, or give the account's requests more time"),
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

    /** What it means if the connection was to be made through a proxy. */
    Reason throughProxy() {
      return switch (this) {
        case UNKNOWN_HOST -> PROXY_UNKNOWN_HOST;
        case REFUSED -> PROXY_REFUSED;
        case CONNECT_TIMEOUT -> PROXY_TIMEOUT;
        case NO_CONNECTION -> PROXY_NO_CONNECTION;
        default -> this;
      };
    }

    /** Whether the proxy is at fault, or at least stands in between. */
    boolean isOfProxy() {
      return OF_PROXY.contains(this);
    }
  }

  private static final Set<Reason> OF_PROXY =
      EnumSet.range(Reason.PROXY_UNKNOWN_HOST, Reason.PROXY_LOGIN_REFUSED);

  private final Reason reason;
  private final String about;
  private final boolean sent;
  private final transient Optional<WireResponse> head;

  /**
   * Makes a failure.
   *
   * @param about what the problem is about, to be added to it; empty if there is nothing to add
   * @param sent whether a part of the request may have left
   * @param head status and headers, if they had come
   * @param cause what to show as the cause; only one whose message holds nothing the vendor sent
   */
  ExchangeFailure(
      Reason reason,
      String about,
      boolean sent,
      Optional<WireResponse> head,
      @Nullable Throwable cause) {
    super(reason.problem() + about, cause);
    this.reason = reason;
    this.about = about;
    this.sent = sent;
    this.head = head;
  }

  Reason reason() {
    return reason;
  }

  /** What happened, for people. */
  String problem() {
    return reason.problem() + about;
  }

  boolean sent() {
    return sent;
  }

  Optional<WireResponse> head() {
    return head;
  }
}
