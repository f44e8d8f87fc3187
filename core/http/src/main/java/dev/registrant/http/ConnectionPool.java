package dev.registrant.http;

import dev.registrant.http.ExchangeFailure.Reason;
import dev.registrant.spi.HttpProxy;
import dev.registrant.spi.Network;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.RouteInfo.LayerType;
import org.apache.hc.client5.http.RouteInfo.TunnelType;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.pool.PoolStats;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** The connections of the accounts that have the same proxy and the same TLS settings. */
final class ConnectionPool implements AutoCloseable {
  private static final int TOTAL = 256;

  /** The socket's own time-outs only matter if the watchdog fails. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private static final Duration STALE_CHECK_AFTER = Duration.ofMillis(100);

  private final AtomicInteger users = new AtomicInteger();
  private final Optional<HttpProxy> proxy;
  private final TimedOperator operator;
  private final PoolingHttpClientConnectionManager manager;
  private volatile boolean closed;

  /** Whose connections may be used by each other. */
  record Key(Optional<HttpProxy> proxy, Optional<SSLContext> sslContext) {
    static Key of(Network network) {
      return new Key(network.proxy(), network.sslContext());
    }
  }

  ConnectionPool(Optional<HttpProxy> proxy, TlsSocketStrategy tls, NameLookup names, int perRoute) {
    this.proxy = proxy;
    this.operator = new TimedOperator(tls, names);
    this.manager =
        new PoolingHttpClientConnectionManager(
            operator,
            PoolConcurrencyPolicy.STRICT,
            PoolReusePolicy.LIFO,
            null,
            socket -> new QuietConnection());
    manager.setDefaultMaxPerRoute(perRoute);
    manager.setMaxTotal(TOTAL);
    manager.setDefaultSocketConfig(
        SocketConfig.custom().setTcpNoDelay(true).setSoKeepAlive(true).build());
    manager.setDefaultConnectionConfig(
        ConnectionConfig.custom()
            .setValidateAfterInactivity(TimeValue.of(STALE_CHECK_AFTER))
            .build());
  }

  /** Counts an exchange that is about to use this pool, until {@link #leave}. */
  ConnectionPool enter() {
    users.incrementAndGet();
    return this;
  }

  void leave() {
    users.decrementAndGet();
  }

  /** Whether nobody is in it and no connection either, so that it can be forgotten. */
  boolean isUnused() {
    PoolStats stats = manager.getTotalStats();
    return users.get() == 0 && stats.getAvailable() + stats.getLeased() + stats.getPending() == 0;
  }

  /** Whether requests to a host are given to a proxy that reads them, not sent through a tunnel. */
  boolean isReadByProxy(HttpHost host) {
    return proxy.isPresent() && !isSecure(host);
  }

  ConnectionEndpoint lease(HttpHost host, Exchange exchange) throws ExchangeFailure {
    Timeout wait = timeout(exchange.remaining());
    LeaseRequest lease;
    try {
      lease = manager.lease("", route(host), wait, null);
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
      throw failure(exchange, exchange.timeoutReason(), null);
    } catch (ExecutionException | RuntimeException e) {
      throw failure(exchange, closed ? Reason.CLOSED : Reason.NO_CONNECTION, null);
    }
  }

  private HttpRoute route(HttpHost host) {
    if (proxy.isEmpty()) {
      return new HttpRoute(host, null, isSecure(host));
    }
    return isSecure(host)
        ? new HttpRoute(
            host, null, proxyHost(proxy.get()), true, TunnelType.TUNNELLED, LayerType.LAYERED)
        : new HttpRoute(host, null, proxyHost(proxy.get()), false);
  }

  private static HttpHost proxyHost(HttpProxy proxy) {
    return new HttpHost("http", proxy.host(), proxy.port());
  }

