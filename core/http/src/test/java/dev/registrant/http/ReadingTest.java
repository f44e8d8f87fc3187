package dev.registrant.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.registrant.http.Widgets.Widget;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadingTest {
  private final FakeContext context = new FakeContext();
  private final FakeCall call = FakeCall.write();

  @AfterEach
  void close() throws Exception {
    context.close();
  }

  @Test
  void passesTheGateAsGet() {
    try (RawServer server = RawServer.answering(200, "", "{}")) {
      Widgets.open(context, server.url()).create(Widget.named("a"), CallOptions.reading(call));
      assertEquals(List.of("before GET", "answered 200"), call.events());
    }
  }

  @Test
  void isNotAppliedWhenRefusedByABrokenServer() {
    try (RawServer server = RawServer.answering(500, "", "")) {
      RegistrationException thrown = failure(server);
      assertEquals("Unavailable", thrown.kind());
      assertEquals(Outcome.NOT_APPLIED, thrown.outcome());
    }
  }

  @Test
  void isNotAppliedWhenLost() {
    try (RawServer server = RawServer.start(peer -> peer.receive())) {
      RegistrationException thrown = failure(server);
      assertEquals("Unavailable", thrown.kind());
      assertEquals(Outcome.NOT_APPLIED, thrown.outcome());
    }
  }

  @Test
  void isNotAppliedWhenUnreadable() {
    try (RawServer server = RawServer.answering(200, "", "<html>")) {
      RegistrationException thrown = failure(server);
      assertEquals("ProtocolError", thrown.kind());
      assertEquals(Outcome.NOT_APPLIED, thrown.outcome());
    }
  }

  @Test
  void mayHaveLessTimeThanTheCall() {
    try (RawServer server =
        RawServer.start(
            peer -> {
              peer.receive();
              peer.hold();
            })) {
      Widgets widgets = Widgets.open(context, server.url());
      CallOptions brief = CallOptions.reading(call, Duration.ofMillis(50));
      assertThrows(RegistrationException.Unavailable.class, () -> widgets.find("a", brief));
    }
  }

  private RegistrationException failure(RawServer server) {
    Widgets widgets = Widgets.open(context, server.url());
    return assertThrows(
        RegistrationException.class,
        () -> widgets.create(Widget.named("a"), CallOptions.reading(call)));
  }
}
