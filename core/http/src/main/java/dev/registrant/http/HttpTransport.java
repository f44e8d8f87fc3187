package dev.registrant.http;

import dev.registrant.http.ExchangeFailure.Reason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a host: one pool for all accounts, obtained by {@code
 * context.shared(HttpTransport.class, HttpTransport::new)}; {@link HttpApi} does that by itself.
 *
 * <p>It speaks HTTP/1.1 over plain or TLS connections and nothing more: it sends a request once, on
 * a connection that was connected before or anew, and follows, stores, unpacks and logs nothing. At
 * most {@value #PER_ROUTE} connections to one host and {@value #TOTAL} in all are open; waiting for
 * one counts against the deadline. A connection idle for {@value ResponseReading#MAX_IDLE_SECONDS}
 * seconds, or as long as the server allows if that is less, is not used again.
 *
 * <p>Thread-safe, and fit for virtual threads.
 */
public final class HttpTransport implements AutoCloseable {
  private static final int PER_ROUTE = 64;
  private static final int TOTAL = 256;
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

  /** The socket's own time-outs only matter if the watchdog fails. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private static final Duration SWEEP_PERIOD = Duration.ofSeconds(16);
  private static final Duration STALE_CHECK_AFTER = Duration.ofMillis(100);

  private final Watchdog watchdog = new Watchdog(SWEEP_PERIOD, this::sweep);
  private final ConnectionEndpoint.RequestExecutor executor = new HttpRequestExecutor()::execute;
  private final ConcurrentMap<Thread, Exchange> connecting = new ConcurrentHashMap<>();
  private final NameLookup names;
  private final PoolingHttpClientConnectionManager pool;
  private volatile boolean closed;

  /**
   * Makes a transport that trusts what the JVM trusts. Connects to nothing and starts no thread.
   */
  public HttpTransport() {
    this(DefaultClientTlsStrategy.createDefault(), InetAddress::getAllByName, PER_ROUTE);
  }

  HttpTransport(SSLContext trust) {
    this(new DefaultClientTlsStrategy(trust), InetAddress::getAllByName, PER_ROUTE);
  }

  HttpTransport(NameLookup.Resolver resolver, int perRoute) {
    this(DefaultClientTlsStrategy.createDefault(), resolver, perRoute);
  }

  private HttpTransport(DefaultClientTlsStrategy tls, NameLookup.Resolver resolver, int perRoute) {
    names = new NameLookup(resolver);
    pool =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setConnectionFactory(socket -> new QuietConnection())
            .setTlsSocketStrategy(tls)
            .setDnsResolver(new TimedResolver())
            .setMaxConnPerRoute(perRoute)
            .setMaxConnTotal(TOTAL)
            .setConnPoolPolicy(PoolReusePolicy.LIFO)
            .setDefaultSocketConfig(
                SocketConfig.custom().setTcpNoDelay(true).setSoKeepAlive(true).build())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setValidateAfterInactivity(TimeValue.of(STALE_CHECK_AFTER))
                    .build())
            .build();
  }

  /**
   * Sends a request and reads the response.
   *
   * @param limit how many bytes the body of a success may have
   * @param time how long it may take in all
   * @throws ExchangeFailure if there is no response, or no whole one for a success
   */
  WireResponse exchange(WireRequest request, int limit, Duration time) throws ExchangeFailure {
    Exchange exchange = new Exchange(time);
    if (exchange.stopReason(Reason.BROKEN) != Reason.BROKEN) {
      throw failure(exchange, Reason.DEADLINE, null);
    }
    watchdog.watch(exchange);
    try {
      return onConnection(request, limit, exchange);
    } finally {
      exchange.end();
      watchdog.release(exchange);
    }
  }

  private WireResponse onConnection(WireRequest request, int limit, Exchange exchange)
      throws ExchangeFailure {
    HttpHost host = RequestWriting.host(request.uri());
    ConnectionEndpoint endpoint = lease(host, exchange);
    Optional<TimeValue> keepAlive = Optional.empty();
    try {
      connect(endpoint, exchange);
      ClassicHttpRequest message = RequestWriting.message(request, host);
      HttpClientContext context = HttpClientContext.create();
      endpoint.setSocketTimeout(timeout(exchange.remaining().plus(GRACE)));
      exchange.markSent();
      ClassicHttpResponse response = endpoint.execute("", message, executor, context);
      ResponseReading reading = new ResponseReading(response, exchange, limit);
      WireResponse answer = reading.read();
      if (exchange.end()) {
        keepAlive = reading.keepAlive(message, context);
      }
      return answer;
    } catch (IOException | HttpException | RuntimeException e) {
      throw failure(exchange, Reason.BROKEN, null);
    } finally {
      release(endpoint, keepAlive);
    }
  }

  private ConnectionEndpoint lease(HttpHost host, Exchange exchange) throws ExchangeFailure {
    Timeout wait = timeout(exchange.remaining());
    LeaseRequest lease;
    try {
      lease =
          pool.lease(
              "", new HttpRoute(host, null, "https".equals(host.getSchemeName())), wait, null);
    } catch (RuntimeException e) {
      throw failure(exchange, closed ? Reason.CLOSED : Reason.NO_CONNECTION, null);
    }
    try {
      return lease.get(wait);
    } catch (InterruptedException e) {
      abandon(lease);
      Thread.currentThread().interrupt();
      throw failure(exchange, Reason.INTERRUPTED, null);
    } catch (TimeoutException e) {
      abandon(lease);
      throw failure(exchange, Reason.DEADLINE, null);
    } catch (ExecutionException | RuntimeException e) {
      throw failure(exchange, closed ? Reason.CLOSED : Reason.NO_CONNECTION, null);
    }
  }

  /** Gives back what was leased at the very moment in which the wait for it ended. */
  private void abandon(LeaseRequest lease) {
    if (!lease.cancel()) {
      try {
        release(lease.get(Timeout.ONE_MILLISECOND), Optional.empty());
      } catch (InterruptedException | ExecutionException | TimeoutException | RuntimeException e) {
        // nothing was leased
      }
    }
  }

  private void connect(ConnectionEndpoint endpoint, Exchange exchange) throws ExchangeFailure {
    try {
      exchange.attach(endpoint);
      if (!endpoint.isConnected()) {
        Duration remaining = exchange.remaining().plus(GRACE);
        Duration limit = remaining.compareTo(CONNECT_LIMIT) < 0 ? remaining : CONNECT_LIMIT;
        connecting.put(Thread.currentThread(), exchange);
        try {
          pool.connect(endpoint, timeout(limit), HttpClientContext.create());
        } finally {
          connecting.remove(Thread.currentThread());
        }
      }
    } catch (IOException | RuntimeException e) {
      throw failure(exchange, ConnectFailures.reason(e), ConnectFailures.harmless(e));
    }
  }

  /** Closes unused connections, so that what went over them does not stay in their buffers. */
  private void sweep() {
    try {
      pool.closeExpired();
    } catch (RuntimeException e) {
      // they are closed before they are used again in any case
    }
  }

  private void release(ConnectionEndpoint endpoint, Optional<TimeValue> keepAlive) {
    if (keepAlive.isEmpty()) {
      endpoint.close(CloseMode.IMMEDIATE);
    }
    pool.release(endpoint, null, keepAlive.orElse(null));
  }

  private static ExchangeFailure failure(
      Exchange exchange, Reason reason, @Nullable Throwable cause) {
    Reason stopped = exchange.stopReason(reason);
    return new ExchangeFailure(
        stopped, exchange.sent(), Optional.empty(), stopped == reason ? cause : null);
  }

  private static Timeout timeout(Duration time) {
    return Timeout.ofMilliseconds(Math.max(1, Math.min(time.toMillis(), Integer.MAX_VALUE)));
  }

  /** Closes all connections at once; exchanges under way fail. Idempotent. */
  @Override
  public void close() {
    closed = true;
    pool.close(CloseMode.IMMEDIATE);
    watchdog.close();
  }

  /** Finds the exchange a look-up belongs to by the thread, as HttpClient does not pass it on. */
  private final class TimedResolver implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      Exchange exchange = connecting.get(Thread.currentThread());
      if (exchange == null) {
        throw new UnknownHostException(host);
      }
      try {
        return names.resolve(host, exchange);
      } catch (InterruptedIOException e) {
        throw new UnknownHostException(host);
      }
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
