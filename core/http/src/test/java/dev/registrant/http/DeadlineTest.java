package dev.registrant.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.http.Widgets.Widget;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The deadline ends a call wherever it hangs. A call that goes on hanging fails by time-out. */
@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DeadlineTest {
  private static final Duration TIME = Duration.ofMillis(250);

  @ParameterizedTest
  @EnumSource
  void endsWrite(Stall stall) throws Exception {
    try (Stall.Scene scene = stall.open()) {
      scene.prepare();
      Widgets widgets = scene.widgets();
      RegistrationException thrown =
          assertThrows(
              RegistrationException.class,
              () ->
                  widgets.create(
                      Widget.named("a"), FakeCall.of(Operation.APPS_CREATE, TIME).options()));
      assertEquals(stall.sent ? "OutcomeUnknown" : "Unavailable", thrown.kind());
      assertEquals(stall.sent ? Outcome.UNKNOWN : Outcome.NOT_APPLIED, thrown.outcome());
      assertEquals("the deadline passed", thrown.problem());
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsRead(Stall stall) throws Exception {
    try (Stall.Scene scene = stall.open()) {
      scene.prepare();
      Widgets widgets = scene.widgets();
      RegistrationException thrown =
          assertThrows(
              RegistrationException.Unavailable.class,
              () -> widgets.find("a", FakeCall.of(Operation.APPS_GET, TIME).options()));
      assertEquals(Outcome.NOT_APPLIED, thrown.outcome());
      assertEquals("the deadline passed", thrown.problem());
    }
  }

  @Test
  void sendsNothingOnceItHasPassed() throws Exception {
    try (FakeContext context = new FakeContext();
        RawServer server = RawServer.answering(200, "", "{}")) {
      Widgets widgets = Widgets.open(context, server.url());
      FakeCall call = FakeCall.of(Operation.APPS_CREATE, Duration.ZERO);
      RegistrationException thrown =
          assertThrows(
              RegistrationException.Unavailable.class,
              () -> widgets.create(Widget.named("a"), call.options()));
      assertEquals(Outcome.NOT_APPLIED, thrown.outcome());
      assertTrue(server.requests().isEmpty());
    }
  }

  @Test
  void doesNotHideTheStatusOfAnError() throws Exception {
    try (FakeContext context = new FakeContext();
        RawServer server =
            RawServer.start(
                peer -> {
                  peer.receive();
                  peer.raw("HTTP/1.1 400 X\r\nContent-Length: 10\r\n\r\n{");
                  peer.hold();
                })) {
      Widgets widgets = Widgets.open(context, server.url());
      assertThrows(
          RegistrationException.InvalidRequest.class,
          () ->
              widgets.create(
                  Widget.named("a"), FakeCall.of(Operation.APPS_CREATE, TIME).options()));
    }
  }

  @Test
  void leavesThePoolUsable() throws Exception {
    try (Stall.Scene scene = Stall.POOL.open()) {
      Widgets widgets = scene.widgets();
      for (int i = 0; i < 5; i++) {
        RegistrationException thrown =
            assertThrows(
                RegistrationException.class,
                () -> widgets.find("a", FakeCall.of(Operation.APPS_GET, TIME).options()));
        assertEquals("the deadline passed", thrown.problem());
      }
      assertEquals(5, scene.requests());
    }
  }
}
