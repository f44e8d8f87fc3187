package dev.registrant.http;

import dev.registrant.spi.HttpProxy;
import dev.registrant.spi.Network;
import dev.registrant.spi.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** A proxy, a vendor behind it, and accounts that go through the one to the other. */
final class ProxyScene implements AutoCloseable {
  static final String PASSWORD = "proxy-4712-secret";
  static final String BASIC = basic("ann", PASSWORD);
  static final URI PLAIN = URI.create("http://vendor.invalid/api");
  static final URI SECURE = URI.create("https://vendor.invalid/api");
  static final String OPEN = "HTTP/1.1 200 Connection established\r\n\r\n";

  private final List<String> lookups = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> resources = new ArrayList<>();

  /** The names that were to be looked up. */
  List<String> lookups() {
    return lookups;
  }

  /** A proxy that leads to a vendor, whatever it is asked for. */
  RawServer tunnelTo(RawServer vendor) {
    return open(
        RawServer.start(
            peer -> {
              peer.receive();
              peer.raw(OPEN);
              peer.relay(vendor.port());
            }));
  }

  /** A vendor over TLS by the name {@code vendor.invalid}; the names asked for are noted. */
  RawServer vendor(List<String> names, RawServer.Behaviour behaviour) throws Exception {
    return open(RawServer.start(Certificates.vendorListener(names), behaviour));
  }

  /** Closes a server with the scene. */
  RawServer open(RawServer server) {
    resources.add(server);
    return server;
  }

  static void answerAlways(RawServer.Peer peer) throws IOException {
    while (peer.receive().isPresent()) {
      peer.answer(200, "", "{}");
    }
  }

  static String basic(String user, String password) {
    return Base64.getEncoder()
        .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  /** The client of an account for which no name can be looked up. */
  Widgets widgets(Network network, URI url) {
    HttpTransport transport =
        new HttpTransport(
            host -> {
              lookups.add(host);
              throw new UnknownHostException(host);
            },
            64);
    FakeContext context = new FakeContext(transport, network);
    resources.add(context);
    return Widgets.builder(context, url).allowPlainHttp(true).build(Widgets.class);
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable resource : resources) {
      resource.close();
    }
  }

  /** By a proxy, trusting our vendors. */
  static Network proxied(RawServer proxy) {
    try {
      return Network.defaults()
          .withSslContext(Certificates.trust())
          .withProxy(HttpProxy.of("127.0.0.1", proxy.port()));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  static Network proxied(RawServer proxy, Supplier<Secret> password) {
    return proxied(proxy)
        .withProxy(HttpProxy.of("127.0.0.1", proxy.port()).withLogin("ann", password));
  }

  /** By a proxy, with its user name and password. */
  static Network login(RawServer proxy) {
    return proxied(proxy, () -> Secret.of(PASSWORD));
  }
}
