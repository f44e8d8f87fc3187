package dev.registrant.http;

import static dev.registrant.http.ProxyScene.BASIC;
import static dev.registrant.http.ProxyScene.OPEN;
import static dev.registrant.http.ProxyScene.PASSWORD;
import static dev.registrant.http.ProxyScene.PLAIN;
import static dev.registrant.http.ProxyScene.SECURE;
import static dev.registrant.http.ProxyScene.login;
import static dev.registrant.http.ProxyScene.proxied;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.http.Widgets.Widget;
import dev.registrant.spi.HttpProxy;
import dev.registrant.spi.Network;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the refusals of a proxy mean, and that they show nothing. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProxyRefusalTest {
  private static final Path LOG = Path.of("target", "trace.log");

  private final ProxyScene scene = new ProxyScene();

  @BeforeAll
  static void makeCertificates() {
    Certificates.prepare();
  }

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  @Test
  void certificateInTheTunnelIsThatOfTheTarget() throws Exception {
    RawServer vendor =
        scene.open(RawServer.start(Certificates.listener(), ProxyScene::answerAlways));
    RawServer proxy = scene.tunnelTo(vendor);
    assertNotSent(login(proxy), SECURE, "no secure connection to the vendor's host came about");
    assertEquals(List.of(), vendor.requests());
  }

  @Test
  void proxyByNameIsLookedUp() throws Exception {
    Network network = Network.defaults().withProxy(HttpProxy.of("proxy.invalid", 3128));
    assertNotSent(network, SECURE, "the name of the proxy cannot be resolved (proxy.invalid:3128)");
    assertEquals(List.of("proxy.invalid"), scene.lookups());
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://vendor.invalid", "https://vendor.invalid"})
  void proxyThatRefusesTheConnectionIsNotSent(URI url) throws Exception {
    int free;
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      free = listener.getLocalPort();
    }
    assertNotSent(
        Network.defaults().withProxy(HttpProxy.of("127.0.0.1", free)),
        url,
        "the proxy refused the connection (127.0.0.1:" + free + ")");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 403, 404, 502, 503, 504})
  void tunnelThatIsRefusedIsNotSent(int status) throws Exception {
    RawServer proxy =
        scene.open(RawServer.answering(status, "Location: /x\r\n", "{\"code\":\"no\"}"));
    assertNotSent(
        login(proxy),
        SECURE,
        "the proxy did not connect to the vendor's host (127.0.0.1:%d, status %d)"
            .formatted(proxy.port(), status));
    assertEquals(1, proxy.requests().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://vendor.invalid", "https://vendor.invalid"})
  void loginThatIsRefusedIsNotSent(URI url) throws Exception {
    RawServer proxy =
        scene.open(RawServer.answering(407, "Proxy-Authenticate: Basic realm=\"x\"\r\n", ""));
    assertNotSent(
        login(proxy),
        url,
        "the proxy does not accept the user name and the password (127.0.0.1:%d)"
            .formatted(proxy.port()));
    assertEquals(1, proxy.requests().size(), "it is not tried again");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://vendor.invalid", "https://vendor.invalid"})
  void loginThatIsWantedIsNotSent(URI url) throws Exception {
    RawServer proxy = scene.open(RawServer.answering(407, "", ""));
    assertNotSent(
        proxied(proxy),
        url,
        "the proxy wants a user name and a password (127.0.0.1:%d)".formatted(proxy.port()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense\r\n\r\n",
        // what would be read as the vendor's answer when TLS has begun
        OPEN + "HTTP/1.1 201 X\r\nContent-Length: 2\r\n\r\n{}"
      })
  void tunnelThatIsNoneIsNotSent(String answer) throws Exception {
    RawServer vendor = scene.vendor(new ArrayList<>(), RawServer.Peer::receive);
    RawServer proxy =
        scene.open(
            RawServer.start(
                peer -> {
                  peer.receive();
                  peer.raw(answer);
                  if (answer.startsWith(OPEN)) {
                    peer.relay(vendor.port());
                  }
                }));
    assertNotSent(
        login(proxy),
        SECURE,
        "no connection through the proxy came about (127.0.0.1:%d)".formatted(proxy.port()));
    assertEquals(List.of(), vendor.requests());
  }

  @Test
  void answerOfTheProxyIsQuotedNowhere() {
    RawServer proxy =
        scene.open(
            RawServer.start(
                peer -> {
                  peer.receive();
                  peer.raw("HTTP/1.1 " + BASIC + "\r\n\r\n");
                }));
    assertNotSent(
        login(proxy),
        SECURE,
        "no connection through the proxy came about (127.0.0.1:%d)".formatted(proxy.port()));
  }

  @Test
  void statusOfTheVendorInTheTunnelIsNotTheProxys() throws Exception {
    RawServer vendor =
        scene.vendor(
            new ArrayList<>(),
            peer -> {
              peer.receive();
              peer.answer(407, "", "");
            });
    Widgets widgets = scene.widgets(login(scene.tunnelTo(vendor)), SECURE);
    assertThrows(
        RegistrationException.ProtocolError.class,
        () -> widgets.find("a", FakeCall.read().options()));
  }

  @Test
  void nothingIsSentWithoutThePassword() {
    RawServer proxy = scene.open(RawServer.answering(200, "", "{}"));
    for (Supplier<Secret> supplier :
        List.<Supplier<Secret>>of(
            () -> {
              throw new IllegalStateException(PASSWORD);
            },
            () -> Secret.of(PASSWORD + "\r\nX-Smuggled: 1"))) {
      Widgets widgets = scene.widgets(proxied(proxy, supplier), PLAIN);
      RegistrationException thrown =
          assertThrows(
              RegistrationException.Unauthenticated.class,
              () -> widgets.create(Widget.named("a"), FakeCall.write().options()));
      assertTrue(thrown.problem().contains("the proxy's password"), thrown.problem());
      assertEquals(Outcome.NOT_APPLIED, thrown.outcome());
      assertQuiet(thrown);
    }
    assertEquals(List.of(), proxy.requests());
  }

  @Test
  void passwordIsShownNowhere() throws Exception {
    long before = Files.exists(LOG) ? Files.size(LOG) : 0;
    String echo = "{\"code\":\"" + PASSWORD + "\",\"title\":\"" + BASIC + "\"}";
    RawServer refusing = scene.open(RawServer.answering(407, "X-Echo: " + BASIC + "\r\n", echo));
    RawServer failing =
        scene.open(RawServer.answering(400, "X-Request-Id: " + BASIC + "\r\n", echo));
    RawServer working = scene.tunnelTo(scene.vendor(new ArrayList<>(), ProxyScene::answerAlways));
    scene.widgets(login(working), SECURE).find("a", FakeCall.read().options());
    for (RawServer proxy : List.of(refusing, failing)) {
      for (URI url : List.of(PLAIN, SECURE)) {
        Widgets widgets = scene.widgets(login(proxy), url);
        assertQuiet(
            assertThrows(
                RegistrationException.class,
                () -> widgets.create(Widget.named("a"), FakeCall.write().options())));
      }
    }
    String logged = Files.readString(LOG).substring((int) before);
    assertTrue(logged.contains("DEBUG org.apache.hc"), "HttpClient logs at DEBUG");
    assertFalse(logged.contains("org.apache.hc.client5.http.headers"));
    for (String secret : List.of(PASSWORD, BASIC, Widgets.TOKEN)) {
      assertFalse(logged.contains(secret), secret);
    }
  }

  private void assertNotSent(Network network, URI url, String problem) {
    FakeCall call = FakeCall.write();
    Widgets widgets = scene.widgets(network, url);
    RegistrationException thrown =
        assertThrows(
            RegistrationException.Unavailable.class,
            () -> widgets.create(Widget.named("a"), call.options()));
    assertEquals(problem, thrown.problem());
    assertEquals(Outcome.NOT_APPLIED, thrown.outcome());
    assertTrue(thrown.advice().endsWith("; nothing was sent"), thrown.advice());
    assertTrue(thrown.details().httpStatus().isEmpty(), "it is not the vendor's");
    assertEquals(List.of("before POST", "unanswered"), call.events());
    assertQuiet(thrown);
  }

  private static void assertQuiet(RegistrationException thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    for (String secret : List.of(PASSWORD, BASIC)) {
      assertFalse((trace + thrown.details().toString()).contains(secret), secret);
    }
  }
}
