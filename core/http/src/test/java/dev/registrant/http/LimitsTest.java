package dev.registrant.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.registrant.http.Widgets.Widget;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Successes that are too much, or not what was asked for. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LimitsTest {
  private static final int LIMIT = 100;

  private final FakeContext context = new FakeContext();

  @AfterEach
  void close() throws Exception {
    context.close();
  }

  @Test
  void readsBodyOfTheLimit() {
    try (RawServer server = RawServer.answering(200, "", padded(LIMIT))) {
      assertEquals("a", limited(server).find("a", FakeCall.read().options()).requireBody().name());
    }
  }

  @Test
  void refusesBodyAboveTheLimit() {
    try (RawServer server = RawServer.answering(200, "", padded(LIMIT + 1))) {
      assertUnusable(limited(server), "the vendor's answer is too large");
    }
  }

  @Test
  void refusesBodyAboveTheLimitThatDoesNotSayItsLength() {
    try (RawServer server =
        RawServer.start(
            peer -> {
              peer.receive();
              peer.raw("HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n");
              peer.raw("65\r\n" + padded(LIMIT + 1) + "\r\n0\r\n\r\n");
              peer.hold();
            })) {
      assertUnusable(limited(server), "the vendor's answer is too large");
    }
  }

  @Test
  void tellsTheGateThatTheVendorAnsweredTooMuch() {
    FakeCall call = FakeCall.read();
    try (RawServer server = RawServer.answering(200, "", padded(LIMIT + 1))) {
      Widgets widgets = limited(server);
      assertThrows(RegistrationException.class, () -> widgets.find("a", call.options()));
      assertEquals(List.of("before GET", "answered 200"), call.events());
    }
  }

  @Test
  void ignoresTheRestOfALargeErrorBody() {
    try (RawServer server = RawServer.answering(404, "", " ".repeat(10_000_000))) {
      Widgets widgets = limited(server);
      assertThrows(
          RegistrationException.NotFound.class, () -> widgets.find("a", FakeCall.read().options()));
    }
  }

  /** What is behind the limit is not read, so that the document has no end. */
  @ParameterizedTest
  @CsvSource({"65536, C1", "65537,"})
  void readsErrorBodyUpToItsLimit(int length, @Nullable String code) {
    String begin = "{\"code\":\"C1\"";
    String body = begin + " ".repeat(length - begin.length() - 1) + "}";
    try (RawServer server = RawServer.answering(404, "", body)) {
      RegistrationException thrown =
          assertThrows(
              RegistrationException.NotFound.class,
              () -> Widgets.open(context, server.url()).find("a", FakeCall.read().options()));
      assertEquals(Optional.ofNullable(code), thrown.details().vendorCode());
    }
  }

  @ParameterizedTest
  @CsvSource({"198, true", "199, false"})
  void refuses200Headers(int more, boolean read) {
    try (RawServer server = RawServer.answering(200, "X-More: more\r\n".repeat(more), "{}")) {
      Widgets widgets = Widgets.open(context, server.url());
      if (read) {
        widgets.find("a", FakeCall.read().options());
      } else {
        assertThrows(
            RegistrationException.Unavailable.class,
            () -> widgets.find("a", FakeCall.read().options()));
      }
    }
  }

  static List<String> tooMuch() {
    return List.of(
        "{\"x\":" + "[".repeat(64) + "]".repeat(64) + "}",
        "{\"name\":\"" + "a".repeat(1024 * 1024 + 1) + "\"}",
        "{\"" + "a".repeat(60_000) + "\":1}");
  }

  @ParameterizedTest
  @MethodSource("tooMuch")
  void refusesJsonThatIsTooMuch(String body) {
    try (RawServer server = RawServer.answering(200, "", body)) {
      assertUnusable(
          Widgets.open(context, server.url()),
          "the vendor's answer is not the JSON that was expected");
    }
  }

  @Test
  void readsNestedJson() {
    String body = "{\"name\":\"a\",\"x\":" + "[".repeat(63) + "]".repeat(63) + "}";
    try (RawServer server = RawServer.answering(200, "", body)) {
      Widgets widgets = Widgets.open(context, server.url());
      assertEquals("a", widgets.find("a", FakeCall.read().options()).requireBody().name());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>", "[]", "7", "{\"size\":{}}", "{\"name\":", "{} {}"})
  void refusesOtherBodies(String body) {
    try (RawServer server = RawServer.answering(200, "", body)) {
      assertUnusable(
          Widgets.open(context, server.url()),
          "the vendor's answer is not the JSON that was expected");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null"})
  void refusesAbsentBodyThatIsRequired(String body) {
    try (RawServer server = RawServer.answering(200, "", body)) {
      HttpAnswer<Widget> answer =
          Widgets.open(context, server.url()).create(Widget.named("a"), FakeCall.write().options());
      RegistrationException thrown =
          assertThrows(RegistrationException.OutcomeUnknown.class, answer::requireBody);
      assertEquals("the vendor's answer has no body", thrown.problem());
    }
  }

  @Test
  void unusableAnswerNamesCandidates() {
    try (RawServer server = RawServer.answering(201, "X-Request-Id: r1\r\n", "{}")) {
      HttpAnswer<Widget> answer =
          Widgets.open(context, server.url()).create(Widget.named("a"), FakeCall.write().options());
      RegistrationException thrown = answer.unusable("it has no secret", List.of("id1"));
      assertEquals("OutcomeUnknown", thrown.kind());
      assertEquals(List.of("id1"), thrown.details().candidates());
      assertEquals("r1", thrown.requestId().orElseThrow());
      assertEquals(201, thrown.details().httpStatus().orElseThrow());
    }
  }

  private Widgets limited(RawServer server) {
    return Widgets.builder(context, server.url()).bodyLimit(LIMIT).build(Widgets.class);
  }

  private static String padded(int length) {
    String json = "{\"name\":\"a\"}";
    return json + " ".repeat(length - json.length());
  }

  private static void assertUnusable(Widgets widgets, String problem) {
    RegistrationException read =
        assertThrows(
            RegistrationException.ProtocolError.class,
            () -> widgets.find("a", FakeCall.read().options()));
    assertEquals(problem, read.problem());
    RegistrationException write =
        assertThrows(
            RegistrationException.OutcomeUnknown.class,
            () -> widgets.create(Widget.named("a"), FakeCall.write().options()));
    assertEquals(problem, write.problem());
    assertEquals(Outcome.UNKNOWN, write.outcome());
  }
}
