package dev.registrant.http;

import static dev.registrant.http.ProxyScene.BASIC;
import static dev.registrant.http.ProxyScene.PLAIN;
import static dev.registrant.http.ProxyScene.SECURE;
import static dev.registrant.http.ProxyScene.basic;
import static dev.registrant.http.ProxyScene.login;
import static dev.registrant.http.ProxyScene.proxied;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.registrant.http.RawServer.Received;
import dev.registrant.http.Widgets.Widget;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes to a proxy and what goes through it. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProxyTest {
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
  void plainRequestTellsTheProxyItsTarget() {
    RawServer proxy = scene.open(RawServer.answering(200, "", "{}"));
    scene.widgets(login(proxy), PLAIN).find("a", FakeCall.read().options());
    Received request = proxy.requests().get(0);
    assertEquals("GET http://vendor.invalid/api/widgets/a HTTP/1.1", request.line());
    assertEquals("vendor.invalid", request.headers().get("Host"));
    assertEquals("Basic " + BASIC, request.headers().get("Proxy-Authorization"));
    assertEquals("Bearer " + Widgets.TOKEN, request.headers().get("Authorization"));
    assertEquals(List.of(), scene.lookups(), "the target's name is the proxy's business");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[2001:db8::1]", "[2001:db8::1]:8080", "vendor.invalid:80"})
  void plainRequestTellsTheProxyTheAuthorityOfTheBaseUrl(String authority) {
    RawServer proxy = scene.open(RawServer.answering(200, "", "{}"));
    URI vendor = URI.create("http://" + authority);
    scene.widgets(login(proxy), vendor).find("a", FakeCall.read().options());
    Received request = proxy.requests().get(0);
    assertEquals("GET http://" + authority + "/widgets/a HTTP/1.1", request.line());
    assertEquals(authority, request.headers().get("Host"));
  }

  @Test
  void secureRequestGoesThroughATunnel() throws Exception {
    List<String> names = new CopyOnWriteArrayList<>();
    RawServer vendor = scene.vendor(names, ProxyScene::answerAlways);
    RawServer proxy = scene.tunnelTo(vendor);
    Widgets widgets = scene.widgets(login(proxy), SECURE);
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
    assertEquals(List.of(), scene.lookups(), "the target's name is the proxy's business");
  }

  @Test
  void noLoginIsSentWhereNoneIsGiven() throws Exception {
    RawServer plain = scene.open(RawServer.answering(200, "", "{}"));
    scene.widgets(proxied(plain), PLAIN).find("a", FakeCall.read().options());
    RawServer tunnel = scene.tunnelTo(scene.vendor(new ArrayList<>(), ProxyScene::answerAlways));
    scene.widgets(proxied(tunnel), SECURE).find("a", FakeCall.read().options());
    assertNull(plain.requests().get(0).headers().get("Proxy-Authorization"));
    assertNull(tunnel.requests().get(0).headers().get("Proxy-Authorization"));
  }

  @Test
  void postWhoseAnswerIsLostInAFreshTunnelIsSentOnce() throws Exception {
    RawServer vendor = scene.vendor(new ArrayList<>(), RawServer.Peer::receive);
    RawServer proxy = scene.tunnelTo(vendor);
    assertLost(scene.widgets(login(proxy), SECURE));
    assertEquals(1, vendor.requests().size());
    assertEquals(1, proxy.requests().size());
  }

  @Test
  void postWhoseAnswerIsLostInAUsedTunnelIsSentOnce() throws Exception {
    RawServer vendor = scene.vendor(new ArrayList<>(), ProxyTest::answerOnce);
    RawServer proxy = scene.tunnelTo(vendor);
    Widgets widgets = scene.widgets(login(proxy), SECURE);
    widgets.find("a", FakeCall.read().options());
    assertLost(widgets);
    assertEquals(2, vendor.requests().size());
    assertEquals(1, proxy.requests().size());
  }

  @Test
  void plainPostWhoseAnswerIsLostIsSentOnce() {
    RawServer fresh = scene.open(RawServer.start(RawServer.Peer::receive));
    assertLost(scene.widgets(login(fresh), PLAIN));
    assertEquals(1, fresh.requests().size());
    RawServer used = scene.open(RawServer.start(ProxyTest::answerOnce));
    Widgets widgets = scene.widgets(login(used), PLAIN);
    widgets.find("a", FakeCall.read().options());
    assertLost(widgets);
    assertEquals(2, used.requests().size());
    assertEquals(1, used.connections());
  }

  @ParameterizedTest
  @ValueSource(ints = {502, 503, 504})
  void gatewayErrorForAPlainPostLeavesItOpen(int status) {
    RawServer proxy = scene.open(RawServer.answering(status, "", ""));
    assertLost(scene.widgets(login(proxy), PLAIN), "answered " + status);
    assertEquals(1, proxy.requests().size());
  }

  @Test
  void passwordIsAskedForAtEachUse() {
    RawServer proxy = scene.open(RawServer.answering(200, "", "{}"));
    List<String> passwords = new ArrayList<>(List.of("two", "one"));
    Widgets widgets =
        scene.widgets(
            proxied(proxy, () -> Secret.of(passwords.remove(passwords.size() - 1))), PLAIN);
    widgets.find("a", FakeCall.read().options());
    widgets.find("a", FakeCall.read().options());
    assertEquals(
        List.of("Basic " + basic("ann", "one"), "Basic " + basic("ann", "two")),
        proxy.requests().stream().map(r -> r.headers().get("Proxy-Authorization")).toList());
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

  private static void answerOnce(RawServer.Peer peer) throws IOException {
    peer.receive();
    peer.answer(200, "", "{}");
    peer.receive();
  }
}