  private static boolean isSecure(HttpHost host) {
    return "https".equals(host.getSchemeName());
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

  /**
   * Connects what was leased, if it is not connected. A connection is given back for another use
   * only when all of this was done.
   */
  void connect(ConnectionEndpoint endpoint, WireRequest request, Exchange exchange)
      throws ExchangeFailure {
    try {
      exchange.attach(endpoint);
      if (endpoint.isConnected()) {
        return;
      }
      HttpClientContext context = HttpClientContext.create();
      Duration wait = exchange.remaining().plus(GRACE);
      operator.begin(exchange);
      try {
        manager.connect(endpoint, timeout(exchange.connectTimeout(wait)), context);
      } finally {
        operator.end();
      }
      if (proxy.isPresent() && isSecure(request.origin().host())) {
        tunnel(endpoint, request, proxy.get(), exchange);
        manager.upgrade(endpoint, context);
      }
      exchange.endStep();
    } catch (IOException | RuntimeException e) {
      throw failure(exchange, ConnectFailures.reason(e), ConnectFailures.harmless(e));
    }
  }

  private void tunnel(
      ConnectionEndpoint endpoint, WireRequest request, HttpProxy through, Exchange exchange)
      throws ExchangeFailure {
    int status;
    try {
      awaitAnswer(endpoint, exchange);
      status = Tunnel.open(endpoint, proxyHost(through), request);
    } catch (IOException | HttpException | RuntimeException e) {
      // without the cause, whose message may quote the proxy
      throw failure(exchange, Reason.NO_CONNECTION, null);
    }
    if (status == HttpStatus.SC_PROXY_AUTHENTICATION_REQUIRED) {
      throw loginRefused();
    }
    if (!Tunnel.isOpen(status)) {
      throw failure(exchange, Reason.PROXY_DENIED, null, ", status " + status);
    }
  }

  /** What to tell of the proxy's 407. The vendor has not got the request. */
  ExchangeFailure loginRefused() {
    boolean given = proxy.flatMap(HttpProxy::login).isPresent();
    return failure(given ? Reason.PROXY_LOGIN_REFUSED : Reason.PROXY_LOGIN_WANTED, null, "");
  }

  /** Sets how long the socket waits; to be done before each request. */
  void awaitAnswer(ConnectionEndpoint endpoint, Exchange exchange) {
    endpoint.setSocketTimeout(timeout(exchange.remaining().plus(GRACE)));
  }

  void release(ConnectionEndpoint endpoint, Optional<TimeValue> keepAlive) {
    if (keepAlive.isEmpty()) {
      endpoint.close(CloseMode.IMMEDIATE);
    }
    manager.release(endpoint, null, keepAlive.orElse(null));
  }

  void closeExpired() {
    manager.closeExpired();
  }

  private ExchangeFailure failure(Exchange exchange, Reason reason, @Nullable Throwable cause) {
    return failure(exchange, reason, cause, "");
  }

  /** Tells what happened before the request itself was sent. */
  private ExchangeFailure failure(
      Exchange exchange, Reason reason, @Nullable Throwable cause, String detail) {
    Reason stopped = exchange.stopReason(reason);
    return stopped == reason ? failure(reason, cause, detail) : failure(stopped, null, "");
  }

  private ExchangeFailure failure(Reason reason, @Nullable Throwable cause, String detail) {
    if (proxy.isEmpty()) {
      return new ExchangeFailure(reason, "", false, Optional.empty(), cause);
    }
    Reason told = reason.throughProxy();
    String about = told.isOfProxy() ? " (" + proxy.get().authority() + detail + ")" : "";
    return new ExchangeFailure(told, about, false, Optional.empty(), cause);
  }

  private static Timeout timeout(Duration time) {
    return Timeout.ofMilliseconds(Math.max(1, Math.min(time.toMillis(), Integer.MAX_VALUE)));
  }

  @Override
  public void close() {
    closed = true;
    manager.close(CloseMode.IMMEDIATE);
  }
}
