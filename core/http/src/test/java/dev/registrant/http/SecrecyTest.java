package dev.registrant.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.http.Widgets.Widget;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import feign.RequestLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies, headers and credentials are shown nowhere. */
class SecrecyTest {
  private static final String SENT = "sent-0815-secret";
  private static final String RECEIVED = "received-0816-secret";
  private static final String QUERY = "query-0817-secret";
  private static final List<String> SECRETS = List.of(SENT, RECEIVED, QUERY, Widgets.TOKEN);
  private static final Path LOG = Path.of("target", "trace.log");

  private final FakeContext context = new FakeContext();

  /** A body that cannot be written. */
  interface Unwritable {
    @RequestLine("POST /widgets")
    HttpAnswer<Widget> create(Stubborn body, CallOptions options);

    /** Its only property throws, with a secret. */
    final class Stubborn {
      public String getValue() {
        throw new IllegalStateException(SENT);
      }
    }
  }

  @AfterEach
  void close() throws Exception {
    context.close();
  }

  static Stream<Arguments> badAnswers() {
    String secret = "{\"client_secret\":\"" + RECEIVED + "\"";
    return Stream.of(
        Arguments.of(200, secret),
        Arguments.of(201, secret + ",\"size\":\"" + RECEIVED + "\"}"),
        Arguments.of(201, "[\"" + RECEIVED + "\"]"),
        Arguments.of(201, RECEIVED),
        Arguments.of(400, secret + "}"),
        Arguments.of(400, RECEIVED),
        Arguments.of(401, secret + "}"),
        Arguments.of(404, secret),
        Arguments.of(409, "<html>" + RECEIVED + "</html>"),
        Arguments.of(500, secret + "}"),
        Arguments.of(302, secret + "}"));
  }

  @ParameterizedTest
  @MethodSource("badAnswers")
  void errorShowsNeitherBodyNorHeader(int status, String body) {
    String headers = "X-Secret: " + RECEIVED + "\r\nLocation: /x?" + RECEIVED + "\r\n";
    try (RawServer server = RawServer.answering(status, headers, body)) {
      Widgets widgets = Widgets.open(context, server.url());
      Widget widget = new Widget("a", SENT, Optional.empty());
      assertQuiet(
          assertThrows(
              RuntimeException.class, () -> widgets.create(widget, FakeCall.write().options())));
      assertQuiet(
          assertThrows(
              RuntimeException.class, () -> widgets.list(QUERY, FakeCall.read().options())));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 " + RECEIVED + "\r\n\r\n",
        RECEIVED + "\r\n\r\n",
        "HTTP/1.1 200 X\r\n" + RECEIVED + "\r\n\r\n",
        "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n" + RECEIVED + "\r\n",
        "HTTP/1.1 200 X\r\nContent-Length: " + RECEIVED + "\r\n\r\n",
        "HTTP/1.1 200 X\r\nContent-Length: 999\r\n\r\n" + RECEIVED,
        "HTTP/1.1 101 " + RECEIVED + "\r\n\r\n",
      })
  void errorShowsNothingOfBrokenHttp(String answer) {
    try (RawServer server =
        RawServer.start(
            peer -> {
              peer.receive();
              peer.raw(answer);
            })) {
      Widgets widgets = Widgets.open(context, server.url());
      RuntimeException thrown =
          assertThrows(
              RuntimeException.class,
              () -> widgets.create(Widget.named("a"), FakeCall.write().options()));
      assertQuiet(thrown);
      assertInstanceOf(RegistrationException.OutcomeUnknown.class, thrown);
    }
  }

  @Test
  void errorDropsVendorTextThatQuotesTheCredential() {
    String body = "{\"code\":\"" + Widgets.TOKEN + "\",\"title\":\"bad " + Widgets.TOKEN + "\"}";
    try (RawServer server =
        RawServer.answering(400, "X-Request-Id: " + Widgets.TOKEN + "\r\n", body)) {
      Widgets widgets = Widgets.open(context, server.url());
      assertQuiet(
          assertThrows(RuntimeException.class, () -> widgets.find("a", FakeCall.read().options())));
    }
  }

