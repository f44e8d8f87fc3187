package dev.registrant.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.http.RawServer.Received;
import dev.registrant.http.Widgets.Widget;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpApiTest {
  private final FakeContext context = new FakeContext();

  @AfterEach
  void close() throws Exception {
    context.close();
  }

  @Test
  void sendsMethodPathAndQuery() {
    try (RawServer server = RawServer.answering(201, "", "{}")) {
      Widgets.open(context, server.url()).create(Widget.named("a"), FakeCall.write().options());
      assertEquals("POST /api/widgets?version=1 HTTP/1.1", server.requests().get(0).line());
    }
  }

  @Test
  void writesBodyWithoutAbsentParts() {
    try (RawServer server = RawServer.answering(201, "", "{}")) {
      Widgets.open(context, server.url()).create(Widget.named("a"), FakeCall.write().options());
      assertEquals("{\"name\":\"a\"}", server.requests().get(0).body());
    }
  }

  @Test
  void sendsMediaTypeAndCredential() {
    try (RawServer server = RawServer.answering(201, "", "{}")) {
      Widgets.builder(context, server.url())
          .mediaType("application/vnd.api+json")
          .build(Widgets.class)
          .create(Widget.named("a"), FakeCall.write().options());
      Received request = server.requests().get(0);
      assertEquals("application/vnd.api+json", request.headers().get("Content-Type"));
      assertEquals("application/vnd.api+json", request.headers().get("Accept"));
      assertEquals("Bearer " + Widgets.TOKEN, request.headers().get("Authorization"));
    }
  }

  @Test
  void asksForNoEncodingOfBodies() {
    try (RawServer server = RawServer.answering(200, "", "{}")) {
      Widgets.open(context, server.url()).find("a", FakeCall.read().options());
      assertNull(server.requests().get(0).headers().get("Accept-Encoding"));
    }
  }

  @Test
  void readsBodyAndIgnoresWhatItDoesNotKnow() {
    try (RawServer server =
        RawServer.answering(200, "", "{\"name\":\"a\",\"size\":3,\"x\":[{}]}")) {
      Widget widget =
          Widgets.open(context, server.url()).find("a", FakeCall.read().options()).requireBody();
      assertEquals(new Widget("a", null, Optional.of(3)), widget);
    }
  }

  @Test
  void ignoresTheBodyOfVoid() {
    try (RawServer server = RawServer.answering(200, "", "gone!")) {
      HttpAnswer<Void> answer =
          Widgets.open(context, server.url()).delete("a", FakeCall.write().options());
      assertEquals(Optional.empty(), answer.body());
    }
  }

  @Test
  void readsNoContent() {
    try (RawServer server =
        RawServer.start(
            peer -> {
              peer.receive();
              peer.raw("HTTP/1.1 204 X\r\n\r\n");
              peer.hold();
            })) {
      HttpAnswer<Void> answer =
          Widgets.open(context, server.url()).delete("a", FakeCall.write().options());
      assertEquals(204, answer.status());
    }
  }

  @Test
  void findsResponseHeadersInAnyCase() {
    try (RawServer server = RawServer.answering(200, "X-Extra: 5\r\n", "{}")) {
      HttpAnswer<Widget> answer =
          Widgets.open(context, server.url()).find("a", FakeCall.read().options());
      assertEquals(Optional.of("5"), answer.header("x-extra"));
    }
  }

  @Test
  void asksForTheCredentialBeforeEachRequest() {
    Iterator<String> tokens = List.of("one", "two").iterator();
    try (RawServer server = RawServer.answering(200, "", "{}")) {
      Widgets widgets =
          Widgets.builder(context, server.url())
              .authorization("token", () -> Secret.of(tokens.next()))
              .build(Widgets.class);
      widgets.find("a", FakeCall.read().options());
      widgets.find("a", FakeCall.read().options());
      assertEquals(
          List.of("token one", "token two"),
          server.requests().stream().map(r -> r.headers().get("Authorization")).toList());
    }
  }

  @Test
  void sendsOwnHeadersThatArePresent() {
    try (RawServer server = RawServer.answering(200, "", "{}")) {
      Widgets.builder(context, server.url())
          .header("X-Org", () -> Optional.of("o1"))
          .header("X-None", Optional::empty)
          .build(Widgets.class)
          .find("a", FakeCall.read().options());
      assertEquals("o1", server.requests().get(0).headers().get("X-Org"));
      assertNull(server.requests().get(0).headers().get("X-None"));
    }
  }

  @Test
  void leavesOutAbsentQueryParameters() {
    try (RawServer server = RawServer.answering(200, "", "{}")) {
      Widgets.open(context, server.url()).list(null, FakeCall.read().options());
      assertEquals("GET /api/widgets?limit=100 HTTP/1.1", server.requests().get(0).line());
    }
  }

  @Test
  void encodesQueryParametersOnce() {
    try (RawServer server = RawServer.answering(200, "", "{}")) {
      Widgets.open(context, server.url()).list("a+b/=&%41 ü{x}", FakeCall.read().options());
      assertEquals(
          "GET /api/widgets?limit=100&after=a%2Bb%2F%3D%26%2541%20%C3%BC%7Bx%7D HTTP/1.1",
          server.requests().get(0).line());
    }
  }

  @Test
  void encodesWhatLooksEncodedAsWell() {
    try (RawServer server = RawServer.answering(200, "", "{}")) {
      Widgets.open(context, server.url()).list("v%41", FakeCall.read().options());
      Widgets.open(context, server.url()).find("v%41", FakeCall.read().options());
      assertEquals(
          List.of(
              "GET /api/widgets?limit=100&after=v%2541 HTTP/1.1",
              "GET /api/widgets/v%2541 HTTP/1.1"),
          server.requests().stream().map(Received::line).toList());
    }
  }

  @Test
  void encodesPathParametersOnce() {
    try (RawServer server = RawServer.answering(200, "", "{}")) {
      Widgets.open(context, server.url()).find("a b?c#d%41", FakeCall.read().options());
      assertEquals("GET /api/widgets/a%20b%3Fc%23d%2541 HTTP/1.1", server.requests().get(0).line());
    }
  }

  @Test
  void passesTheGateBeforeEachRequestAndReportsTheAnswer() {
    FakeCall call = FakeCall.write();
    try (RawServer server = RawServer.answering(503, "", "")) {
      Widgets widgets = Widgets.open(context, server.url());
      assertThrows(
          RegistrationException.class, () -> widgets.create(Widget.named("a"), call.options()));
      assertEquals(List.of("before POST", "answered 503"), call.events());
    }
  }

  @Test
  void sendsNothingIfTheGateIsShut() {
    RegistrationException refusal = new RegistrationException.InvalidRequest(List.of());
    try (RawServer server = RawServer.answering(200, "", "{}")) {
      Widgets widgets = Widgets.open(context, server.url());
      RegistrationException thrown =
          assertThrows(
              RegistrationException.class,
              () -> widgets.create(Widget.named("a"), FakeCall.refusing(refusal).options()));
      assertEquals(refusal, thrown);
      assertTrue(server.requests().isEmpty());
    }
  }

  @Test
  void aGateThatBreaksAfterSendingLeavesTheOutcomeUnknown() {
    try (RawServer server = RawServer.answering(201, "", "{}")) {
      Widgets widgets = Widgets.open(context, server.url());
      assertThrows(
          RegistrationException.OutcomeUnknown.class,
          () ->
              widgets.create(
                  Widget.named("a"),
                  FakeCall.breaking(new IllegalStateException("as it should")).options()));
    }
  }

  @Test
  @SuppressWarnings("NullAway")
  void failsLoudlyWithoutCallOptions() {
    Widgets widgets = Widgets.open(context, java.net.URI.create("http://localhost:1"));
    assertThrows(IllegalArgumentException.class, () -> widgets.find("a", null));
  }
}
