package dev.registrant.http;

import java.net.URI;
import java.util.Locale;
import org.apache.hc.core5.http.HttpHost;

/**
 * Where requests go (RFC 9110 section 4.3.1).
 *
 * @param host whom to connect to, always with a port
 * @param authority what the Host header says: host and, unless it is the usual one, port
 */
record Origin(HttpHost host, String authority) {
  /** Returns the origin of an absolute http or https URL that has a host. */
  static Origin of(URI url) {
    String scheme = url.getScheme().toLowerCase(Locale.ROOT);
    int port = url.getPort() >= 0 ? url.getPort() : "https".equals(scheme) ? 443 : 80;
    String name = url.getHost();
    boolean literal = name.startsWith("[") && name.endsWith("]");
    return new Origin(
        new HttpHost(scheme, literal ? name.substring(1, name.length() - 1) : name, port),
        url.getPort() < 0 ? name : name + ":" + port);
  }
}
