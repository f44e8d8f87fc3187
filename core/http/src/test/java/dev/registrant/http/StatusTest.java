package dev.registrant.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.registrant.http.Widgets.Widget;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.RegistrationException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the HTTP status and the error body turn into. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StatusTest {
  private final FakeContext context = new FakeContext();

  @AfterEach
  void close() throws Exception {
    context.close();
  }

  @ParameterizedTest
  @CsvSource({
    "300, ProtocolError, OutcomeUnknown",
    "301, ProtocolError, OutcomeUnknown",
    "302, ProtocolError, OutcomeUnknown",
    "303, ProtocolError, OutcomeUnknown",
    "304, ProtocolError, OutcomeUnknown",
    "307, ProtocolError, ProtocolError",
    "308, ProtocolError, ProtocolError",
    "400, InvalidRequest, InvalidRequest",
    "401, Unauthenticated, Unauthenticated",
    "402, ProtocolError, ProtocolError",
    "403, Denied, Denied",
    "404, NotFound, NotFound",
    "405, ProtocolError, ProtocolError",
    "406, ProtocolError, ProtocolError",
    "408, Unavailable, OutcomeUnknown",
    "409, Conflict, Conflict",
    "410, ProtocolError, ProtocolError",
    "412, ProtocolError, ProtocolError",
    "415, ProtocolError, ProtocolError",
    "422, InvalidRequest, InvalidRequest",
    "423, ProtocolError, ProtocolError",
    "428, ProtocolError, ProtocolError",
    "429, RateLimited, RateLimited",
    "499, ProtocolError, ProtocolError",
    "500, Unavailable, OutcomeUnknown",
    "501, ProtocolError, ProtocolError",
    "502, Unavailable, OutcomeUnknown",
    "503, Unavailable, OutcomeUnknown",
    "504, Unavailable, OutcomeUnknown",
    "599, Unavailable, OutcomeUnknown",
    "600, ProtocolError, OutcomeUnknown",
    "999, ProtocolError, OutcomeUnknown",
  })
  void decidesKindAndOutcome(int status, String ofRead, String ofWrite) {
    RegistrationException read = read(status, "");
    RegistrationException write = write(status, "", "");
    assertEquals(ofRead, read.kind());
    assertEquals(ofWrite, write.kind());
    assertEquals("not-applied", read.outcome().word());
    assertEquals(
        ofWrite.equals("OutcomeUnknown") ? "unknown" : "not-applied", write.outcome().word());
    assertEquals(OptionalInt.of(status), write.details().httpStatus());
  }

  @Test
  void namesAccountProviderAndOperation() {
    ErrorDetails details = write(403, "", "").details();
    assertEquals(Optional.of("main"), details.account());
    assertEquals(Optional.of("widgets"), details.provider());
    assertEquals(Optional.of("apps.create"), details.operation());
  }

  @Test
  void redirectAdvisesToCheckTheBaseUrl() {
    assertEquals(
        "Check the base URL: redirects are not followed, because the credential would travel",
        write(308, "Location: https://elsewhere.example/\r\n", "").advice());
  }

  @Test
  void takesCodeAndTitleFromTheBody() {
    RegistrationException thrown = write(409, "", "{\"code\":\"C1\",\"title\":\"Name taken\"}");
    assertEquals(Optional.of("C1"), thrown.details().vendorCode());
    assertEquals(
        "the vendor refused because of what is there already (Name taken)", thrown.problem());
  }

  @Test
  void turnsAPointerIntoAViolation() {
    RegistrationException thrown =
        write(400, "", "{\"code\":\"C1\",\"title\":\"Too long\",\"field\":\"/name\"}");
    assertEquals(
        List.of("/name: Too long"),
        thrown.details().violations().stream().map(Object::toString).toList());
  }

  @Test
  void letsAProviderNameAnotherKind() {
    RegistrationException thrown = write(400, "", "{\"code\":\"absent\"}");
    assertEquals("NotFound", thrown.kind());
    assertEquals(OptionalInt.of(400), thrown.details().httpStatus());
  }

  @Test
  void outcomeFollowsTheKindAProviderNames() {
    assertEquals("not-applied", write(500, "", "{\"code\":\"absent\"}").outcome().word());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{}",
        "[]",
        "null",
        "42",
        "\"text\"",
        "<html><body>Bad gateway</body></html>",
        "{\"code\":{\"a\":1}}",
        "{\"code\":",
        "{\"code\":\"a\"} trailing",
      })
  void otherBodiesNeverReplaceTheError(String body) {
    assertEquals("NotFound", write(404, "", body).kind());
  }

  @Test
  void aReaderThatThrowsNeverReplacesTheError() {
    try (RawServer server = RawServer.answering(404, "", "{}")) {
      Widgets widgets =
          Widgets.builder(context, server.url())
              .errors(
                  Widgets.Failure.class,
                  answer -> {
                    throw new IllegalStateException(answer.toString());
                  })
              .build(Widgets.class);
      assertThrows(
          RegistrationException.NotFound.class, () -> widgets.find("a", FakeCall.read().options()));
    }
  }

  @Test
  @SuppressWarnings("NullAway")
  void aReaderThatGivesNothingNeverReplacesTheError() {
    try (RawServer server = RawServer.answering(500, "", "{}")) {
      Widgets widgets =
          Widgets.builder(context, server.url())
              .errors(Widgets.Failure.class, answer -> null)
              .build(Widgets.class);
      assertThrows(
          RegistrationException.OutcomeUnknown.class,
          () -> widgets.create(Widget.named("a"), FakeCall.write().options()));
    }
  }

  @Test
  void textsOfTheVendorAreCutAndCleaned() {
    String title = "a\\n\\u0007" + "b".repeat(500);
    String problem = write(409, "", "{\"title\":\"" + title + "\"}").problem();
    assertEquals(
        "the vendor refused because of what is there already (a " + "b".repeat(158) + "...)",
        problem);
  }

  @Test
  void retryAfterIsReported() {
    assertEquals(
        Optional.of(java.time.Duration.ofSeconds(7)),
        write(429, "Retry-After: 7\r\n", "").details().retryAfter());
  }

  @ParameterizedTest
  @CsvSource({"1, 3", "3, 1"})
  void longestOfTheTimesInHeaderAndBodyIsReported(int inHeader, int inBody) {
    String header = "Retry-After: " + inHeader + "\r\n";
    try (RawServer server = RawServer.answering(429, header, "{}")) {
      Widgets widgets =
          Widgets.builder(context, server.url())
              .errors(
                  Widgets.Failure.class,
                  answer ->
                      VendorError.none()
                          .withRetryAfter(Optional.of(java.time.Duration.ofSeconds(inBody))))
              .build(Widgets.class);
      RegistrationException thrown =
          assertThrows(
              RegistrationException.RateLimited.class,
              () -> widgets.find("a", FakeCall.read().options()));
      assertEquals(Optional.of(java.time.Duration.ofSeconds(3)), thrown.details().retryAfter());
    }
  }

  @Test
  void requestIdComesFromTheResponseHeader() {
    assertEquals(
        Optional.of("r1"), write(409, "X-Request-Id: r1\r\n", "{\"id\":\"r2\"}").requestId());
  }

  @Test
  void requestIdComesFromTheBodyOtherwise() {
    assertEquals(Optional.of("r2"), write(409, "", "{\"id\":\"r2\"}").requestId());
  }

  private RegistrationException read(int status, String headers) {
    try (RawServer server = RawServer.answering(status, headers, "")) {
      Widgets widgets = Widgets.open(context, server.url());
      return assertThrows(
          RegistrationException.class, () -> widgets.find("a", FakeCall.read().options()));
    }
  }

  private RegistrationException write(int status, String headers, String body) {
    try (RawServer server = RawServer.answering(status, headers, body)) {
      Widgets widgets = Widgets.open(context, server.url());
      return assertThrows(
          RegistrationException.class,
          () -> widgets.create(Widget.named("a"), FakeCall.write().options()));
    }
  }
}
