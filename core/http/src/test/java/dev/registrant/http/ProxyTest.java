package dev.registrant.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.http.RawServer.Received;
import dev.registrant.http.Widgets.Widget;
import dev.registrant.spi.HttpProxy;
import dev.registrant.spi.Network;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes to a proxy, what goes through it, and what its refusals mean. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProxyTest {
  private static final String PASSWORD = "proxy-4712-secret";
  private static final String BASIC = basic("ann", PASSWORD);
  private static final URI PLAIN = URI.create("http://vendor.invalid/api");
  private static final URI SECURE = URI.create("https://vendor.invalid/api");
  private static final String OPEN = "HTTP/1.1 200 Connection established\r\n\r\n";
  private static final Path LOG = Path.of("target", "trace.log");

  private final List<String> lookups = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> resources = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable resource : resources) {
      resource.close();
    }
  }

  @Test
  void plainRequestTellsTheProxyItsTarget() {
    RawServer proxy = open(RawServer.answering(200, "", "{}"));
    widgets(login(proxy), PLAIN).find("a", FakeCall.read().options());
    Received request = proxy.requests().get(0);
    assertEquals("GET http://vendor.invalid:80/api/widgets/a HTTP/1.1", request.line());
    assertEquals("vendor.invalid", request.headers().get("Host"));
    assertEquals("Basic " + BASIC, request.headers().get("Proxy-Authorization"));
    assertEquals("Bearer " + Widgets.TOKEN, request.headers().get("Authorization"));
    assertEquals(List.of(), lookups, "the target's name is the proxy's business");
  }

  @Test
  void secureRequestGoesThroughATunnel() throws Exception {
    List<String> names = new CopyOnWriteArrayList<>();
    RawServer vendor = vendor(names, ProxyTest::answerAlways);
    RawServer proxy = tunnelTo(vendor);
    Widgets widgets = widgets(login(proxy), SECURE);
    widgets.create(Widget.named("a"), FakeCall.write().options());
    widgets.find("a", FakeCall.read().options());

    Received connect = proxy.requests().get(0);
    assertEquals("CONNECT vendor.invalid:443 HTTP/1.1", connect.line());
    assertEquals("vendor.invalid:443", connect.headers().get("Host"));
    assertEquals("Basic " + BASIC, connect.headers().get("Proxy-Authorization"));
    assertNull(connect.headers().get("Authorization"), "the vendor's credential is not for it");
    assertEquals(1, proxy.requests().size(), "the tunnel is used again");

    Received request = vendor.requests().get(0);
    assertEquals("POST /api/widgets?version=1 HTTP/1.1", request.line());
    assertEquals("vendor.invalid", request.headers().get("Host"));
    assertEquals("Bearer " + Widgets.TOKEN, request.headers().get("Authorization"));
    assertNull(request.headers().get("Proxy-Authorization"), "the proxy's is not for the vendor");
    assertEquals(List.of("vendor.invalid"), names);
    assertEquals(List.of(), lookups, "the target's name is the proxy's business");
  }

  @Test
  void noLoginIsSentWhereNoneIsGiven() throws Exception {
    RawServer plain = open(RawServer.answering(200, "", "{}"));
    widgets(proxied(plain), PLAIN).find("a", FakeCall.read().options());
    RawServer tunnel = tunnelTo(vendor(new ArrayList<>(), ProxyTest::answerAlways));
    widgets(proxied(tunnel), SECURE).find("a", FakeCall.read().options());
    assertNull(plain.requests().get(0).headers().get("Proxy-Authorization"));
    assertNull(tunnel.requests().get(0).headers().get("Proxy-Authorization"));
  }

  @Test
  void certificateInTheTunnelIsThatOfTheTarget() throws Exception {
    RawServer vendor = open(RawServer.start(Certificates.listener(), ProxyTest::answerAlways));
    RawServer proxy = tunnelTo(vendor);
    assertNotSent(login(proxy), SECURE, "no secure connection to the vendor's host came about");
    assertEquals(List.of(), vendor.requests());
  }

  @Test
  void proxyByNameIsLookedUp() throws Exception {
    Network network = Network.defaults().withProxy(HttpProxy.of("proxy.invalid", 3128));
    assertNotSent(network, SECURE, "the name of the proxy cannot be resolved (proxy.invalid:3128)");
    assertEquals(List.of("proxy.invalid"), lookups);
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
    RawServer proxy = open(RawServer.answering(status, "Location: /x\r\n", "{\"code\":\"no\"}"));
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
        open(RawServer.answering(407, "Proxy-Authenticate: Basic realm=\"x\"\r\n", ""));
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
    RawServer proxy = open(RawServer.answering(407, "", ""));
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
    RawServer vendor = vendor(new ArrayList<>(), RawServer.Peer::receive);
    RawServer proxy =
        open(
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
  void statusOfTheVendorInTheTunnelIsNotTheProxys() throws Exception {
    RawServer vendor =
        vendor(
            new ArrayList<>(),
            peer -> {
              peer.receive();
              peer.answer(407, "", "");
            });
    Widgets widgets = widgets(login(tunnelTo(vendor)), SECURE);
    assertThrows(
        RegistrationException.ProtocolError.class,
        () -> widgets.find("a", FakeCall.read().options()));
  }

  @Test
  void postWhoseAnswerIsLostInAFreshTunnelIsSentOnce() throws Exception {
    RawServer vendor = vendor(new ArrayList<>(), RawServer.Peer::receive);
    RawServer proxy = tunnelTo(vendor);
    assertLost(widgets(login(proxy), SECURE));
    assertEquals(1, vendor.requests().size());
    assertEquals(1, proxy.requests().size());
  }

  @Test
  void postWhoseAnswerIsLostInAUsedTunnelIsSentOnce() throws Exception {
    RawServer vendor = vendor(new ArrayList<>(), ProxyTest::answerOnce);
    RawServer proxy = tunnelTo(vendor);
    Widgets widgets = widgets(login(proxy), SECURE);
    widgets.find("a", FakeCall.read().options());
    assertLost(widgets);
    assertEquals(2, vendor.requests().size());
    assertEquals(1, proxy.requests().size());
  }

  @Test
  void plainPostWhoseAnswerIsLostIsSentOnce() {
    RawServer fresh = open(RawServer.start(RawServer.Peer::receive));
    assertLost(widgets(login(fresh), PLAIN));
    assertEquals(1, fresh.requests().size());
    RawServer used = open(RawServer.start(ProxyTest::answerOnce));
    Widgets widgets = widgets(login(used), PLAIN);
    widgets.find("a", FakeCall.read().options());
    assertLost(widgets);
    assertEquals(2, used.requests().size());
    assertEquals(1, used.connections());
  }

  @ParameterizedTest
  @ValueSource(ints = {502, 503, 504})
  void gatewayErrorForAPlainPostLeavesItOpen(int status) {
    RawServer proxy = open(RawServer.answering(status, "", ""));
    assertLost(widgets(login(proxy), PLAIN), "answered " + status);
    assertEquals(1, proxy.requests().size());
  }

  @Test
  void passwordIsAskedForAtEachUse() {
    RawServer proxy = open(RawServer.answering(200, "", "{}"));
    List<String> passwords = new ArrayList<>(List.of("two", "one"));
    Widgets widgets =
        widgets(proxied(proxy, () -> Secret.of(passwords.remove(passwords.size() - 1))), PLAIN);
    widgets.find("a", FakeCall.read().options());
    widgets.find("a", FakeCall.read().options());
    assertEquals(
        List.of("Basic " + basic("ann", "one"), "Basic " + basic("ann", "two")),
        proxy.requests().stream().map(r -> r.headers().get("Proxy-Authorization")).toList());
  }

  @Test
  void nothingIsSentWithoutThePassword() {
    RawServer proxy = open(RawServer.answering(200, "", "{}"));
    for (Supplier<Secret> supplier :
        List.<Supplier<Secret>>of(
            () -> {
              throw new IllegalStateException(PASSWORD);
            },
            () -> Secret.of(PASSWORD + "\r\nX-Smuggled: 1"))) {
      Widgets widgets = widgets(proxied(proxy, supplier), PLAIN);
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
    RawServer refusing = open(RawServer.answering(407, "X-Echo: " + BASIC + "\r\n", echo));
    RawServer failing = open(RawServer.answering(400, "X-Request-Id: " + BASIC + "\r\n", echo));
    RawServer working = tunnelTo(vendor(new ArrayList<>(), ProxyTest::answerAlways));
    widgets(login(working), SECURE).find("a", FakeCall.read().options());
    for (RawServer proxy : List.of(refusing, failing)) {
      for (URI url : List.of(PLAIN, SECURE)) {
        Widgets widgets = widgets(login(proxy), url);
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
    Widgets widgets = widgets(network, url);
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

  private static void assertLost(Widgets widgets) {
    assertLost(widgets, "unanswered");
  }

  private static void assertLost(Widgets widgets, String event) {
    FakeCall call = FakeCall.write();
    RegistrationException lost =
        assertThrows(
            RegistrationException.OutcomeUnknown.class,
            () -> widgets.create(Widget.named("a"), call.options()));
    assertEquals(Outcome.UNKNOWN, lost.outcome());
    assertEquals(List.of("before POST", event), call.events());
  }

  private static void assertQuiet(RegistrationException thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    for (String secret : List.of(PASSWORD, BASIC)) {
      assertFalse((trace + thrown.details().toString()).contains(secret), secret);
    }
  }

  private Widgets widgets(Network network, URI url) {
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

  private RawServer tunnelTo(RawServer vendor) {
    return open(
        RawServer.start(
            peer -> {
              peer.receive();
              peer.raw(OPEN);
              peer.relay(vendor.port());
            }));
  }

  private RawServer vendor(List<String> names, RawServer.Behaviour behaviour) throws Exception {
    return open(RawServer.start(Certificates.vendorListener(names), behaviour));
  }

  private RawServer open(RawServer server) {
    resources.add(server);
    return server;
  }

  private static Network proxied(RawServer proxy) {
    try {
      return Network.defaults()
          .withSslContext(Certificates.trust())
          .withProxy(HttpProxy.of("127.0.0.1", proxy.port()));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Network proxied(RawServer proxy, Supplier<Secret> password) {
    return proxied(proxy)
        .withProxy(HttpProxy.of("127.0.0.1", proxy.port()).withLogin("ann", password));
  }

  private static Network login(RawServer proxy) {
    return proxied(proxy, () -> Secret.of(PASSWORD));
  }

  private static void answerAlways(RawServer.Peer peer) throws IOException {
    while (peer.receive().isPresent()) {
      peer.answer(200, "", "{}");
    }
  }

  private static void answerOnce(RawServer.Peer peer) throws IOException {
    peer.receive();
    peer.answer(200, "", "{}");
    peer.receive();
  }

  private static String basic(String user, String password) {
    return Base64.getEncoder()
        .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }
}
