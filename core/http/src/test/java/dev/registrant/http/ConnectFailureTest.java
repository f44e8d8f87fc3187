package dev.registrant.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.http.Widgets.Widget;
import dev.registrant.spi.Network;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A request that was not sent is told apart from one that may have been. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConnectFailureTest {
  @BeforeAll
  static void makeCertificates() {
    Certificates.prepare();
  }

  @Test
  void unknownHostIsNotSent() throws Exception {
    HttpTransport transport =
        new HttpTransport(
            host -> {
              throw new UnknownHostException(host);
            },
            1);
    assertNotSent(
        transport,
        URI.create("https://vendor.invalid"),
        "the name of the vendor's host cannot be resolved");
  }

  @Test
  void refusedConnectionIsNotSent() throws Exception {
    URI free;
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      free = URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }
    assertNotSent(new HttpTransport(), free, "the vendor's host refused the connection");
  }

  @Test
  void plainServerBehindHttpsIsNotSent() throws Exception {
    try (RawServer server = RawServer.start(peer -> peer.raw("HTTP/1.1 400 Bad Request\r\n\r\n"))) {
      assertNotSent(
          new HttpTransport(),
          URI.create(server.url().toString().replace("http:", "https:")),
          "no secure connection to the vendor's host came about");
      assertTrue(server.requests().isEmpty());
    }
  }

  @Test
  void certificateThatIsNotTrustedIsNotSent() throws Exception {
    try (RawServer server = RawServer.start(Certificates.listener(), RawServer.Peer::receive)) {
      assertNotSent(
          new HttpTransport(),
          Certificates.urlOf(server),
          "no secure connection to the vendor's host came about");
      assertTrue(server.requests().isEmpty());
    }
  }

  @Test
  void certificateOfAnotherHostIsNotSent() throws Exception {
    try (RawServer server = RawServer.start(Certificates.listener(), RawServer.Peer::receive)) {
      assertNotSent(
          new HttpTransport(),
          Network.defaults().withSslContext(Certificates.trust()),
          URI.create(Certificates.urlOf(server).toString().replace("localhost", "127.0.0.1")),
          "no secure connection to the vendor's host came about");
      assertTrue(server.requests().isEmpty());
    }
  }

  @Test
  void certificateOfAnotherCaThanTheAccountsIsNotSent() throws Exception {
    try (RawServer server = RawServer.start(Certificates.listener(), RawServer.Peer::receive)) {
      assertNotSent(
          new HttpTransport(),
          Network.defaults().withSslContext(Certificates.foreignTrust()),
          Certificates.urlOf(server),
          "no secure connection to the vendor's host came about");
      assertTrue(server.requests().isEmpty());
    }
  }

  @Test
  void missingClientCertificateIsNotSentBeforeTls13() throws Exception {
    SSLServerSocket listener = Certificates.listenerForClients();
    listener.setEnabledProtocols(new String[] {"TLSv1.2"});
    try (FakeContext context =
            new FakeContext(Network.defaults().withSslContext(Certificates.trust()));
        RawServer server = RawServer.start(listener, RawServer.Peer::receive)) {
      Widgets widgets = Widgets.open(context, Certificates.urlOf(server));
      RegistrationException thrown =
          assertThrows(
              RegistrationException.Unavailable.class,
              () -> widgets.create(Widget.named("a"), FakeCall.write().options()));
      assertEquals(Outcome.NOT_APPLIED, thrown.outcome());
      assertTrue(server.requests().isEmpty());
    }
  }

  /** TLS 1.3 lets the client send first, so that it may not learn whether the server read it. */
  @Test
  void missingClientCertificateIsNeverASuccess() throws Exception {
    try (FakeContext context =
            new FakeContext(Network.defaults().withSslContext(Certificates.trust()));
        RawServer server =
            RawServer.start(Certificates.listenerForClients(), RawServer.Peer::receive)) {
      Widgets widgets = Widgets.open(context, Certificates.urlOf(server));
      assertThrows(
          RegistrationException.Unavailable.class,
          () -> widgets.find("a", FakeCall.read().options()));
      assertThrows(
          RegistrationException.class,
          () -> widgets.create(Widget.named("a"), FakeCall.write().options()));
      assertTrue(server.requests().isEmpty());
    }
  }

  @Test
  void trustedCertificateIsUsed() throws Exception {
    try (FakeContext context =
            new FakeContext(Network.defaults().withSslContext(Certificates.trust()));
        RawServer server =
            RawServer.start(
                Certificates.listener(),
                peer -> {
                  while (peer.receive().isPresent()) {
                    peer.answer(200, "", "{\"name\":\"a\"}");
                  }
                })) {
      Widgets widgets = Widgets.open(context, Certificates.urlOf(server));
      widgets.find("a", FakeCall.read().options());
      assertEquals("a", widgets.find("a", FakeCall.read().options()).requireBody().name());
      assertEquals(1, server.connections());
    }
  }

  @Test
  void closedTransportIsNotSent() throws Exception {
    HttpTransport transport = new HttpTransport();
    transport.close();
    try (RawServer server = RawServer.answering(200, "", "{}")) {
      assertNotSent(transport, server.url(), "the HTTP transport is closed");
    }
  }

  private static void assertNotSent(HttpTransport transport, URI url, String problem)
      throws IOException {
    assertNotSent(transport, Network.defaults(), url, problem);
  }

  private static void assertNotSent(
      HttpTransport transport, Network network, URI url, String problem) throws IOException {
    try (transport) {
      FakeCall call = FakeCall.write();
      Widgets widgets = Widgets.open(new FakeContext(transport, network), url);
      RegistrationException thrown =
          assertThrows(
              RegistrationException.Unavailable.class,
              () -> widgets.create(Widget.named("a"), call.options()));
      assertEquals(problem, thrown.problem());
      assertEquals(Outcome.NOT_APPLIED, thrown.outcome());
      assertEquals(List.of("before POST", "unanswered"), call.events());
    }
  }
}
