package dev.registrant.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.spi.HttpProxy;
import dev.registrant.spi.Network;
import dev.registrant.spi.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** Which accounts use each other's connections: those that would have made the same ones. */
@Isolated("changes the JVM's proxies")
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PoolSharingTest {
  private final HttpTransport transport = new HttpTransport();
  private final List<RawServer> servers = new ArrayList<>();

  @BeforeAll
  static void makeCertificates() {
    Certificates.prepare();
  }

  @AfterEach
  void close() {
    transport.close();
    servers.forEach(RawServer::close);
  }

  @Test
  void equalAccountsShareConnections() {
    RawServer server = open(RawServer.answering(200, "", "{}"));
    find(Network.defaults(), server.url());
    find(Network.defaults(), server.url());
    find(Network.defaults().withRequestTimeout(Duration.ofSeconds(9)), server.url());
    assertEquals(1, server.connections());
    assertEquals(1, transport.pools());
  }

  @Test
  void otherClientCertificateHasItsOwn() throws Exception {
    List<String> clients = new CopyOnWriteArrayList<>();
    RawServer server =
        open(
            RawServer.start(
                Certificates.listenerForClients(),
                peer -> {
                  while (peer.receive().isPresent()) {
                    clients.add(peer.clientName());
                    peer.answer(200, "", "{}");
                  }
                }));
    Network one = Network.defaults().withSslContext(Certificates.client());
    Network other = Network.defaults().withSslContext(Certificates.otherClient());
    for (Network network : List.of(one, other, one, other)) {
      find(network, Certificates.urlOf(server));
    }
    assertEquals(List.of("CN=client", "CN=other", "CN=client", "CN=other"), clients);
    assertEquals(2, server.connections());
  }

  @Test
  void otherProxyHasItsOwn() {
    RawServer vendor = open(RawServer.answering(200, "", "{}"));
    RawServer one = open(RawServer.answering(200, "", "{}"));
    RawServer other = open(RawServer.answering(200, "", "{}"));
    Network byOne = Network.defaults().withProxy(HttpProxy.of("127.0.0.1", one.port()));
    Network byOther = Network.defaults().withProxy(HttpProxy.of("127.0.0.1", other.port()));
    for (Network network : List.of(Network.defaults(), byOne, byOther, byOne, Network.defaults())) {
      find(network, vendor.url());
    }
    assertEquals(2, vendor.requests().size());
    assertEquals(2, one.requests().size());
    assertEquals(1, other.requests().size());
  }

  @Test
  void otherLoginAtTheSameProxyHasItsOwn() throws Exception {
    RawServer vendor =
        open(
            RawServer.start(
                Certificates.listener(),
                peer -> {
                  while (peer.receive().isPresent()) {
                    peer.answer(200, "", "{}");
                  }
                }));
    RawServer proxy =
        open(
            RawServer.start(
                peer -> {
                  peer.receive();
                  peer.raw("HTTP/1.1 200 X\r\n\r\n");
                  peer.relay(vendor.port());
                }));
    HttpProxy open = HttpProxy.of("127.0.0.1", proxy.port());
    Network network = Network.defaults().withSslContext(Certificates.trust()).withProxy(open);
    Network ann = network.withProxy(open.withLogin("ann", () -> Secret.of("one")));
    Network bob = network.withProxy(open.withLogin("bob", () -> Secret.of("one")));
    for (Network account : List.of(ann, bob, ann, network)) {
      find(account, Certificates.urlOf(vendor));
    }
    assertEquals(3, proxy.requests().size());
    assertEquals(3, vendor.connections());
  }

  @Test
  void poolWithoutConnectionsIsForgotten() throws Exception {
    RawServer server = open(RawServer.answering(200, "Connection: close\r\n", "{}"));
    RawServer keeping = open(RawServer.answering(200, "", "{}"));
    Network closed = Network.defaults().withSslContext(Certificates.trust());
    find(closed, server.url());
    find(Network.defaults(), keeping.url());
    assertEquals(2, transport.pools());
    transport.sweep();
    assertEquals(1, transport.pools(), "the one with a connection stays");
    find(closed, server.url());
    find(Network.defaults(), keeping.url());
    assertEquals(2, server.requests().size());
    assertEquals(1, keeping.connections());
  }

  @Test
  void poolThatSomebodyHasEnteredIsNotForgotten() {
    ConnectionPool pool =
        new ConnectionPool(
            Optional.empty(),
            DefaultClientTlsStrategy.createDefault(),
            new NameLookup(InetAddress::getAllByName),
            1);
    assertTrue(pool.isUnused());
    pool.enter();
    assertFalse(pool.isUnused());
    pool.leave();
    assertTrue(pool.isUnused());
  }

  @Test
  void proxiesOfTheJvmAreNotUsed() {
    RawServer server = open(RawServer.answering(200, "", "{}"));
    List<URI> asked = new CopyOnWriteArrayList<>();
    ProxySelector before = ProxySelector.getDefault();
    ProxySelector.setDefault(
        new ProxySelector() {
          @Override
          public List<Proxy> select(URI uri) {
            asked.add(uri);
            return List.of(Proxy.NO_PROXY);
          }

          @Override
          public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
        });
    try {
      find(Network.defaults(), server.url());
    } finally {
      ProxySelector.setDefault(before);
    }
    assertEquals(List.of(), asked);
    assertEquals(1, server.requests().size());
  }

  private void find(Network network, URI url) {
    Widgets.open(new FakeContext(transport, network), url).find("a", FakeCall.read().options());
  }

  private RawServer open(RawServer server) {
    servers.add(server);
    return server;
  }
}
