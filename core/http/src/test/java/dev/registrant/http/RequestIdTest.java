package dev.registrant.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.registrant.http.Widgets.Widget;
import dev.registrant.spi.RegistrationException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestIdTest {
  private final FakeContext context = new FakeContext();

  @AfterEach
  void close() throws Exception {
    context.close();
  }

  @Test
  void isThatOfTheResponse() {
    try (RawServer server = RawServer.answering(200, "X-Request-Id: theirs\r\n", "{}")) {
      assertEquals(
          Optional.of("theirs"), sending(server).find("a", FakeCall.read().options()).requestId());
    }
  }

  @Test
  void isTheOneThatWasSentIfTheResponseHasNone() {
    try (RawServer server = RawServer.answering(200, "", "{}")) {
      Optional<String> id = sending(server).find("a", FakeCall.read().options()).requestId();
      assertEquals(id.orElseThrow(), server.requests().get(0).headers().get("X-Request-Id"));
    }
  }

  @Test
  void isTheOneThatWasSentIfNoResponseCame() {
    try (RawServer server = RawServer.start(RawServer.Peer::receive)) {
      Widgets widgets = sending(server);
      RegistrationException thrown =
          assertThrows(
              RegistrationException.class,
              () -> widgets.create(Widget.named("a"), FakeCall.write().options()));
      assertEquals(
          thrown.requestId().orElseThrow(), server.requests().get(0).headers().get("X-Request-Id"));
    }
  }

  @Test
  void isThatOfTheResponseIfItsBodyIsCutOff() {
    try (RawServer server =
        RawServer.start(
            peer -> {
              peer.receive();
              peer.raw("HTTP/1.1 201 X\r\nX-Request-Id: theirs\r\nContent-Length: 9\r\n\r\n{");
            })) {
      Widgets widgets = sending(server);
      RegistrationException thrown =
          assertThrows(
              RegistrationException.class,
              () -> widgets.create(Widget.named("a"), FakeCall.write().options()));
      assertEquals(Optional.of("theirs"), thrown.requestId());
      assertEquals(201, thrown.details().httpStatus().orElseThrow());
    }
  }

  @Test
  void isToldToTheGate() {
    try (RawServer server = RawServer.answering(200, "X-Request-Id: theirs\r\n", "{}");
        RawServer refusing = RawServer.answering(404, "X-Request-Id: other\r\n", "")) {
      FakeCall call = FakeCall.read();
      sending(server).find("a", call.options());
      assertThrows(RegistrationException.class, () -> sending(refusing).find("a", call.options()));
      assertEquals(
          List.of("before GET", "answered 200 as theirs", "before GET", "answered 404 as other"),
          call.events());
    }
  }

  @Test
  void isAFreshUuidForEachRequest() {
    try (RawServer server = RawServer.answering(200, "", "{}")) {
      Widgets widgets = sending(server);
      String first = widgets.find("a", FakeCall.read().options()).requestId().orElseThrow();
      String second = widgets.find("a", FakeCall.read().options()).requestId().orElseThrow();
      assertNotEquals(first, second);
      assertEquals(4, UUID.fromString(first).version());
      assertEquals(2, UUID.fromString(first).variant());
    }
  }

  @Test
  void isAbsentIfNobodySaysIt() {
    try (RawServer server = RawServer.answering(200, "", "{}")) {
      HttpAnswer<Widget> answer =
          Widgets.open(context, server.url()).find("a", FakeCall.read().options());
      assertEquals(Optional.empty(), answer.requestId());
    }
  }

  private Widgets sending(RawServer server) {
    return Widgets.builder(context, server.url()).sendRequestId().build(Widgets.class);
  }
}
