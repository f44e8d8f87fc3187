package dev.registrant.provider.servicetitan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.AppStatus;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.HumanSteps;
import dev.registrant.spi.HumanSteps.Action;
import dev.registrant.spi.HumanSteps.Evidence;
import dev.registrant.spi.HumanSteps.Progress;
import dev.registrant.spi.HumanSteps.Retraction;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Keeps the app and the open actions as the core does, and lets people bring things back. */
class PeopleStepsTest {
  private static final String KEY = "ak1.k3y";

  private final FakeContext context = FakeContext.at("2026-11-21T06:00:00Z");
  private final HumanSteps people = people(Map.of());
  private final Map<String, Action> open = new LinkedHashMap<>();
  private App app =
      new App(new AppId("a-1"), Optional.empty(), AppStatus.PENDING, ClientMetadata.empty());

  private HumanSteps people(Map<String, String> settings) {
    return new ServiceTitanProvider()
        .connect(Apps.settings(settings), context)
        .people()
        .orElseThrow();
  }

  @Test
  void createGivesAPendingAppAndOneAction() {
    create(Apps.named("demo").build());
    assertEquals(AppStatus.PENDING, app.status());
    assertEquals(List.of("create-app"), steps());
  }

  @Test
  void createTellsAllThatIsToBeCopied() {
    create(Apps.named("demo").scopes(Apps.CUSTOMERS, Apps.INVOICES).build());
    String text = open.get("create-app").text();
    for (String part :
        List.of(
            "demo",
            "Acme",
            "https://acme.example",
            "12345, note: customer A",
            "customers: View (tn.crm.customers:r)",
            "invoices: Modify (tn.acc.invoices:w)")) {
      assertTrue(text.contains(part), part);
    }
  }

  @Test
  void createTakesTheAccountsDefaults() {
    HumanSteps defaults =
        people(Map.of("organizationName", "Acme", "homepageUrl", "https://acme.example"));
    ClientMetadata given =
        Apps.named("demo").remove("organization_name").remove("client_uri").build();
    App made = defaults.create(new AppId("a-1"), given).app().orElseThrow();
    assertEquals("Acme", made.metadata().text("organization_name").orElseThrow());
    assertEquals("https://acme.example", made.metadata().text("client_uri").orElseThrow());
  }

  @Test
  void completedCreateBringsTheKeyAndAsksForConsent() {
    create(Apps.named("demo").build());
    Progress progress = complete("create-app", Map.of("app_id", "p1"), Secret.of(KEY));
    assertEquals(CredentialKind.APP_KEY, progress.credentials().get(0).kind());
    assertEquals(Secret.of(KEY), progress.credentials().get(0).value());
    assertEquals("p1", app.metadata().text("app_id").orElseThrow());
    assertEquals(1L, app.metadata().integer("version").orElseThrow());
    assertEquals(AppStatus.PENDING, app.status());
    assertEquals(List.of("allow:12345"), steps());
  }

  @Test
  void keyIsInNoTextAndNoMetadata() {
    created();
    assertFalse(app.toString().contains(KEY));
    assertFalse(open.toString().contains(KEY));
  }

  @Test
  void appGoesByTheIdThatServiceTitanGaveIt() {
    created();
    assertEquals("p1", app.id().value());
  }

  @Test
  void firstVersionIsRemembered() {
    create(Apps.named("demo").build());
    complete("create-app", Map.of("app_id", "p1", "by", "alice"), Secret.of(KEY));
    assertEquals(
        List.of("1 2026-11-21 alice +tn.crm.customers:r"), app.metadata().list("version_history"));
  }

  @Test
  void publicAppAwaitsApproval() {
    create(Apps.named("demo").set("audience", "public").build());
    complete("create-app", Map.of("app_id", "p1"), Secret.of(KEY));
    assertEquals(List.of("approve", "allow:12345"), steps());
    complete("approve", Map.of("decision", "approved", "by", "alice"));
    assertEquals("approved says alice, 2026-11-21", app.metadata().text("approval").orElseThrow());
    assertEquals(List.of("allow:12345"), steps());
  }

  @Test
  void rejectedApprovalOpensAgain() {
    create(Apps.named("demo").set("audience", "public").build());
    complete("create-app", Map.of("app_id", "p1"), Secret.of(KEY));
    complete("approve", Map.of("decision", "rejected"));
    assertTrue(open.get("approve").text().startsWith("Once more: rejected"));
  }

  @Test
  void allowedAppIsActive() {
    created();
    complete("allow:12345", Map.of("decision", "allowed", "by", "bob", "client_id", "cid.x"));
    assertEquals(AppStatus.ACTIVE, app.status());
    assertEquals(List.of(), steps());
    assertEquals(
        List.of("12345 allowed version 1 on 2026-11-21 by bob, client cid.x"),
        app.metadata().list("claimed_consents"));
    assertEquals(
        List.of("12345 tn.crm.customers:r"), app.metadata().list("claimed_scopes_in_play"));
  }

