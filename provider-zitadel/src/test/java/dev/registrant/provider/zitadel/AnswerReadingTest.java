package dev.registrant.provider.zitadel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.registrant.spi.Answer;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.AppStatus;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.CredentialChange;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswerReadingTest {
  private static final String CREATED =
      "{\"appId\":\"5\",\"clientId\":\"c5\",\"clientSecret\":\"s3cret\","
          + "\"details\":{\"sequence\":\"42\",\"resourceOwner\":\"7\"}}";
  private static final String CREATED_BY_KEYS =
      "{\"appId\":\"5\",\"clientId\":\"c5\",\"details\":{\"sequence\":\"42\"}}";

  private final RecordingServer server = RecordingServer.start();
  private final TestAccount account = TestAccount.at(server.url());
  private final App app = TestAccount.app("5", "a");

  @AfterEach
  void close() throws Exception {
    account.close();
    server.close();
  }

  @Test
  void absentMethodIsBasic() {
    server.answers("{\"app\":" + shown("5", "a", "") + "}");
    assertEquals("client_secret_basic", method(account.find("5")));
  }

  @Test
  void unknownMethodStaysAsItIs() {
    server.answers("{\"app\":" + shown("5", "a", ",\"authMethodType\":\"API_NEW\"") + "}");
    assertEquals("API_NEW", method(account.find("5")));
  }

  @Test
  void unknownPartsAreIgnored() {
    server.answers("{\"app\":" + shown("5", "a", ",\"next\":{\"a\":[1]}") + ",\"more\":1}");
    assertEquals(Optional.of("c5"), account.find("5").clientId());
  }

  @Test
  void inactiveIsTold() {
    server.answers("{\"app\":" + shown("5", "a", "").replace("ACTIVE", "INACTIVE") + "}");
    App found = account.find("5");
    assertEquals(AppStatus.INACTIVE, found.status());
    assertEquals(Optional.of("inactive"), found.metadata().text("state"));
  }

  @Test
  void detailsAreReadOnlyFacts() {
    server.answers("{\"app\":" + shown("5", "a", "") + "}");
    ClientMetadata metadata = account.find("5").metadata();
    assertEquals(Optional.of("7"), metadata.text("resource_owner"));
    assertEquals(Optional.of("2026-01-02T03:04:05.678901Z"), metadata.text("creation_date"));
  }

  @Test
  void appOfAnotherKindIsNotFound() {
    server.answers("{\"app\":{\"id\":\"5\",\"name\":\"a\",\"oidcConfig\":{\"clientId\":\"x\"}}}");
    assertThrows(RegistrationException.NotFound.class, () -> account.find("5"));
  }

  @Test
  void appWithoutConfigurationIsNotThereYet() {
    server.answers("{\"app\":{\"id\":\"5\",\"name\":\"a\",\"state\":\"APP_STATE_ACTIVE\"}}");
    assertThrows(RegistrationException.Unavailable.class, () -> account.find("5"));
  }

  @Test
  void emptyListIsAbsent() {
    server.answers("{\"details\":{\"viewTimestamp\":\"2026-01-02T03:04:05Z\"}}").answers("{}");
    assertEquals(List.of(), account.list());
  }

  @Test
  void emptyListOfAnAbsentProjectIsNotFound() {
    server.answers("{}").refuses(404, 5, "QUERY-fk2fs");
    RegistrationException thrown =
        assertThrows(RegistrationException.NotFound.class, account::list);
    assertEquals("Check the settings project and org", thrown.advice());
  }

  @Test
  void emptyListOfAForeignProjectIsNotFound() {
    server.answers("{}").refuses(404, 5, "MANAG-SFf2a");
    assertThrows(RegistrationException.NotFound.class, account::list);
  }

  @Test
  void whoMayNotLookAtTheProjectStillListsItsApps() {
    server.answers("{}").refuses(403, 7, "AUTH-5mWD2");
    assertEquals(List.of(), account.list());
  }

  @Test
  void listSkipsOtherKinds() {
    server.answers(
        "{\"details\":{\"totalResult\":\"3\"},\"result\":["
            + "{\"id\":\"1\",\"name\":\"o\",\"oidcConfig\":{}},"
            + shown("5", "a", "")
            + ",{\"id\":\"2\",\"name\":\"s\",\"samlConfig\":{}}]}");
    assertEquals(List.of("5"), account.list().stream().map(it -> it.id().value()).toList());
  }

  @Test
  void listThatWasCutIsCompletedWithoutDoubles() {
    server
        .answers(page("4", shown("1", "a", ""), shown("2", "b", "")))
        .answers(page("4", shown("2", "b", ""), shown("3", "c", "")));
    assertEquals(
        List.of("1", "2", "3"), account.list().stream().map(it -> it.id().value()).toList());
    assertEquals("{\"query\":{\"offset\":\"2\"}}", server.received().get(1).body());
  }

  @Test
  void listThatHasLessThanItSaysEnds() {
    server.answers(page("4", shown("1", "a", ""))).answers("{\"details\":{\"totalResult\":\"4\"}}");
    assertEquals(1, account.list().size());
  }

  @Test
  void createBringsTheSecret() {
    server.answers(CREATED).answers("{\"app\":" + shown("5", "a", "") + "}");
    assertEquals(
        List.of(CredentialChange.added(CredentialKind.CLIENT_SECRET, Secret.of("s3cret"))),
        account.create(TestAccount.basic("a")).credentials());
  }

  @Test
  void createShowsWhatWasRegisteredInstead() {
    server.answers(CREATED).answers("{\"app\":" + shown("5", "a ", "") + "}");
    Answer<App> answer = account.create(TestAccount.byKeys(" a "));
    assertEquals("client_secret_basic", method(answer.value()));
    assertEquals(Optional.of("a "), answer.value().metadata().clientName());
    assertEquals(1, answer.credentials().size());
  }

  @Test
  void createKeepsAppAndSecretIfTheLookFails() {
    server.answers(CREATED).answers(503, "");
    Answer<App> answer = account.create(TestAccount.basic("a"));
    assertEquals(new AppId("5"), answer.value().id());
    assertEquals(Optional.of("c5"), answer.value().clientId());
    assertEquals(Optional.of("a"), answer.value().metadata().clientName());
    assertEquals(1, answer.credentials().size());
  }

  @Test
  void createDoesNotHoldBackTheSecretForTheLook() {
    server.answers(CREATED).isSilent();
    assertTimeout(Duration.ofSeconds(10), () -> account.create(TestAccount.basic("a")));
  }

  @Test
  void aSecretTellsOfADefaultedMethodIfTheLookFails() {
    server.answers(CREATED).refuses(404, 5, "QUERY-pCP8P");
    assertEquals("client_secret_basic", method(account.create(TestAccount.byKeys("a")).value()));
  }

  @Test
  void noSecretConfirmsKeysIfTheLookFails() {
    server.answers(CREATED_BY_KEYS).refuses(404, 5, "QUERY-pCP8P");
    Answer<App> answer = account.create(TestAccount.byKeys("a"));
    assertEquals("private_key_jwt", method(answer.value()));
    assertEquals(List.of(), answer.credentials());
  }

  @Test
  void createWithoutTheSecretIsUnknownAndNamesTheApp() {
    server.answers(CREATED_BY_KEYS).answers("{\"app\":" + shown("5", "a", "") + "}");
    RegistrationException thrown =
        assertThrows(
            RegistrationException.OutcomeUnknown.class,
            () -> account.create(TestAccount.basic("a")));
    assertEquals(List.of("5"), thrown.details().candidates());
  }

  @Test
  void createWithoutAnIdIsUnknown() {
    server.answers("{\"clientSecret\":\"s3cret\"}");
    RegistrationException thrown =
        assertThrows(RegistrationException.class, () -> account.create(TestAccount.basic("a")));
    assertEquals(Outcome.UNKNOWN, thrown.outcome());
  }

  @Test
  void anOldViewDoesNotUndoAChange() {
    server
        .answers("{\"details\":{\"sequence\":\"43\"}}")
        .answers("{\"app\":" + shown("5", "a", "") + "}");
    assertEquals(
        Optional.of("b"), account.update(app, TestAccount.basic("b")).metadata().clientName());
  }

  @Test
  void aChangeThatWasDroppedShows() {
    server
        .answers("{\"details\":{\"sequence\":\"42\"}}")
        .answers("{\"app\":" + shown("5", "a", "") + "}");
    assertEquals(
        "client_secret_basic", method(account.update(app, TestAccount.method("private_key_jwt"))));
  }

  @Test
  void aChangeStandsIfTheLookFails() {
    server.answers("{}").answers(500, "");
    App off = account.update(app, TestAccount.state("inactive"));
    assertEquals(AppStatus.INACTIVE, off.status());
    assertEquals(Optional.of("inactive"), off.metadata().text("state"));
    assertEquals(List.of("POST", "GET"), account.passed());
  }

  @Test
  void keyIsTheDocumentAsItCame() {
    String document = "{ \"type\":\"application\", \"keyId\":\"9\",\n\"key\":\"ü\" }";
    server.answers(newKey(document));
    CredentialChange change = account.issue(app, CredentialKind.PRIVATE_KEY).credentials().get(0);
    assertEquals(document, change.value().reveal());
    assertEquals(Optional.of("9"), change.vendorId());
    assertEquals(Optional.empty(), change.expiresAt());
  }

  @Test
  void keyEndsAfterTheConfiguredDays() throws Exception {
    server.answers(newKey("{}"));
    try (TestAccount other = TestAccount.at(server.url(), Map.of("keyExpirationDays", "30"))) {
      Instant end =
          other
              .issue(app, CredentialKind.PRIVATE_KEY)
              .credentials()
              .get(0)
              .expiresAt()
              .orElseThrow();
      assertEquals(
          "{\"type\":\"KEY_TYPE_JSON\",\"expirationDate\":\"" + end + "\"}",
          server.received().get(0).body());
      long days = Duration.between(Instant.now(), end).plusMinutes(1).toDays();
      assertEquals(30, days);
    }
  }

  @Test
  void keyThatIsNoBase64IsUnknown() {
    server.answers("{\"id\":\"9\",\"keyDetails\":\"???\"}");
    RegistrationException thrown =
        assertThrows(
            RegistrationException.OutcomeUnknown.class,
            () -> account.issue(app, CredentialKind.PRIVATE_KEY));
    assertEquals(List.of("9"), thrown.details().candidates());
  }

  @Test
  void keyThatIsMissingIsUnknown() {
    server.answers("{\"id\":\"9\"}");
    assertThrows(
        RegistrationException.OutcomeUnknown.class,
        () -> account.issue(app, CredentialKind.PRIVATE_KEY));
  }

  @Test
  void keysAreListedWithTheirEnds() {
    server.answers(
        "{\"result\":[{\"id\":\"9\",\"type\":\"KEY_TYPE_JSON\","
            + "\"expirationDate\":\"9999-12-31T23:59:59Z\"},"
            + "{\"id\":\"8\",\"expirationDate\":\"2027-01-01T00:00:00.5Z\"}]}");
    var keys = account.keys(app);
    assertEquals(List.of("9", "8"), keys.stream().map(key -> key.id()).toList());
    assertEquals(Optional.empty(), keys.get(0).expiresAt());
    assertEquals(Optional.of(Instant.parse("2027-01-01T00:00:00.5Z")), keys.get(1).expiresAt());
  }

  @Test
  void newSecretEndsTheOldOne() {
    server.answers("{\"clientSecret\":\"s2\",\"details\":{}}");
    assertEquals(
        List.of(CredentialChange.replacing(CredentialKind.CLIENT_SECRET, Secret.of("s2"))),
        account.replace(app, CredentialKind.CLIENT_SECRET).credentials());
  }

  @Test
  void newSecretThatIsMissingIsUnknown() {
    server.answers("{\"details\":{}}");
    assertThrows(
        RegistrationException.OutcomeUnknown.class,
        () -> account.replace(app, CredentialKind.CLIENT_SECRET));
  }

  @Test
  void documentsShowNoSecret() {
    String all =
        new Documents.Created("5", "c", "s3cret", null).toString()
            + new Documents.NewSecret("s3cret")
            + new Documents.NewKey("9", "s3cret");
    assertFalse(all.contains("s3cret"), all);
  }

  private static String newKey(String document) {
    String encoded = Base64.getEncoder().encodeToString(document.getBytes(StandardCharsets.UTF_8));
    return "{\"id\":\"9\",\"keyDetails\":\"" + encoded + "\"}";
  }

  private static String page(String total, String... apps) {
    return "{\"details\":{\"totalResult\":\""
        + total
        + "\"},\"result\":["
        + String.join(",", apps)
        + "]}";
  }

  private static String shown(String id, String name, String config) {
    return "{\"id\":\""
        + id
        + "\",\"name\":\""
        + name
        + "\",\"state\":\"APP_STATE_ACTIVE\",\"details\":{\"sequence\":\"42\",\"resourceOwner\":"
        + "\"7\",\"creationDate\":\"2026-01-02T03:04:05.678901Z\"},\"apiConfig\":{\"clientId\":\"c"
        + id
        + "\""
        + config
        + "}}";
  }

  private static String method(App app) {
    return app.metadata().text(ClientMetadata.TOKEN_ENDPOINT_AUTH_METHOD).orElseThrow();
  }
}
