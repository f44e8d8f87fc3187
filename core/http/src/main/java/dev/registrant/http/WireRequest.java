package dev.registrant.http;

import dev.registrant.spi.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it goes out. Not thread-safe.
 *
 * @param method the HTTP method
 * @param origin where it goes
 * @param target path and query (RFC 9112 section 3.2.1)
 * @param headers by name; a map that finds them in any case, not changed any more
 * @param body the body; empty for none
 * @param proxyAuthorization what a proxy is told, and nobody else; empty for nothing
 * @param credential what authenticates it; not to be shown even if the vendor sends it back
 */
@SuppressWarnings("ArrayRecordComponent")
record WireRequest(
    String method,
    Origin origin,
    String target,
    Map<String, List<String>> headers,
    Optional<byte[]> body,
    Optional<ProxyAuthorization> proxyAuthorization,
    Optional<Secret> credential) {

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
