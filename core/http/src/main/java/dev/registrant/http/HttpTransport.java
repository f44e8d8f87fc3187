package dev.registrant.http;

import dev.registrant.http.ExchangeFailure.Reason;
import dev.registrant.spi.Network;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.util.TimeValue;

/**
 * The connections of a host: a pool for all accounts with the same proxy and the same TLS settings,
 * which is one for all as long as they have none. Obtained by {@code
 * context.shared(HttpTransport.class, HttpTransport::new)}; {@link HttpApi} does that by itself.
 *
 * <p>It speaks HTTP/1.1 over plain or TLS connections and nothing more: it sends a request once, on
 * a connection that was connected before or anew, and follows, stores, unpacks and logs nothing. At
 * most {@value #PER_ROUTE} connections to one host and 256 in all are open in a pool; waiting for
 * one counts against the time of the request. A connection idle for {@value
 * ResponseReading#MAX_IDLE_SECONDS} seconds, or as long as the server allows if that is less, is
 * not used again.
 *
 * <p>Thread-safe, and fit for virtual threads.
 */
public final class HttpTransport implements AutoCloseable {
  private static final int PER_ROUTE = 64;

  /** A server closes a connection of which it has got nothing. */
  private static final TimeValue UNUSED = TimeValue.ofSeconds(1);

  private static final Duration SWEEP_PERIOD = Duration.ofSeconds(16);

  private final Watchdog watchdog = new Watchdog(SWEEP_PERIOD, this::sweep);
  private final ConnectionEndpoint.RequestExecutor executor = new HttpRequestExecutor()::execute;
  private final ConcurrentMap<ConnectionPool.Key, ConnectionPool> pools = new ConcurrentHashMap<>();
  private final TlsSocketStrategy trustOfJvm = DefaultClientTlsStrategy.createDefault();
  private final NameLookup names;
  private final int perRoute;
  private volatile boolean closed;

  /** What the sender of a request is asked and told while it is under way, by its own thread. */
  interface Progress {
    /** Whether it is to be sent, now that a connection is there; that may have taken time. */
    boolean isConfirmed();

    /** Told of an answer before its body is read. */
    void answerBegins(WireResponse head);
  }

  /** Makes a transport. Connects to nothing and starts no thread. */
  public HttpTransport() {
    this(InetAddress::getAllByName, PER_ROUTE);
  }

  HttpTransport(NameLookup.Resolver resolver, int perRoute) {
    this.names = new NameLookup(resolver);
    this.perRoute = perRoute;
  }

  /**
   * Sends a request and reads the response.
   *
   * @param network how to connect
   * @param limit how many bytes the body of a success may have
   * @param time how long it may take in all
   * @param progress who is asked and told meanwhile
   * @return the response; empty if it was not confirmed and nothing was sent
   * @throws ExchangeFailure if there is no response, or no whole one for a success
   */
  Optional<WireResponse> exchange(
      WireRequest request, Network network, int limit, Duration time, Progress progress)
      throws ExchangeFailure {
    Exchange exchange = new Exchange(time, network);
    if (exchange.stopReason(Reason.BROKEN) != Reason.BROKEN) {
      throw failure(exchange, exchange.timeoutReason());
    }
    ConnectionPool pool = enter(network, exchange);
    watchdog.watch(exchange);
    try {
      return onConnection(pool, request, limit, exchange, progress);
    } finally {
      exchange.end();
      watchdog.release(exchange);
      pool.leave();
    }
  }

  private ConnectionPool enter(Network network, Exchange exchange) throws ExchangeFailure {
    ConnectionPool pool =
        pools.compute(
            ConnectionPool.Key.of(network),
            (key, known) -> (known == null ? pool(network) : known).enter());
    if (closed) {
      pool.close();
      throw failure(exchange, Reason.CLOSED);
    }
    return pool;
  }

  private ConnectionPool pool(Network network) {
    TlsSocketStrategy tls =
        network
            .sslContext()
            .<TlsSocketStrategy>map(DefaultClientTlsStrategy::new)
            .orElse(trustOfJvm);
    return new ConnectionPool(network.proxy(), tls, names, perRoute);
  }

  private Optional<WireResponse> onConnection(
      ConnectionPool pool, WireRequest request, int limit, Exchange exchange, Progress progress)
      throws ExchangeFailure {
    HttpHost host = request.origin().host();
    ConnectionEndpoint endpoint = pool.lease(host, exchange);
    Optional<TimeValue> keepAlive = Optional.empty();
    try {
      pool.connect(endpoint, request, exchange);
      boolean readByProxy = pool.isReadByProxy(host);
      ClassicHttpRequest message =
          readByProxy ? RequestWriting.messageForProxy(request) : RequestWriting.message(request);
      HttpClientContext context = HttpClientContext.create();
      if (!progress.isConfirmed()) {
        keepAlive = exchange.end() ? Optional.of(UNUSED) : Optional.empty();
        return Optional.empty();
      }
      pool.awaitAnswer(endpoint, exchange);
      exchange.markSent();
      ClassicHttpResponse response = endpoint.execute("", message, executor, context);
      if (readByProxy && response.getCode() == HttpStatus.SC_PROXY_AUTHENTICATION_REQUIRED) {
        throw pool.loginRefused();
      }
      ResponseReading reading = new ResponseReading(response, exchange, limit);
      progress.answerBegins(reading.head());
      WireResponse answer = reading.read();
      keepAlive = reading.keepAlive(message, context);
      return Optional.of(answer);
    } catch (SSLHandshakeException e) {
      // TLS 1.3 lets the client send before the server has judged its certificate
      throw failure(exchange, Reason.HANDSHAKE);
    } catch (IOException | HttpException | RuntimeException e) {
      throw failure(exchange, Reason.BROKEN);
    } finally {
      pool.release(endpoint, keepAlive);
    }
  }

  /**
   * Closes unused connections, so that what went over them does not stay in their buffers, and
   * forgets pools that have none, so that closed accounts leave nothing.
   */
  void sweep() {
    pools.forEach(
        (key, pool) -> {
          try {
            pool.closeExpired();
            pools.computeIfPresent(key, (same, now) -> now.isUnused() ? null : now);
          } catch (RuntimeException e) {
            // they are closed before they are used again in any case
          }
        });
  }

  /** How many pools there are. */
  int pools() {
    return pools.size();
  }

  private static ExchangeFailure failure(Exchange exchange, Reason reason) {
    return new ExchangeFailure(
        exchange.stopReason(reason), "", exchange.sent(), Optional.empty(), null);
  }

  /** Closes all connections at once; exchanges under way fail. Idempotent. */
  @Override
  public void close() {
    closed = true;
    pools.values().forEach(ConnectionPool::close);
    watchdog.close();
  }
}