  @Test
  void errorOfABodyThatCannotBeWrittenShowsNothingOfIt() {
    try (RawServer server = RawServer.answering(200, "", "{}")) {
      Unwritable api = Widgets.builder(context, server.url()).build(Unwritable.class);
      RuntimeException thrown =
          assertThrows(
              RuntimeException.class,
              () -> api.create(new Unwritable.Stubborn(), FakeCall.write().options()));
      assertQuiet(thrown);
      assertEquals(
          Outcome.NOT_APPLIED,
          assertInstanceOf(RegistrationException.ProtocolError.class, thrown).outcome());
      assertTrue(server.requests().isEmpty());
    }
  }

  @Test
  void credentialSupplierThatFailsIsUnauthenticatedAndShowsNothing() {
    assertNoCredential(
        () -> {
          throw new IllegalStateException(SENT);
        });
  }

  @Test
  @SuppressWarnings("NullAway")
  void credentialSupplierThatGivesNothingIsUnauthenticated() {
    assertNoCredential(() -> null);
  }

  @ParameterizedTest
  @ValueSource(strings = {SENT + "\n", SENT + "\r\nX-Admin: 1", SENT + "\u0000", SENT + "é"})
  void credentialThatCannotBeSentIsUnauthenticatedAndShowsNothing(String credential) {
    assertNoCredential(() -> Secret.of(credential));
  }

  @Test
  void answersShowNothing() {
    try (RawServer server =
        RawServer.answering(200, "X: " + RECEIVED + "\r\n", "{\"name\":\"" + RECEIVED + "\"}")) {
      HttpAnswer<Widget> answer =
          Widgets.open(context, server.url()).find("a", FakeCall.read().options());
      assertEquals("HttpAnswer[200]", answer.toString());
    }
  }

  @Test
  void logShowsNothingAtAnyLevel() throws IOException {
    String body = "{\"client_secret\":\"" + RECEIVED + "\"}";
    long before = Files.exists(LOG) ? Files.size(LOG) : 0;
    try (RawServer server = RawServer.answering(200, "X-Secret: " + RECEIVED + "\r\n", body);
        RawServer failing = RawServer.answering(500, "X-Secret: " + RECEIVED + "\r\n", body)) {
      Widgets widgets = Widgets.open(context, server.url());
      Widget widget = new Widget("a", SENT, Optional.empty());
      widgets.create(widget, FakeCall.write().options());
      widgets.list(QUERY, FakeCall.read().options());
      Widgets other = Widgets.open(context, failing.url());
      assertThrows(RuntimeException.class, () -> other.create(widget, FakeCall.write().options()));
    }
    String logged = Files.readString(LOG).substring((int) before);
    assertTrue(logged.contains("DEBUG org.apache.hc"), "HttpClient logs at DEBUG");
    assertFalse(logged.contains("org.apache.hc.client5.http.wire"), "the wire logger is cut off");
    assertFalse(
        logged.contains("org.apache.hc.client5.http.headers"), "the header logger is cut off");
    for (String secret : SECRETS) {
      assertFalse(logged.contains(secret), secret);
    }
  }

  private void assertNoCredential(Supplier<Secret> credential) {
    FakeCall call = FakeCall.write();
    try (RawServer server = RawServer.answering(200, "", "{}")) {
      Widgets widgets =
          Widgets.builder(context, server.url())
              .authorization("Bearer", credential)
              .build(Widgets.class);
      RegistrationException thrown =
          assertThrows(
              RegistrationException.Unauthenticated.class,
              () -> widgets.create(Widget.named("a"), call.options()));
      assertQuiet(thrown);
      assertEquals(Outcome.NOT_APPLIED, thrown.outcome());
      assertTrue(server.requests().isEmpty());
      assertTrue(call.events().isEmpty());
    }
  }

  /** Looks through an exception with all its causes and what it suppressed. */
  private static void assertQuiet(Throwable thrown) {
    Deque<Throwable> open = new ArrayDeque<>(List.of(thrown));
    while (!open.isEmpty()) {
      Throwable next = open.pop();
      String type = next.getClass().getName();
      assertFalse(type.startsWith("feign.") || type.startsWith("tools.jackson."), type);
      if (next.getCause() != null) {
        open.push(next.getCause());
      }
      open.addAll(List.of(next.getSuppressed()));
    }
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    String details = thrown instanceof RegistrationException e ? e.details().toString() : "";
    for (String secret : SECRETS) {
      assertFalse((trace + details + thrown).contains(secret), secret);
    }
  }
}
