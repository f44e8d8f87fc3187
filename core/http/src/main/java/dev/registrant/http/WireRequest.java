package dev.registrant.http;

import dev.registrant.spi.Secret;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as it goes out. Not thread-safe.
 *
 * @param method the HTTP method
 * @param uri the absolute URI
 * @param headers by name, in any case
 * @param body the body; empty for none
 * @param proxyAuthorization what a proxy is told, and nobody else; empty for nothing
 * @param credential what authenticates it; not to be shown even if the vendor sends it back
 */
@SuppressWarnings("ArrayRecordComponent")
record WireRequest(
    String method,
    URI uri,
    Map<String, List<String>> headers,
    Optional<byte[]> body,
    Optional<ProxyAuthorization> proxyAuthorization,
    Optional<Secret> credential) {

  WireRequest {
    Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(headers);
    headers = Collections.unmodifiableMap(copy);
  }

  /** Whether a text of the vendor quotes a credential of the request. */
  boolean isQuotedBy(String text) {
    return credential.map(Secret::reveal).filter(text::contains).isPresent()
        || proxyAuthorization.filter(told -> told.isQuotedBy(text)).isPresent();
  }

  @Override
  public String toString() {
    return "WireRequest[" + method + "]";
  }
}
