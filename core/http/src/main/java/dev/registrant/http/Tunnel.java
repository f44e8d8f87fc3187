package dev.registrant.http;

import java.io.IOException;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.Timeout;

/** Asks a proxy for a tunnel to the host of a request (RFC 9110 section 9.3.6). */
final class Tunnel {
  private Tunnel() {}

  /** Returns the status the proxy answers with. */
  static int open(ConnectionEndpoint endpoint, HttpHost proxy, WireRequest request)
      throws IOException, HttpException {
    return endpoint
        .execute(
            "",
            RequestWriting.connect(request, proxy),
            (message, connection, context) -> answer(message, connection, context),
            HttpClientContext.create())
        .getCode();
  }

  static boolean isOpen(int status) {
    return status >= 200 && status < 300;
  }

  /**
   * Makes sure that nothing follows the answer: what the proxy sends before TLS begins would be
   * read from the buffer as if the vendor had sent it.
   */
  private static ClassicHttpResponse answer(
      ClassicHttpRequest message, HttpClientConnection connection, HttpContext context)
      throws IOException, HttpException {
    ClassicHttpResponse response = new HttpRequestExecutor().execute(message, connection, context);
    if (isOpen(response.getCode()) && connection.isDataAvailable(Timeout.ONE_MILLISECOND)) {
      throw new ProtocolException("something follows the answer to CONNECT");
    }
    return response;
  }
}
