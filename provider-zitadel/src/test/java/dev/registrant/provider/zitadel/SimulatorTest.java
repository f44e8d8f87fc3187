package dev.registrant.provider.zitadel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.http.JsonText;
import dev.registrant.spi.Answer;
import dev.registrant.spi.App;
import dev.registrant.spi.AppStatus;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import dev.registrant.testkit.Fault;
import dev.registrant.testkit.FaultKind;
import dev.registrant.testkit.Sandbox;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against the stateful simulator. */
class SimulatorTest {
  private final Sandbox sandbox = Sandbox.start();
  private final Map<String, String> vendor = sandbox.account("zitadel");
  private final TestAccount account = account(Map.of(), Map.of("token", secret("token")));

  @AfterEach
  void close() throws Exception {
    account.close();
    sandbox.close();
  }

  @Test
  void secretOfANewAppAuthenticates() throws Exception {
    Answer<App> created = account.create(TestAccount.basic("a"));
    assertTrue(introspects(created.value(), created.credentials().get(0).value()));
  }

  @Test
  void newAppIsAsWanted() {
    App app = account.create(TestAccount.byKeys("a")).value();
    assertEquals(Optional.of("a"), app.metadata().clientName());
    assertEquals(Optional.of("private_key_jwt"), method(app));
    assertEquals(AppStatus.ACTIVE, app.status());
    assertEquals(Optional.ofNullable(vendor.get("org")), app.metadata().text("resource_owner"));
  }

  @Test
  void replacedSecretAuthenticatesAndTheOldOneDoesNot() throws Exception {
    Answer<App> created = account.create(TestAccount.basic("a"));
    Secret fresh =
        account.replace(created.value(), CredentialKind.CLIENT_SECRET).credentials().get(0).value();
    assertTrue(introspects(created.value(), fresh));
    assertTrue(!introspects(created.value(), created.credentials().get(0).value()));
  }

  @Test
  void keyAuthenticatesUntilItIsRevoked() throws Exception {
    App app = account.create(TestAccount.byKeys("a")).value();
    var key = account.issue(app, CredentialKind.PRIVATE_KEY).credentials().get(0);
    assertTrue(introspectsByKey(key.value()));
    account.revoke(app, CredentialKind.PRIVATE_KEY, key.vendorId());
    assertTrue(!introspectsByKey(key.value()));
  }

  @Test
  void keysAreListed() {
    App app = account.create(TestAccount.byKeys("a")).value();
    String first = issue(app);
    String second = issue(app);
    assertEquals(
        List.of(first, second).stream().sorted().toList(),
        account.keys(app).stream().map(key -> key.id()).sorted().toList());
  }

  @Test
  void nameIsTakenInAnyCase() {
    account.create(TestAccount.basic("Billing"));
    assertThrows(
        RegistrationException.Conflict.class, () -> account.create(TestAccount.basic("bILLING")));
  }

  @Test
  void createThatWasCarriedOutIsProvedByItsRepeat() {
    sandbox.arm(Fault.of("zitadel", "apps.create", FaultKind.COMMIT_THEN_DROP));
    assertThrows(
        RegistrationException.OutcomeUnknown.class,
        () -> account.create(TestAccount.basic("registrant-0123")));
    assertThrows(
        RegistrationException.Conflict.class,
        () -> account.create(TestAccount.basic("registrant-0123")));
    assertEquals(1, account.list().size());
  }

  @Test
  void longNamesAreCountedInRunes() {
    String name = "\uD83D\uDE00".repeat(200);
    assertEquals(
        Optional.of(name), account.create(TestAccount.basic(name)).value().metadata().clientName());
  }

  @Test
  void changeOfEverythingGoesThroughItsSteps() {
    App app = account.create(TestAccount.basic("a")).value();
    account.update(app, TestAccount.byKeys("b").with(TestAccount.state("inactive")));
    App now = account.find(app.id().value());
    assertEquals(Optional.of("b"), now.metadata().clientName());
    assertEquals(Optional.of("private_key_jwt"), method(now));
    assertEquals(AppStatus.INACTIVE, now.status());
  }

