package dev.registrant.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.http.Widgets.Widget;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import feign.Request;
import feign.RetryableException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request reaches a server once, whatever happens to its answer, and only the one it is for. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SingleSendTest {
  private final FakeContext context = new FakeContext();

  @AfterEach
  void close() throws Exception {
    context.close();
  }

  @Test
  void postWhoseAnswerIsLostOnFreshConnectionIsSentOnce() {
    try (RawServer server = RawServer.start(RawServer.Peer::receive)) {
      assertLost(server);
      assertEquals(1, server.requests().size());
    }
  }

  @Test
  void postWhoseAnswerIsLostOnPooledConnectionIsSentOnce() {
    try (RawServer server = RawServer.start(SingleSendTest::answerOnce)) {
      Widgets.open(context, server.url()).find("a", FakeCall.read().options());
      assertLost(server);
      assertEquals(2, server.requests().size());
      assertEquals(1, server.connections());
    }
  }

  @Test
  void getWhoseAnswerIsLostOnPooledConnectionIsSentOnce() {
    try (RawServer server = RawServer.start(SingleSendTest::answerOnce)) {
      Widgets widgets = Widgets.open(context, server.url());
      widgets.find("a", FakeCall.read().options());
      assertThrows(
          RegistrationException.Unavailable.class,
          () -> widgets.find("a", FakeCall.read().options()));
      assertEquals(2, server.requests().size());
    }
  }

  @Test
  void postWhoseAnswerIsCutOffInTheHeadersIsSentOnce() {
    try (RawServer server =
        RawServer.start(
            peer -> {
              peer.receive();
              peer.raw("HTTP/1.1 201 Created\r\nContent-Le");
            })) {
      assertLost(server);
      assertEquals(1, server.requests().size());
    }
  }

  @Test
  void postWhoseAnswerIsCutOffInTheBodyIsSentOnce() {
    try (RawServer server =
        RawServer.start(
            peer -> {
              peer.receive();
              peer.raw("HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{\"name\":");
            })) {
      assertLost(server);
      assertEquals(1, server.requests().size());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
  void postThatIsRefusedIsSentOnce(int status) {
    try (RawServer server = RawServer.answering(status, "Retry-After: 0\r\n", "")) {
      Widgets widgets = Widgets.open(context, server.url());
      assertThrows(
          RegistrationException.class,
          () -> widgets.create(Widget.named("a"), FakeCall.write().options()));
      assertEquals(1, server.requests().size());
    }
  }

  /** The only exception Feign's own repeating heeds; whoever throws it. */
  @Test
  void postIsSentOnceWhateverFeignThinks() {
    Request request =
        Request.create(
            Request.HttpMethod.POST, "http://vendor.example/", Map.of(), null, null, null);
    RetryableException repeat =
        new RetryableException(503, "again", Request.HttpMethod.POST, 0L, request);
    try (RawServer server = RawServer.answering(201, "", "{}")) {
      Widgets widgets = Widgets.open(context, server.url());
      assertThrows(
          RegistrationException.OutcomeUnknown.class,
          () -> widgets.create(Widget.named("a"), FakeCall.breaking(repeat).options()));
      assertEquals(1, server.requests().size());
    }
  }

  @Test
  void getAnsweredWith401AndChallengeIsSentOnce() {
    try (RawServer server =
        RawServer.answering(401, "WWW-Authenticate: Basic realm=\"x\"\r\n", "")) {
      Widgets widgets = Widgets.open(context, server.url());
      assertThrows(
          RegistrationException.Unauthenticated.class,
          () -> widgets.find("a", FakeCall.read().options()));
      assertEquals(1, server.requests().size());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void redirectIsNotFollowed(int status) {
    try (RawServer elsewhere = RawServer.answering(200, "", "{}");
        RawServer server =
            RawServer.answering(status, "Location: " + elsewhere.url() + "/x\r\n", "")) {
      Widgets widgets = Widgets.open(context, server.url());
      assertThrows(
          RegistrationException.ProtocolError.class,
          () -> widgets.find("a", FakeCall.read().options()));
      assertTrue(elsewhere.requests().isEmpty());
      assertEquals(1, server.requests().size());
    }
  }

  @Test
  void cookiesAreNotKept() {
    try (RawServer server = RawServer.answering(200, "Set-Cookie: a=b; Path=/\r\n", "{}")) {
      Widgets widgets = Widgets.open(context, server.url());
      widgets.find("a", FakeCall.read().options());
      widgets.find("a", FakeCall.read().options());
      assertEquals(
          List.of(false, false),
          server.requests().stream().map(r -> r.headers().containsKey("Cookie")).toList());
    }
  }

  @Test
  void connectionsAreUsedAgain() {
    try (RawServer server = RawServer.answering(200, "", "{}")) {
      Widgets widgets = Widgets.open(context, server.url());
      for (int i = 0; i < 5; i++) {
        widgets.find("a", FakeCall.read().options());
      }
      assertEquals(1, server.connections());
    }
  }

  @Test
  void connectionsAreUsedAgainAfterAnError() {
    try (RawServer server = RawServer.answering(404, "", "{\"code\":\"x\"}")) {
      Widgets widgets = Widgets.open(context, server.url());
      for (int i = 0; i < 3; i++) {
        assertThrows(
            RegistrationException.NotFound.class,
            () -> widgets.find("a", FakeCall.read().options()));
      }
      assertEquals(1, server.connections());
    }
  }

  @Test
  void connectionTheServerClosedIsNotUsedForTheNextPost() throws InterruptedException {
    try (RawServer server =
        RawServer.start(
            peer -> {
              peer.receive();
              peer.answer(200, "", "{}");
            })) {
      Widgets widgets = Widgets.open(context, server.url());
      widgets.find("a", FakeCall.read().options());
      Thread.sleep(300);
      AtomicReference<HttpAnswer<Widget>> answer = new AtomicReference<>();
      answer.set(widgets.create(Widget.named("a"), FakeCall.write().options()));
      assertEquals(2, server.connections());
    }
  }

  private static void answerOnce(RawServer.Peer peer) throws java.io.IOException {
    peer.receive();
    peer.answer(200, "", "{}");
    peer.receive();
  }

  private void assertLost(RawServer server) {
    FakeCall call = FakeCall.write();
    Widgets widgets = Widgets.open(context, server.url());
    RegistrationException lost =
        assertThrows(
            RegistrationException.OutcomeUnknown.class,
            () -> widgets.create(Widget.named("a"), call.options()));
    assertEquals(Outcome.UNKNOWN, lost.outcome());
    assertEquals(List.of("before POST", "unanswered"), call.events());
  }
}
