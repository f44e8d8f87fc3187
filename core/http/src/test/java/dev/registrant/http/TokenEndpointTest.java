package dev.registrant.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes to a token endpoint, and what its answers mean. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TokenEndpointTest {
  private static final String TOKEN = "access-0819-secret";
  private static final String CLIENT_SECRET = "client:0820&secret";
  private static final String ASSERTION = "assertion-0821-secret";
  private static final Path LOG = Path.of("target", "trace.log");

  private final FakeContext context = new FakeContext();

  @AfterEach
  void close() throws Exception {
    context.close();
  }

  @Test
  void grantIsAFormAndTheClientAuthenticatesByBasic() {
    try (RawServer server = RawServer.answering(200, "", TokenServer.token(TOKEN, 60))) {
      AccessToken token = open(server).ask(grant(), FakeCall.write());
      assertEquals(TOKEN, token.value().reveal());
      assertEquals(Optional.of(Duration.ofSeconds(60)), token.life());
      RawServer.Received request = server.requests().get(0);
      assertEquals("POST /api/oauth/token HTTP/1.1", request.line());
      assertEquals("application/x-www-form-urlencoded", request.headers().get("Content-Type"));
      assertEquals("grant_type=client_credentials&client_assertion=" + ASSERTION, request.body());
      // a+client:client%3A0820%26secret
      assertEquals(
          "Basic YStjbGllbnQ6Y2xpZW50JTNBMDgyMCUyNnNlY3JldA==",
          request.headers().get("Authorization"));
    }
  }

  @Test
  void passesTheGateAsOneThatChangesNothing() {
    FakeCall call = FakeCall.write();
    try (RawServer server = RawServer.answering(200, "", TokenServer.token(TOKEN, 60))) {
      open(server).ask(grant(), call);
    }
    assertEquals(List.of("before GET", "answered 200"), call.events());
  }

  @Test
  void obeysTheDeadlineOfTheCall() {
    try (RawServer server =
        RawServer.start(
            peer -> {
              peer.receive();
              peer.hold();
            })) {
      RegistrationException thrown =
          assertThrows(
              RegistrationException.Unavailable.class,
              () ->
                  open(server)
                      .ask(grant(), FakeCall.of(Operation.APPS_CREATE, Duration.ofMillis(250))));
      assertEquals("the deadline passed", thrown.problem());
      assertEquals(Outcome.NOT_APPLIED, thrown.outcome());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void grantIsNotSentToAnotherHost(int status) {
    try (RawServer other = RawServer.answering(200, "", TokenServer.token(TOKEN, 60));
        RawServer server =
            RawServer.answering(status, "Location: " + other.url() + "/oauth/token\r\n", "")) {
      assertThrows(RegistrationException.class, () -> open(server).ask(grant(), FakeCall.write()));
      assertEquals(List.of(), other.requests());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_request, Unauthenticated, invalid_request",
    "400, invalid_grant, Unauthenticated, invalid_grant",
    "400, invalid_scope, Unauthenticated, invalid_scope",
    "400, unauthorized_client, Unauthenticated, unauthorized_client",
    "400, unsupported_grant_type, Unauthenticated, unsupported_grant_type",
    "401, invalid_client, Unauthenticated, invalid_client",
    "400, anything_else, Unauthenticated,",
    "403, access_denied, Denied,",
    "404, '', NotFound,",
    "429, '', RateLimited,",
    "500, server_error, Unavailable,",
    "503, '', Unavailable,",
  })
  void errorIsReadByStatusAndCode(int status, String error, String kind, String code) {
    String body = "{\"error\":\"%s\",\"error_description\":\"%s\"}".formatted(error, CLIENT_SECRET);
    try (RawServer server = RawServer.answering(status, "", body)) {
      RegistrationException thrown =
          assertThrows(
              RegistrationException.class, () -> open(server).ask(grant(), FakeCall.write()));
      assertEquals(kind, thrown.kind());
      assertEquals(Optional.ofNullable(code), thrown.details().vendorCode());
      assertEquals(Outcome.NOT_APPLIED, thrown.outcome());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "[]", "{}", "{\"error\":null}", "{\"error\":{}}"})
  void refusalOfAnotherShapeIsARefusal(String body) {
    try (RawServer server = RawServer.answering(400, "", body)) {
      ErrorDetails details =
          assertThrows(
                  RegistrationException.Unauthenticated.class,
                  () -> open(server).ask(grant(), FakeCall.write()))
              .details();
      assertEquals(Optional.empty(), details.vendorCode());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"access_token\":null}",
        "{\"access_token\":\"\"}",
        "{\"access_token\":\"" + TOKEN + "\\n\"}",
        "{\"access_token\":\"" + TOKEN + "\",\"token_type\":\"mac\"}",
        "{\"access_token\":\"" + TOKEN + "\",\"expires_in\":\"soon\"}",
        "<html>" + TOKEN + "</html>",
      })
  void uselessAnswerIsAProtocolErrorAndLeavesAWriteUndone(String body) {
    try (RawServer server = RawServer.answering(200, "", body)) {
      RegistrationException thrown =
          assertThrows(
              RegistrationException.ProtocolError.class,
              () -> open(server).ask(grant(), FakeCall.write()));
      assertEquals(Outcome.NOT_APPLIED, thrown.outcome());
      assertQuiet(thrown);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"access_token\":\"" + TOKEN + "\"}",
        "{\"access_token\":\"" + TOKEN + "\",\"token_type\":\"bearer\"}",
        "{\"access_token\":\"" + TOKEN + "\",\"token_type\":\"Bearer\",\"expires_in\":null}",
      })
  void typeAndLifeMayBeMissing(String body) {
    try (RawServer server = RawServer.answering(200, "", body)) {
      AccessToken token = open(server).ask(grant(), FakeCall.read());
      assertEquals(TOKEN, token.value().reveal());
      assertEquals(Optional.empty(), token.life());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"60", "\"60\""})
  void lifeIsInSeconds(String seconds) {
    String body = "{\"access_token\":\"" + TOKEN + "\",\"expires_in\":" + seconds + "}";
    try (RawServer server = RawServer.answering(200, "", body)) {
      AccessToken token = open(server).ask(grant(), FakeCall.read());
      assertEquals(Optional.of(Duration.ofSeconds(60)), token.life());
    }
  }

  @Test
  void showsNoSecretInErrorsAndLog() throws IOException {
    long before = Files.exists(LOG) ? Files.size(LOG) : 0;
    String body =
        "{\"error\":\"%s\",\"error_description\":\"%s\"}".formatted(ASSERTION, CLIENT_SECRET);
    try (RawServer server = RawServer.answering(200, "", TokenServer.token(TOKEN, 60));
        RawServer failing = RawServer.answering(400, "X-Secret: " + TOKEN + "\r\n", body)) {
      TokenSource tokens = source(server);
      tokens.get(FakeCall.write());
      assertFalse(tokens.toString().contains(TOKEN));
      assertQuiet(
          assertThrows(RegistrationException.class, () -> source(failing).get(FakeCall.write())));
    }
    String logged = Files.readString(LOG).substring((int) before);
    assertTrue(logged.contains("DEBUG"), "something is logged");
    for (String secret : List.of(TOKEN, CLIENT_SECRET, ASSERTION, "YStjbGllbnQ6")) {
      assertFalse(logged.contains(secret), secret);
    }
  }

  @Test
  void showsNoSecretInWhatItReads() {
    assertEquals("Issued[hidden]", new TokenEndpoint.Issued(TOKEN, "Bearer", 60L).toString());
  }

  private TokenSource source(RawServer server) {
    TokenEndpoint endpoint = open(server);
    return new TokenSource(call -> endpoint.ask(grant(), call), context.clock());
  }

  private TokenEndpoint open(RawServer server) {
    return TokenEndpoint.open(
        HttpApi.builder(context)
            .baseUrl(server.url())
            .clientSecretBasic("a client", () -> Secret.of(CLIENT_SECRET)),
        "/oauth/token",
        TokenError::read);
  }

  private static FormBody grant() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("grant_type", "client_credentials");
    fields.put("client_assertion", ASSERTION);
    return FormBody.of(fields);
  }

  private static void assertQuiet(RegistrationException thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    for (String secret : List.of(TOKEN, CLIENT_SECRET, ASSERTION)) {
      assertFalse((trace.toString() + thrown.details()).contains(secret), secret);
    }
  }
}