  @Test
  void changeOfMethodTellsWhatIsToBeDoneNext() {
    App app = account.create(TestAccount.basic("a")).value();
    App off = account.update(app, TestAccount.state("inactive"));
    App byKeys =
        account.update(
            off, TestAccount.method("private_key_jwt").with(TestAccount.state("active")));
    assertTrue(byKeys.metadata().list("outstanding").get(0).contains("secrets.issue"));
    App shown = account.find(app.id().value());
    assertEquals(List.of(), shown.metadata().list("outstanding"));
    App again = account.update(shown, TestAccount.method("client_secret_basic"));
    assertTrue(again.metadata().list("outstanding").get(0).contains("secrets.replace"));
  }

  @Test
  void otherChangeOwesNothing() {
    App app = account.create(TestAccount.basic("a")).value();
    assertFalse(account.update(app, TestAccount.basic("b")).metadata().has("outstanding"));
  }

  @Test
  void keysOfAnAbsentAppAreNotFound() {
    App app = account.create(TestAccount.byKeys("a")).value();
    assertEquals(List.of(), account.keys(app));
    account.delete(app.id().value());
    assertThrows(RegistrationException.NotFound.class, () -> account.keys(app));
  }

  @Test
  void projectOfNobodyIsToldByTheList() throws Exception {
    try (TestAccount other =
        account(Map.of("project", "no-such-project"), Map.of("token", secret("orgOwnerToken")))) {
      RegistrationException thrown =
          assertThrows(RegistrationException.NotFound.class, other::list);
      assertEquals("Check the settings project and org", thrown.advice());
    }
  }

  @Test
  void switchingOnAgainWorks() {
    App app = account.create(TestAccount.basic("a")).value();
    App off = account.update(app, TestAccount.state("inactive"));
    assertEquals(AppStatus.ACTIVE, account.update(off, TestAccount.state("active")).status());
  }

  @Test
  void repeatedChangeIsDone() {
    App app = account.create(TestAccount.basic("a")).value();
    account.update(app, TestAccount.basic("b"));
    assertEquals(
        Optional.of("b"), account.update(app, TestAccount.basic("b")).metadata().clientName());
  }

  @Test
  void repeatedSwitchIsDone() {
    App app = account.create(TestAccount.basic("a")).value();
    account.update(app, TestAccount.state("inactive"));
    assertEquals(AppStatus.INACTIVE, account.update(app, TestAccount.state("inactive")).status());
  }

  @Test
  void deletedAppIsGone() {
    App app = account.create(TestAccount.basic("a")).value();
    account.delete(app.id().value());
    assertThrows(RegistrationException.NotFound.class, () -> account.find(app.id().value()));
    assertThrows(RegistrationException.NotFound.class, () -> account.delete(app.id().value()));
  }

  @Test
  void appsOfOtherKindsAreNotOurs() {
    App app = account.create(TestAccount.basic("a")).value();
    Map<String, Object> web = sandbox.seed("zitadel", "oidc-app", Map.of("name", "web"));
    assertEquals(List.of(app.id()), account.list().stream().map(App::id).toList());
    assertThrows(
        RegistrationException.NotFound.class, () -> account.find(String.valueOf(web.get("id"))));
  }

  @Test
  void staleViewDoesNotHideAChange() {
    App app = account.create(TestAccount.basic("a")).value();
    sandbox.arm(
        Fault.of("zitadel", "apps.update", FaultKind.STALE_READ).lasting(Duration.ofSeconds(5)));
    assertEquals(
        Optional.of("b"), account.update(app, TestAccount.basic("b")).metadata().clientName());
  }

  @Test
  void missingConfigurationDoesNotHideANewApp() {
    sandbox.behave("zitadel", "apps.config", "missing");
    Answer<App> created = account.create(TestAccount.basic("a"));
    assertEquals(1, created.credentials().size());
    assertEquals(Optional.of("client_secret_basic"), method(created.value()));
  }

  @Test
  void trimmedNameShows() {
    sandbox.behave("zitadel", "names.blanks", "trimmed");
    assertEquals(
        Optional.of("a"), account.create(TestAccount.basic(" a ")).value().metadata().clientName());
  }

  @Test
  void orgOwnerMayNotDelete() throws Exception {
    App app = account.create(TestAccount.basic("a")).value();
    try (TestAccount other = account(Map.of(), Map.of("token", secret("orgOwnerToken")))) {
      RegistrationException thrown =
          assertThrows(RegistrationException.Denied.class, () -> other.delete(app.id().value()));
      assertTrue(thrown.advice().contains("ORG_OWNER"));
      other.update(app, TestAccount.state("inactive"));
    }
  }