  @Test
  void oneAllowedTenantIsEnough() {
    create(Apps.named("demo").set("tenants", List.of("1", "2")).build());
    complete("create-app", Map.of("app_id", "p1"), Secret.of(KEY));
    complete("allow:2", Map.of("decision", "allowed"));
    assertEquals(AppStatus.ACTIVE, app.status());
    assertEquals(List.of("allow:1"), steps());
  }

  @Test
  void declinedTenantIsAskedAgain() {
    created();
    complete("allow:12345", Map.of("decision", "declined", "by", "bob"));
    assertEquals(AppStatus.PENDING, app.status());
    assertTrue(
        open.get("allow:12345")
            .text()
            .startsWith("Once more: bob says that tenant 12345 declined"));
  }

  @Test
  void consentOfAnotherTenantIsRefused() {
    created();
    assertEquals(
        List.of("tenant"),
        refused("allow:12345", Map.of("decision", "allowed", "tenant", "54321")));
  }

  @Test
  void unknownVersionIsAskedAgain() {
    created();
    complete("allow:12345", Map.of("decision", "allowed", "version", "2"));
    assertEquals(AppStatus.PENDING, app.status());
    assertTrue(open.get("allow:12345").text().contains("version 2 was reported"));
  }

  @Test
  void changedScopesAreOwedByTheOwnerFirst() {
    allowed();
    update(ClientMetadata.builder().scopes(Apps.INVOICES).build());
    assertEquals(List.of("change-scopes"), steps());
    String text = open.get("change-scopes").text();
    assertTrue(text.contains("Add:\n  tn.acc\n    invoices: Modify"), text);
    assertTrue(text.contains("Remove:\n  tn.crm\n    customers: View"), text);
    assertEquals(2L, app.metadata().integer("expected_version").orElseThrow());
    assertEquals(1L, app.metadata().integer("version").orElseThrow());
    assertEquals(AppStatus.ACTIVE, app.status());
  }

  @Test
  void newVersionIsOwedByEachTenantThatHadAllowed() {
    allowed();
    update(ClientMetadata.builder().scopes(Apps.INVOICES).build());
    complete("change-scopes", Map.of("version", "2", "by", "alice"));
    assertEquals(List.of("upgrade:12345"), steps());
    assertEquals(
        "2 2026-11-21 alice +tn.acc.invoices:w -tn.crm.customers:r",
        app.metadata().list("version_history").get(1));
    assertEquals(
        List.of("12345 tn.crm.customers:r"), app.metadata().list("claimed_scopes_in_play"));
    complete("upgrade:12345", Map.of("decision", "allowed"));
    assertEquals(List.of(), steps());
    assertEquals(List.of("12345 tn.acc.invoices:w"), app.metadata().list("claimed_scopes_in_play"));
  }

  @Test
  void versionThatDidNotRiseOpensTheChangeAgain() {
    allowed();
    update(ClientMetadata.builder().scopes(Apps.INVOICES).build());
    complete("change-scopes", Map.of("version", "1"));
    assertTrue(open.get("change-scopes").text().startsWith("Once more: version 1 was reported"));
    assertEquals(1L, app.metadata().integer("version").orElseThrow());
  }

  @Test
  void declinedUpgradeStaysOnTheOldVersion() {
    allowed();
    update(ClientMetadata.builder().scopes(Apps.INVOICES).build());
    complete("change-scopes", Map.of("version", "2"));
    complete("upgrade:12345", Map.of("decision", "declined"));
    assertTrue(open.get("upgrade:12345").text().contains("stays on version 1"));
    assertEquals(AppStatus.ACTIVE, app.status());
  }

  @Test
  void scopesTakenBackInTimeNeedNobody() {
    allowed();
    update(ClientMetadata.builder().scopes(Apps.INVOICES).build());
    update(ClientMetadata.builder().scopes(Apps.CUSTOMERS).build());
    assertEquals(List.of(), steps());
    assertEquals(1L, app.metadata().integer("expected_version").orElseThrow());
  }

  @Test
  void otherNameMakesNoVersion() {
    allowed();
    update(ClientMetadata.builder().clientName("other").build());
    assertEquals(List.of("edit-app"), steps());
    complete("edit-app", Map.of());
    assertEquals(List.of(), steps());
    assertEquals(1L, app.metadata().integer("expected_version").orElseThrow());
  }

