package dev.registrant.provider.zitadel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.registrant.provider.zitadel.RecordingServer.Received;
import dev.registrant.spi.App;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.Operation;
import dev.registrant.spi.RegistrationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestShapeTest {
  private static final String APPS = "/management/v1/projects/310000000000000001/apps";
  private static final String SHOWN =
      "{\"app\":{\"id\":\"5\",\"name\":\"a\",\"state\":\"APP_STATE_ACTIVE\","
          + "\"apiConfig\":{\"clientId\":\"c5\"}}}";

  private final RecordingServer server = RecordingServer.start();
  private final TestAccount account = TestAccount.at(server.url());
  private final App app = TestAccount.app("5", "a");

  @AfterEach
  void close() throws Exception {
    account.close();
    server.close();
  }

  @Test
  void createSendsNameAndMethod() {
    server.answers("{\"appId\":\"5\",\"clientId\":\"c5\",\"clientSecret\":\"s\"}").answers(SHOWN);
    account.create(TestAccount.basic("a"));
    assertRequest(
        "POST " + APPS + "/api",
        "{\"name\":\"a\",\"authMethodType\":\"API_AUTH_METHOD_TYPE_BASIC\"}");
  }

  @Test
  void createSendsMethodOfKeys() {
    server.answers("{\"appId\":\"5\",\"clientId\":\"c5\"}").answers(500, "");
    account.create(TestAccount.byKeys("a"));
    assertRequest(
        "POST " + APPS + "/api",
        "{\"name\":\"a\",\"authMethodType\":\"API_AUTH_METHOD_TYPE_PRIVATE_KEY_JWT\"}");
  }

  @Test
  void createReadsTheAppAgain() {
    server.answers("{\"appId\":\"5\",\"clientId\":\"c5\",\"clientSecret\":\"s\"}").answers(SHOWN);
    account.create(TestAccount.basic("a"));
    assertEquals(List.of("POST " + APPS + "/api", "GET " + APPS + "/5"), server.lines());
    assertEquals(List.of("POST", "GET"), account.passed());
  }

  @Test
  void findReads() {
    server.answers(SHOWN);
    account.find("5");
    assertRequest("GET " + APPS + "/5", "");
  }

  @Test
  void listAsksForAll() {
    server.answers("{\"result\":[{\"id\":\"5\"}]}");
    account.list();
    assertRequest("POST " + APPS + "/_search", "{\"query\":{}}");
  }

  @Test
  void renamePutsTheName() {
    server.answers("{}").answers(SHOWN);
    account.update(app, TestAccount.basic("b"));
    assertRequest("PUT " + APPS + "/5", "{\"name\":\"b\"}");
  }

  @Test
  void changeOfMethodNamesIt() {
    server.answers("{}").answers(SHOWN);
    account.update(app, TestAccount.method("private_key_jwt"));
    assertRequest(
        "PUT " + APPS + "/5/api_config",
        "{\"authMethodType\":\"API_AUTH_METHOD_TYPE_PRIVATE_KEY_JWT\"}");
  }

  @Test
  void changeBackToBasicNamesItToo() {
    App byKeys = new App(app.id(), app.clientId(), app.status(), TestAccount.byKeys("a"));
    server.answers("{}").answers(SHOWN);
    account.update(byKeys, TestAccount.method("client_secret_basic"));
    assertRequest(
        "PUT " + APPS + "/5/api_config", "{\"authMethodType\":\"API_AUTH_METHOD_TYPE_BASIC\"}");
  }

  @Test
  void switchingOffPosts() {
    server.answers("{}").answers(SHOWN);
    account.update(app, TestAccount.state("inactive"));
    assertRequest("POST " + APPS + "/5/_deactivate", "{}");
  }

  @Test
  void switchingOnPosts() {
    App off = account(TestAccount.state("inactive"));
    server.answers("{}").answers(SHOWN);
    account.update(off, TestAccount.state("active"));
    assertRequest("POST " + APPS + "/5/_reactivate", "{}");
  }

  @Test
  void updateWithoutChangeOnlyReads() {
    server.answers(SHOWN);
    account.update(app, TestAccount.basic("a"));
    assertEquals(List.of("GET " + APPS + "/5"), server.lines());
  }

  @Test
  void stepAfterOneThatTheVendorAlteredMakesItsOwnChange() {
    ClientMetadata named = app.metadata().with(TestAccount.basic(" b "));
    ClientMetadata wanted = named.with(TestAccount.method("private_key_jwt"));
    server.answers("{}").answers(SHOWN);
    account.connection().apps().update(app, wanted, account.call(Operation.APPS_UPDATE));
    assertRequest(
        "PUT " + APPS + "/5/api_config",
        "{\"authMethodType\":\"API_AUTH_METHOD_TYPE_PRIVATE_KEY_JWT\"}");
  }

  @Test
  void deleteDeletes() {
    server.answers("{}");
    account.delete("5");
    assertRequest("DELETE " + APPS + "/5", "");
  }

  @Test
  void keysAreSearched() {
    server.answers("{\"result\":[{\"id\":\"9\"}]}");
    account.keys(app);
    assertRequest("POST " + APPS + "/5/keys/_search", "{\"query\":{}}");
  }

  @Test
  void issueAddsAKeyWithoutEnd() {
    server.answers("{\"id\":\"9\",\"keyDetails\":\"e30=\"}");
    account.issue(app, CredentialKind.PRIVATE_KEY);
    assertRequest("POST " + APPS + "/5/keys", "{\"type\":\"KEY_TYPE_JSON\"}");
  }

  @Test
  void replaceGeneratesASecret() {
    server.answers("{\"clientSecret\":\"s2\"}");
    account.replace(app, CredentialKind.CLIENT_SECRET);
    assertRequest("POST " + APPS + "/5/api_config/_generate_client_secret", "{}");
  }

  @Test
  void revokeRemovesTheKey() {
    server.answers("{}");
    account.revoke(app, CredentialKind.PRIVATE_KEY, Optional.of("9"));
    assertRequest("DELETE " + APPS + "/5/keys/9", "");
  }

  @Test
  void revokeOfASecretSendsNothing() {
    assertThrows(
        RegistrationException.Unsupported.class,
        () -> account.revoke(app, CredentialKind.CLIENT_SECRET, Optional.empty()));
    assertEquals(List.of(), server.lines());
  }

  @Test
  void issueOfASecretSendsNothing() {
    assertThrows(
        RegistrationException.Unsupported.class,
        () -> account.issue(app, CredentialKind.CLIENT_SECRET));
    assertEquals(List.of(), server.lines());
  }

  @Test
  void replaceOfAKeySendsNothing() {
    assertThrows(
        RegistrationException.Unsupported.class,
        () -> account.replace(app, CredentialKind.PRIVATE_KEY));
    assertEquals(List.of(), server.lines());
  }

  @Test
  void tokenIsBearer() {
    server.answers(SHOWN);
    account.find("5");
    assertEquals("Bearer " + TestAccount.TOKEN, header("Authorization"));
  }

  @Test
  void organisationIsAHeaderWhereConfigured() throws Exception {
    server.answers(SHOWN);
    try (TestAccount other = TestAccount.at(server.url(), Map.of("org", "77"))) {
      other.find("5");
    }
    assertEquals("77", header("x-zitadel-orgid"));
  }

  @Test
  void organisationIsNotSentOtherwise() {
    server.answers(SHOWN);
    account.find("5");
    assertNull(header("x-zitadel-orgid"));
  }

  private App account(ClientMetadata change) {
    return new App(app.id(), app.clientId(), app.status(), app.metadata().with(change));
  }

  private String header(String name) {
    return server.received().get(0).headers().get(name);
  }

  private void assertRequest(String line, String body) {
    Received first = server.received().get(0);
    assertEquals(line, first.line());
    assertEquals(body, first.body());
  }
}
