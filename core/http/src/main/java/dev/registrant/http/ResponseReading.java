package dev.registrant.http;

import dev.registrant.http.ExchangeFailure.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hc.client5.http.impl.DefaultConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.util.TimeValue;

/** Reads a response within its limits. */
final class ResponseReading {
  /** How long a connection may lie idle, whatever the server says. */
  static final int MAX_IDLE_SECONDS = 15;

  /** How much of the body of an error is read. */
  static final int ERROR_LIMIT = 64 * 1024;

  private final ClassicHttpResponse response;
  private final Exchange exchange;
  private final int limit;
  private final ResponseHeaders headers;
  private boolean atEnd;

  ResponseReading(ClassicHttpResponse response, Exchange exchange, int limit) {
    this.response = response;
    this.exchange = exchange;
    this.limit = limit;
    Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Header header : response.getHeaders()) {
      values
          .computeIfAbsent(header.getName(), name -> new ArrayList<>())
          .add(Optional.ofNullable(header.getValue()).orElse(""));
    }
    this.headers = new ResponseHeaders(values);
  }

  /** The answer without its body. */
  WireResponse head() {
    return new WireResponse(response.getCode(), headers, new byte[0]);
  }

  /**
   * Reads the body. That of an error is read as far as it comes and as far as is of use.
   *
   * @throws ExchangeFailure if the body of a success breaks off or is too large, or if the caller
   *     is interrupted
   */
  WireResponse read() throws ExchangeFailure {
    WireResponse head = head();
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      atEnd = true;
      return head;
    }
    int most = head.isSuccess() ? limit : ERROR_LIMIT;
    try {
      if (head.isSuccess() && entity.getContentLength() > most) {
        throw failure(Reason.OVERSIZED, head);
      }
      InputStream content = entity.getContent();
      byte[] body = content.readNBytes(most);
      atEnd = content.read() < 0;
      if (!atEnd && head.isSuccess()) {
        throw failure(Reason.OVERSIZED, head);
      }
      return new WireResponse(head.status(), headers, body);
    } catch (IOException | RuntimeException e) {
      Reason reason = exchange.stopReason(Reason.BROKEN);
      if (head.isSuccess() || reason == Reason.INTERRUPTED) {
        throw failure(reason, head);
      }
      return head;
    }
  }

  /**
   * Ends the exchange and says how long the connection may be kept for another request; empty if it
   * is to be closed, as it is after an abort: what cuts it may still be at work.
   */
  Optional<TimeValue> keepAlive(ClassicHttpRequest request, HttpClientContext context) {
    boolean undisturbed = exchange.end();
    if (!undisturbed
        || !atEnd
        || !DefaultConnectionReuseStrategy.INSTANCE.keepAlive(request, response, context)) {
      return Optional.empty();
    }
    TimeValue allowed =
        DefaultConnectionKeepAliveStrategy.INSTANCE.getKeepAliveDuration(response, context);
    long seconds = Math.min(allowed.toSeconds() - 1, MAX_IDLE_SECONDS);
    return seconds > 0 ? Optional.of(TimeValue.ofSeconds(seconds)) : Optional.empty();
  }

  private static ExchangeFailure failure(Reason reason, WireResponse head) {
    return new ExchangeFailure(reason, "", true, Optional.of(head), null);
  }
}