  @Test
  void newTenantIsListedThenAsked() {
    allowed();
    update(ClientMetadata.builder().set("tenants", List.of("12345=customer A", "777")).build());
    assertEquals(List.of("change-tenants"), steps());
    assertTrue(open.get("change-tenants").text().contains("Add: 777"));
    complete("change-tenants", Map.of());
    assertEquals(List.of("allow:777"), steps());
  }

  @Test
  void removedTenantIsAskedNoMore() {
    created();
    update(ClientMetadata.builder().set("tenants", List.of("777")).build());
    assertEquals(List.of("change-tenants"), steps());
    assertTrue(open.get("change-tenants").text().contains("Remove: 12345"));
  }

  @Test
  void changeBeforeTheAppExistsChangesTheInstructionOnly() {
    create(Apps.named("demo").build());
    update(ClientMetadata.builder().scopes(Apps.INVOICES).build());
    assertEquals(List.of("create-app"), steps());
    assertTrue(open.get("create-app").text().contains("invoices: Modify"));
  }

  @Test
  void deletionWaitsForTheTypedName() {
    created();
    apply(people.delete(app));
    assertEquals(List.of("delete-app"), steps());
    assertEquals(List.of("confirm"), refused("delete-app", Map.of("confirm", "demos")));
    Progress progress =
        people.complete(
            app, open.get("delete-app"), new Evidence(Map.of("confirm", "demo"), Map.of()));
    assertTrue(progress.app().isEmpty());
  }

  @Test
  void wrongAppIsTakenBackWithItsKey() {
    allowed();
    Retraction retraction = reopen("create-app", Map.of("app_id", "p1"), "it was another app");
    assertEquals(List.of(CredentialKind.APP_KEY), retraction.credentials());
    assertEquals("a-1", app.id().value());
    assertFalse(app.metadata().has("app_id"));
    assertEquals(List.of("create-app"), steps());
    String text = open.get("create-app").text();
    assertTrue(text.startsWith("Once more: it was another app"), text);
    assertTrue(text.contains("make no second one"), text);
    complete("create-app", Map.of("app_id", "p2"), Secret.of(KEY));
    assertEquals("p2", app.id().value());
  }

  @Test
  void wrongConsentIsTakenBack() {
    allowed();
    Retraction retraction = reopen("allow:12345", Map.of("decision", "allowed"), "wrong tenant");
    assertEquals(List.of(), retraction.credentials());
    assertEquals(List.of("allow:12345"), steps());
    assertEquals(AppStatus.PENDING, app.status());
    assertFalse(app.metadata().has("claimed_consents"));
    assertEquals("p1", app.id().value());
  }

  @Test
  void wrongVersionIsTakenBackWithTheConsentsToIt() {
    allowed();
    update(ClientMetadata.builder().scopes(Apps.INVOICES).build());
    complete("change-scopes", Map.of("version", "2"));
    complete("upgrade:12345", Map.of("decision", "allowed"));
    Retraction retraction = reopen("change-scopes", Map.of("version", "2"), "it was not saved");
    assertEquals(List.of("change-scopes"), steps());
    assertTrue(retraction.progress().withdrawn().contains("upgrade:12345"));
    assertEquals(1L, app.metadata().integer("version").orElseThrow());
    assertEquals(
        List.of("12345 tn.crm.customers:r"), app.metadata().list("claimed_scopes_in_play"));
    assertEquals(AppStatus.ACTIVE, app.status());
  }

  @Test
  void wrongUpgradeFallsBackToTheVersionBefore() {
    allowed();
    update(ClientMetadata.builder().scopes(Apps.INVOICES).build());
    complete("change-scopes", Map.of("version", "2"));
    complete("upgrade:12345", Map.of("decision", "allowed"));
    reopen("upgrade:12345", Map.of("decision", "allowed"), "not yet");
    assertEquals(List.of("upgrade:12345"), steps());
    assertEquals(
        List.of("12345 allowed version 1 on 2026-11-21 by the administrator of tenant 12345"),
        app.metadata().list("claimed_consents"));
  }

  @Test
  void approvalIsTakenBack() {
    create(Apps.named("demo").set("audience", "public").build());
    complete("create-app", Map.of("app_id", "p1"), Secret.of(KEY));
    complete("approve", Map.of("decision", "approved"));
    reopen("approve", Map.of("decision", "approved"), "a slip");
    assertEquals(List.of("allow:12345", "approve"), steps());
    assertTrue(app.metadata().text("approval").orElseThrow().startsWith("awaited again"));
  }

