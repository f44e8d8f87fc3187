package dev.registrant.http;

import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Connects without the SOCKS proxy that the JVM's properties may name, and gives each step its
 * time. While addresses are tried the socket keeps the time, because an exchange whose time was
 * over could not try the next one.
 */
final class TimedOperator extends DefaultHttpClientConnectionOperator {
  /** By the thread, as HttpClient does not pass an exchange on to the look-up. */
  private final ConcurrentMap<Thread, Exchange> underWay;

  TimedOperator(TlsSocketStrategy tls, NameLookup names) {
    this(tls, names, new ConcurrentHashMap<>());
  }

  private TimedOperator(
      TlsSocketStrategy tls, NameLookup names, ConcurrentMap<Thread, Exchange> underWay) {
    super(
        socks -> new Socket(Proxy.NO_PROXY),
        null,
        new TimedResolver(names, underWay),
        scheme -> "https".equals(scheme) ? tls : null);
    this.underWay = underWay;
  }

  /** Says what the calling thread connects for, until {@link #end}. */
  void begin(Exchange exchange) {
    exchange.beginStep();
    underWay.put(Thread.currentThread(), exchange);
  }

  void end() {
    underWay.remove(Thread.currentThread());
  }

  @Override
  protected void onBeforeSocketConnect(HttpContext context, HttpHost host) {
    Optional.ofNullable(underWay.get(Thread.currentThread())).ifPresent(Exchange::endStep);
  }

  @Override
  protected void onAfterSocketConnect(HttpContext context, HttpHost host) {
    Optional.ofNullable(underWay.get(Thread.currentThread())).ifPresent(Exchange::beginStep);
  }

  private record TimedResolver(NameLookup names, ConcurrentMap<Thread, Exchange> underWay)
      implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      Exchange exchange = underWay.get(Thread.currentThread());
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
