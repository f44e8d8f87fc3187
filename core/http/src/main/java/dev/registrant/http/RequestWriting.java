package dev.registrant.http;

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

  static ClassicHttpRequest message(WireRequest request) {
    return message(request, request.target());
  }

  private static ClassicHttpRequest message(WireRequest request, String target) {
    BasicClassicHttpRequest message =
        new BasicClassicHttpRequest(request.method(), request.origin().host(), target);
    message.setHeader("Host", request.origin().authority());
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
  static ClassicHttpRequest messageForProxy(WireRequest request) {
    Origin origin = request.origin();
    ClassicHttpRequest message =
        message(
            request, origin.host().getSchemeName() + "://" + origin.authority() + request.target());
    addProxyAuthorization(message, request);
    return message;
  }

  /** A request for a tunnel to the host of a request (RFC 9112 section 3.2.3). */
  static ClassicHttpRequest connect(WireRequest request, HttpHost proxy) {
    String authority = request.origin().host().toHostString();
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