  @Test
  void foreignOrganisationIsDenied() throws Exception {
    try (TestAccount other =
        account(
            Map.of("org", vendor.getOrDefault("foreignOrg", "")),
            Map.of("token", secret("token")))) {
      assertThrows(RegistrationException.Denied.class, () -> other.create(TestAccount.basic("a")));
    }
  }

  @Test
  void serviceAccountKeyLogsIn() throws Exception {
    try (TestAccount other =
        account(Map.of(), Map.of("serviceAccountKey", secret("serviceAccountKey")))) {
      other.create(TestAccount.basic("a"));
      assertEquals(List.of("GET", "POST", "GET"), other.passed());
    }
  }

  @Test
  void serviceAccountKeyForAnotherIssuerIsRefused() throws Exception {
    try (TestAccount other =
        account(
            Map.of("issuer", "https://other.example"),
            Map.of("serviceAccountKey", secret("serviceAccountKey")))) {
      assertThrows(RegistrationException.Unauthenticated.class, other::list);
    }
  }

  @Test
  void clientCredentialsLogIn() throws Exception {
    try (TestAccount other =
        account(
            Map.of("clientId", vendor.getOrDefault("clientId", "")),
            Map.of("clientSecret", secret("clientSecret")))) {
      assertEquals(List.of(), other.list());
    }
  }

  @Test
  void credentialsOfAnApiAppDoNotLogIn() throws Exception {
    Answer<App> created = account.create(TestAccount.basic("a"));
    try (TestAccount other =
        account(
            Map.of("clientId", created.value().clientId().orElseThrow()),
            Map.of("clientSecret", () -> created.credentials().get(0).value()))) {
      assertThrows(RegistrationException.Unauthenticated.class, other::list);
    }
  }

  private String issue(App app) {
    return account
        .issue(app, CredentialKind.PRIVATE_KEY)
        .credentials()
        .get(0)
        .vendorId()
        .orElseThrow();
  }

  private TestAccount account(Map<String, String> more, Map<String, Supplier<Secret>> secrets) {
    Map<String, String> values = new HashMap<>(more);
    values.putIfAbsent("project", vendor.getOrDefault("project", ""));
    return TestAccount.with(URI.create(vendor.getOrDefault("baseUrl", "")), values, secrets);
  }

  private Supplier<Secret> secret(String name) {
    return () -> Secret.of(vendor.getOrDefault(name, ""));
  }

  private static Optional<String> method(App app) {
    return app.metadata().text(ClientMetadata.TOKEN_ENDPOINT_AUTH_METHOD);
  }

  private boolean introspects(App app, Secret secret) throws Exception {
    String pair = encoded(app.clientId().orElseThrow()) + ":" + encoded(secret.reveal());
    return introspect(
        Map.of(),
        Optional.of(Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))));
  }

  /** As a resource server would: the file of an app's key signs for its client id. */
  private boolean introspectsByKey(Secret file) throws Exception {
    Map<?, ?> document = JsonText.read(file.reveal(), Map.class).orElseThrow();
    Map<String, Object> asAccount =
        Map.of(
            "keyId", document.get("keyId"),
            "key", document.get("key"),
            "userId", document.get("clientId"));
    String assertion =
        ServiceAccountKey.of(Secret.of(JsonText.write(asAccount)))
            .orElseThrow()
            .assertion(vendor.getOrDefault("issuer", ""), account.context())
            .reveal();
    return introspect(
        Map.of(
            "client_assertion_type",
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion",
            assertion),
        Optional.empty());
  }

  private boolean introspect(Map<String, String> more, Optional<String> basic) throws Exception {
    Map<String, String> fields = new TreeMap<>(more);
    fields.put("token", vendor.getOrDefault("token", ""));
    StringBuilder form = new StringBuilder();
    fields.forEach(
        (name, value) -> form.append('&').append(name).append('=').append(encoded(value)));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(vendor.getOrDefault("baseUrl", "") + "/oauth/v2/introspect"))
            .header("content-type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form.substring(1)));
    basic.ifPresent(value -> request.header("authorization", "Basic " + value));
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    return response.statusCode() == 200 && response.body().contains("\"active\":true");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
