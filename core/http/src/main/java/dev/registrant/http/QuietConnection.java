package dev.registrant.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * A pooled connection without the wire and header loggers of HttpClient's own, which would print
 * bodies and credentials if a host's logging is set to DEBUG. Once closed it cannot be bound again,
 * so that an abort during connecting is not lost.
 */
final class QuietConnection extends DefaultBHttpClientConnection
    implements ManagedHttpClientConnection {
  private static final Http1Config LIMITS =
      Http1Config.custom().setMaxLineLength(16_384).setMaxHeaderCount(200).build();

  private volatile boolean closed;

  QuietConnection() {
    // A parser that is not given the limits has its own.
    super(LIMITS, null, null, null, null, null, new DefaultHttpResponseParserFactory(LIMITS));
  }

  @Override
  public void bind(Socket socket) throws IOException {
    super.bind(socket);
    refuseIfClosed(socket);
  }

  @Override
  public void bind(SSLSocket secure, Socket plain) throws IOException {
    super.bind(secure, plain);
    refuseIfClosed(plain);
  }

  private void refuseIfClosed(Socket socket) throws IOException {
    if (closed) {
      socket.close();
      throw new InterruptedIOException("the connection was closed");
    }
  }

  /** Closes at once, whatever the mode: a farewell over TLS could block. */
  @Override
  public void close(CloseMode mode) {
    closed = true;
    super.close(CloseMode.IMMEDIATE);
  }

  @Override
  public void close() {
    close(CloseMode.IMMEDIATE);
  }

  @Override
  public @Nullable Socket getSocket() {
    SocketHolder holder = getSocketHolder();
    return holder == null ? null : holder.getSocket();
  }

  @Override
  public @Nullable SSLSession getSSLSession() {
    return getSocket() instanceof SSLSocket secure ? secure.getSession() : null;
  }

  @Override
  public void passivate() {}

  @Override
  public void activate() {}
}
