package dev.registrant.http;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/** Turns a request into what the transport sends. */
final class RequestWriting {
  private static final String AGENT = "Registrant";
  private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

  private RequestWriting() {}

  static HttpHost host(URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(scheme) ? 443 : 80;
    String name = uri.getHost();
    boolean literal = name.startsWith("[") && name.endsWith("]");
    return new HttpHost(scheme, literal ? name.substring(1, name.length() - 1) : name, port);
  }

  static BasicClassicHttpRequest message(WireRequest request, HttpHost host) {
    URI uri = request.uri();
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    BasicClassicHttpRequest message = new BasicClassicHttpRequest(request.method(), host, target);
    message.setHeader(
        "Host", uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort());
    message.setHeader("User-Agent", AGENT);
    request
        .headers()
        .forEach((name, values) -> values.forEach(value -> message.addHeader(name, value)));
    byte[] body = request.body().orElse(new byte[0]);
    if (body.length > 0 || WITH_BODY.contains(request.method())) {
      message.setHeader("Content-Length", body.length);
    }
    if (body.length > 0) {
      message.setEntity(new ByteArrayEntity(body, null));
    }
    return message;
  }

  /** The same for a proxy that passes it on, with an absolute target (RFC 9112 section 3.2.2). */
  static ClassicHttpRequest messageForProxy(WireRequest request, HttpHost host) {
    BasicClassicHttpRequest message = message(request, host);
    message.setAbsoluteRequestUri(true);
    addProxyAuthorization(message, request);
    return message;
  }

  /** A request for a tunnel to the host of a request (RFC 9112 section 3.2.3). */
  static ClassicHttpRequest connect(WireRequest request, HttpHost proxy) {
    String authority = request.uri().getHost() + ":" + host(request.uri()).getPort();
    ClassicHttpRequest message = new BasicClassicHttpRequest("CONNECT", proxy, authority);
    message.setHeader("Host", authority);
    message.setHeader("User-Agent", AGENT);
    addProxyAuthorization(message, request);
    return message;
  }

  private static void addProxyAuthorization(ClassicHttpRequest message, WireRequest request) {
    request
        .proxyAuthorization()
        .ifPresent(told -> message.setHeader("Proxy-Authorization", told.header()));
  }
}
