package dev.registrant.spi;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How the connections of an account are made. The HTTP kit sees to it; a provider needs not know.
 *
 * <p>Nothing else is heeded: the JVM's own properties for proxies are not.
 *
 * @param proxy the proxy all requests go through, empty for none
 * @param sslContext what is trusted and which client certificate is shown, in place of what the JVM
 *     does; empty for that. Two are equal only if they are the same object
 * @param connectTimeout the most each step towards a connection may take: the look-up of the name,
 *     connecting to one of its addresses, and what comes after it, the proxy's tunnel and TLS
 *     together; 1 ms to a day
 * @param requestTimeout the most one HTTP request may take with its answer, waiting for a
 *     connection included; within the deadline of the call, so that a read can be repeated; 1 ms to
 *     a day
 */
public record Network(
    Optional<HttpProxy> proxy,
    Optional<SSLContext> sslContext,
    Duration connectTimeout,
    Duration requestTimeout) {
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final Network DEFAULTS =
      new Network(
          Optional.empty(), Optional.empty(), Duration.ofSeconds(10), Duration.ofSeconds(15));

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if a time is out of range
   */
  public Network {
    requireNonNull(proxy, "proxy");
    requireNonNull(sslContext, "sslContext");
    requireInRange("connectTimeout", connectTimeout);
    requireInRange("requestTimeout", requestTimeout);
  }

  /** No proxy, what the JVM trusts, 10 seconds to connect and 15 for a request. */
  public static Network defaults() {
    return DEFAULTS;
  }

  /** Returns these settings with a proxy. */
  public Network withProxy(HttpProxy value) {
    return new Network(Optional.of(value), sslContext, connectTimeout, requestTimeout);
  }

  /**
   * Returns these settings with another trust, a client certificate, or both.
   *
   * @param value initialised; that certificates are checked, the host's name in them included, must
   *     not be switched off in it
   */
  public Network withSslContext(SSLContext value) {
    return new Network(proxy, Optional.of(value), connectTimeout, requestTimeout);
  }

  /**
   * Returns these settings with another time for each step towards a connection.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public Network withConnectTimeout(Duration value) {
    return new Network(proxy, sslContext, value, requestTimeout);
  }

  /**
   * Returns these settings with another time for a request.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public Network withRequestTimeout(Duration value) {
    return new Network(proxy, sslContext, connectTimeout, value);
  }

  private static void requireInRange(String name, Duration value) {
    if (requireNonNull(value, name).compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(name + " is 1 ms to 24 h");
    }
  }

  @Override
  public String toString() {
    return "Network["
        + proxy.map(HttpProxy::toString).orElse("no proxy")
        + (sslContext.isPresent() ? ", own TLS" : "")
        + ", connectTimeout="
        + connectTimeout
        + ", requestTimeout="
        + requestTimeout
        + "]";
  }
}