  @Test
  void changesThatWereNotSavedAreToBeMadeAgain() {
    allowed();
    update(ClientMetadata.builder().clientName("other").build());
    complete("edit-app", Map.of());
    reopen("edit-app", Map.of(), "not saved");
    assertEquals(List.of("edit-app"), steps());
    update(ClientMetadata.builder().set("tenants", List.of("12345=customer A", "777")).build());
    complete("change-tenants", Map.of());
    reopen("change-tenants", Map.of(), "not saved");
    assertEquals(Set.of("edit-app", "change-tenants"), Set.copyOf(steps()));
  }

  @Test
  void deletionThatIsLeftOutGivesBackWhatItWithdrew() {
    created();
    apply(people.delete(app));
    Action delete = open.remove("delete-app");
    assertTrue(app.metadata().has("deletion"));
    apply(people.skip(app, delete, "we keep it"));
    assertEquals(List.of("allow:12345"), steps());
    assertFalse(app.metadata().has("deletion"));
    apply(people.reopen(app, new AppId("a-1"), delete, Optional.empty(), "go on").progress());
    assertTrue(steps().contains("delete-app"));
    assertTrue(app.metadata().has("deletion"));
  }

  @Test
  void reasonIsNoPlaceForASecret() {
    create(Apps.named("demo").build());
    Action action = open.get("create-app");
    for (String reason : List.of(KEY, "has the key " + KEY, "cs1.abc")) {
      var skipped =
          assertThrows(
              RegistrationException.InvalidRequest.class, () -> people.skip(app, action, reason));
      assertFalse(skipped.toString().contains("k3y"));
      assertThrows(
          RegistrationException.InvalidRequest.class,
          () -> people.reopen(app, new AppId("a-1"), action, Optional.empty(), reason));
    }
  }

  @Test
  void privateAppAwaitsApprovalIfTheAccountSaysSo() {
    HumanSteps reviewing = people(Map.of("approvalOf", "all"));
    create(Apps.named("demo").build());
    Progress progress =
        reviewing.complete(
            app,
            open.get("create-app"),
            new Evidence(Map.of("app_id", "p1"), Map.of("app_key", Secret.of(KEY))));
    assertEquals(
        List.of("approve", "allow:12345"), progress.opened().stream().map(Action::step).toList());
  }

  @Test
  void versionAboveTheExpectedIsTakenOnlyIfItIsConfirmed() {
    allowed();
    update(ClientMetadata.builder().scopes(Apps.INVOICES).build());
    assertEquals(List.of("version"), refused("change-scopes", Map.of("version", "20")));
    complete("change-scopes", Map.of("version", "3", "version_confirmed", "yes"));
    assertEquals(3L, app.metadata().integer("version").orElseThrow());
  }

  @Test
  void textsNameTheEnvironment() {
    HumanSteps production = people(Map.of("environment", "production"));
    create(Apps.named("demo").build());
    Progress progress =
        production.complete(
            app,
            open.get("create-app"),
            new Evidence(Map.of("app_id", "p1"), Map.of("app_key", Secret.of(KEY))));
    assertTrue(progress.opened().get(0).where().contains("https://go.servicetitan.com"));
  }

  private void create(ClientMetadata metadata) {
    apply(people.create(app.id(), metadata));
  }

  private void created() {
    create(Apps.named("demo").build());
    complete("create-app", Map.of("app_id", "p1"), Secret.of(KEY));
  }

  private void allowed() {
    created();
    complete("allow:12345", Map.of("decision", "allowed"));
  }

  private void update(ClientMetadata changes) {
    apply(people.update(app, app.metadata().with(changes)));
  }

  private Retraction reopen(String step, Map<String, String> claims, String reason) {
    Action action = new Action(step, "who", "where", "text", List.of());
    Retraction retraction =
        people.reopen(app, new AppId("a-1"), action, Optional.of(claims), reason);
    apply(retraction.progress());
    return retraction;
  }

  private Progress complete(String step, Map<String, String> values) {
    return completed(step, new Evidence(values, Map.of()));
  }

  private Progress complete(String step, Map<String, String> values, Secret key) {
    return completed(step, new Evidence(values, Map.of("app_key", key)));
  }

  private Progress completed(String step, Evidence evidence) {
    Progress progress = people.complete(app, open.get(step), evidence);
    open.remove(step);
    return apply(progress);
  }

  private List<String> refused(String step, Map<String, String> values) {
    return assertThrows(
            RegistrationException.InvalidRequest.class,
            () -> people.complete(app, open.get(step), new Evidence(values, Map.of())))
        .details()
        .violations()
        .stream()
        .map(violation -> violation.field())
        .toList();
  }

  private Progress apply(Progress progress) {
    app = progress.app().orElseThrow();
    progress.withdrawn().forEach(open::remove);
    progress.opened().forEach(action -> open.put(action.step(), action));
    return progress;
  }

  private List<String> steps() {
    return List.copyOf(open.keySet());
  }
}
