package dev.registrant.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.registrant.spi.RegistrationException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the gate is asked and told of a request beside its beginning and its end. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConfirmationTest {
  private final FakeContext context = new FakeContext();

  @AfterEach
  void close() throws Exception {
    context.close();
  }

  @Test
  void requestThatIsNotConfirmedIsNotSentAndAsksAgain() {
    try (RawServer server = RawServer.answering(200, "", "{\"name\":\"a\"}")) {
      FakeCall call = FakeCall.write().unconfirmed(2);
      Widgets.open(context, server.url()).find("a", call.options());
      assertEquals(
          List.of(
              "before GET",
              "unconfirmed",
              "before GET",
              "unconfirmed",
              "before GET",
              "answered 200"),
          call.events());
      assertEquals(1, server.requests().size());
      assertEquals(1, server.connections(), "what was connected is used");
    }
  }

  @Test
  void requestWithoutAConnectionIsNotConfirmed() {
    try (RawServer server = RawServer.answering(200, "", "{}")) {
      server.close();
      FakeCall call = FakeCall.read().unconfirmed(1);
      assertThrows(
          RegistrationException.Unavailable.class,
          () -> Widgets.open(context, server.url()).find("a", call.options()));
      assertEquals(List.of("before GET", "unanswered"), call.events());
    }
  }

  @Test
  void refusalIsToldWithTheTimeThatTheVendorAsksFor() {
    try (RawServer server = RawServer.answering(429, "Retry-After: 30\r\n", "{}")) {
      FakeCall call = FakeCall.read();
      assertThrows(
          RegistrationException.RateLimited.class,
          () -> Widgets.open(context, server.url()).find("a", call.options()));
      for (RegistrationException refusal : call.refusals()) {
        assertEquals(Optional.of(Duration.ofSeconds(30)), refusal.details().retryAfter());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"429, x", "429, Retry-After", "503, Retry-After"})
  void refusalIsToldBeforeItsBodyIsThere(int status, String header) {
    FakeCall call = FakeCall.read();
    try (RawServer server =
        RawServer.start(
            peer -> {
              peer.receive();
              peer.raw(
                  "HTTP/1.1 %d No\r\n%s: 30\r\nContent-Length: 2\r\n\r\n"
                      .formatted(status, header));
              while (call.refusals().isEmpty()) {
                Thread.sleep(1);
              }
              peer.raw("{}");
            })) {
      assertThrows(
          RegistrationException.class,
          () -> Widgets.open(context, server.url()).find("a", call.options()));
      assertEquals(List.of("before GET", "answered " + status), call.events());
      assertEquals(2, call.refusals().size(), "and once more when it has been read");
    }
  }
}
