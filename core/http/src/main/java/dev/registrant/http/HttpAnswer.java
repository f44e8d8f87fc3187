package dev.registrant.http;

import dev.registrant.spi.Call;
import dev.registrant.spi.Operation;
import dev.registrant.spi.RegistrationException;
import java.util.List;
import java.util.Optional;

/**
 * A vendor's answer to one request: what the methods of a Feign interface return. Its {@code
 * toString} shows the status only. Immutable if the body is.
 *
 * @param <T> the type of the body; {@link Void} to ignore it
 */
public final class HttpAnswer<T> {
  private final Faults faults;
  private final Call call;
  private final int status;
  private final ResponseHeaders headers;
  private final Optional<String> requestId;
  private final Optional<T> body;

  HttpAnswer(
      Faults faults,
      Call call,
      int status,
      ResponseHeaders headers,
      Optional<String> requestId,
      Optional<T> body) {
    this.faults = faults;
    this.call = call;
    this.status = status;
    this.headers = headers;
    this.requestId = requestId;
    this.body = body;
  }

  /** Returns the operation the request was sent for. */
  public Operation operation() {
    return call.operation();
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /** Returns the body, empty if there was none or it was a JSON {@code null}. */
  public Optional<T> body() {
    return body;
  }

  /**
   * Returns the body that must be there.
   *
   * @throws RegistrationException as {@link #unusable}, if there is none
   */
  public T requireBody() {
    return body.orElseThrow(() -> unusable("the vendor's answer has no body", List.of()));
  }

  /**
   * Returns the first value of a response header.
   *
   * @param name the name, in any case
   */
  public Optional<String> header(String name) {
    return headers.first(name);
  }

  /**
   * Returns the vendor's request id: the header named in {@link HttpApi.Builder#requestIdHeader},
   * else the id that was sent, if any.
   */
  public Optional<String> requestId() {
    return requestId;
  }

  /**
   * Makes the error for an answer that lacks what it must have. To be thrown by the caller.
   *
   * @param problem what is missing, without anything the vendor sent
   * @param candidates what this may be about, for example the id of the app that was created
   * @return {@link RegistrationException.OutcomeUnknown} for a write, {@link
   *     RegistrationException.ProtocolError} for a read
   */
  public RegistrationException unusable(String problem, List<String> candidates) {
    return faults.unusable(call, problem, status, requestId, candidates);
  }

  @Override
  public String toString() {
    return "HttpAnswer[" + status + "]";
  }
}
