package dev.registrant.provider.zitadel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {
  private static final String TOKEN = "POST /oauth/v2/token";
  private static final String SHOWN =
      "{\"app\":{\"id\":\"5\",\"name\":\"a\",\"state\":\"APP_STATE_ACTIVE\","
          + "\"apiConfig\":{\"clientId\":\"c5\"}}}";

  private final RecordingServer server = RecordingServer.start();
  private final TestAccount account =
      TestAccount.with(
          server.url(),
          Map.of("clientId", "a user"),
          Map.of("clientSecret", () -> Secret.of("p&w")));

  @AfterEach
  void close() throws Exception {
    account.close();
    server.close();
  }

  @Test
  void clientCredentialsAreAFormWithBasic() {
    server.answers(token("t1", 3600)).answers(SHOWN);
    account.find("5");
    var request = server.received().get(0);
    assertEquals(TOKEN, request.line());
    assertEquals(
        "grant_type=client_credentials&scope=openid+urn%3Azitadel%3Aiam%3Aorg%3Aproject%3Aid%3A"
            + "zitadel%3Aaud",
        request.body());
    assertEquals("application/x-www-form-urlencoded", request.headers().get("Content-Type"));
    // a+user:p%26w
    assertEquals("Basic YSt1c2VyOnAlMjZ3", request.headers().get("Authorization"));
  }

  @Test
  void accessTokenIsSent() {
    server.answers(token("t1", 3600)).answers(SHOWN);
    account.find("5");
    assertEquals("Bearer t1", server.received().get(1).headers().get("Authorization"));
  }

  @Test
  void tokenRequestIsNotTheOneThatChangesSomething() {
    server
        .answers(token("t1", 3600))
        .answers("{\"appId\":\"5\",\"clientId\":\"c5\",\"clientSecret\":\"s\"}")
        .answers(SHOWN);
    account.create(TestAccount.basic("a"));
    assertEquals(List.of("GET", "POST", "GET"), account.passed());
  }

  @Test
  void tokenIsKept() {
    server.answers(token("t1", 3600)).answers(SHOWN).answers(SHOWN);
    account.find("5");
    account.find("5");
    assertEquals(1, tokenRequests());
  }

  @Test
  void tokenIsRenewedBeforeItEnds() {
    server.answers(token("t1", 3600)).answers(SHOWN).answers(token("t2", 3600)).answers(SHOWN);
    account.find("5");
    account.context().putForward(Duration.ofMinutes(59).plusSeconds(30));
    account.find("5");
    assertEquals("Bearer t2", server.received().get(3).headers().get("Authorization"));
  }

  @Test
  void tokenOfUnknownLifeIsUsedOnce() {
    server.answers("{\"access_token\":\"t1\"}").answers(SHOWN);
    server.answers("{\"access_token\":\"t2\"}").answers(SHOWN);
    account.find("5");
    account.find("5");
    assertEquals(2, tokenRequests());
  }

  @Test
  void refusedTokenIsNotUsedAgain() {
    server.answers(token("t1", 3600)).refuses(401, 16, "AUTH-7fs1e");
    server.answers(token("t2", 3600)).answers(SHOWN);
    RegistrationException thrown =
        assertThrows(RegistrationException.Unauthenticated.class, () -> account.find("5"));
    assertTrue(thrown.details().credentialRenewable());
    account.find("5");
    assertEquals("Bearer t2", server.received().get(3).headers().get("Authorization"));
  }

  @Test
  void manyCallersAskOnce() throws Exception {
    server.answers(token("t1", 3600));
    List<Callable<String>> finds = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      server.answers(SHOWN);
      finds.add(
          () ->
              account
                  .connection()
                  .apps()
                  .find(
                      new dev.registrant.spi.AppId("5"),
                      new GateCall(dev.registrant.spi.Operation.APPS_GET))
                  .value()
                  .id()
                  .value());
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (Future<String> found : threads.invokeAll(finds)) {
        assertEquals("5", found.get());
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(1, tokenRequests());
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_client, Unauthenticated",
    "400, invalid_grant, Unauthenticated",
    "400, invalid_request, Unauthenticated",
    "401, invalid_client, Unauthenticated",
    "404, '', ProtocolError",
    "429, '', RateLimited",
    "500, server_error, Unavailable",
    "503, '', Unavailable",
  })
  void refusedLoginLeavesTheWriteUndone(int status, String error, String kind) {
    server.answers(status, "{\"error\":\"" + error + "\",\"error_description\":\"p&w\"}");
    RegistrationException thrown =
        assertThrows(RegistrationException.class, () -> account.create(TestAccount.basic("a")));
    assertEquals(kind, thrown.kind());
    assertEquals(Outcome.NOT_APPLIED, thrown.outcome());
    assertFalse(String.valueOf(thrown.getMessage()).contains("p&w"));
    assertEquals(List.of(TOKEN), server.lines());
  }

  @Test
  void usedUpQuotaIsNotWorthRepeating() {
    server.answers(429, "quota", Map.of("Set-Cookie", "zitadel.quota.exhausted=true"));
    assertThrows(RegistrationException.Denied.class, () -> account.find("5"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"access_token\":\"\"}", "<html>", "[]"})
  void uselessAnswerLeavesTheWriteUndone(String body) {
    server.answers(body);
    RegistrationException thrown =
        assertThrows(RegistrationException.class, () -> account.create(TestAccount.basic("a")));
    assertEquals(Outcome.NOT_APPLIED, thrown.outcome());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not json",
        "{}",
        "{\"keyId\":\"1\",\"userId\":\"2\"}",
        "{\"keyId\":\"1\",\"userId\":\"2\",\"key\":\"-----BEGIN RSA PRIVATE KEY-----\\nAAAA\\n"
            + "-----END RSA PRIVATE KEY-----\"}",
      })
  void anotherFileIsNoKey(String file) throws Exception {
    try (TestAccount other =
        TestAccount.with(
            server.url(), Map.of(), Map.of("serviceAccountKey", () -> Secret.of(file)))) {
      RegistrationException thrown =
          assertThrows(RegistrationException.Unauthenticated.class, () -> other.find("5"));
      assertTrue(String.valueOf(thrown.getMessage()).contains("serviceAccountKey"));
      assertEquals(List.of(), server.lines());
    }
  }

  private long tokenRequests() {
    return server.lines().stream().filter(TOKEN::equals).count();
  }

  private static String token(String value, int seconds) {
    return "{\"access_token\":\""
        + value
        + "\",\"token_type\":\"Bearer\",\"expires_in\":"
        + seconds
        + "}";
  }
}
