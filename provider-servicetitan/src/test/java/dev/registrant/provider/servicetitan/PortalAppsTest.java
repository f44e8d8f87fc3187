package dev.registrant.provider.servicetitan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.spi.Answer;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.AppRegistry;
import dev.registrant.spi.AppStatus;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.testkit.FaultKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortalAppsTest {
  private final PortalStage portal = new PortalStage();

  @AfterEach
  void close() throws Exception {
    portal.close();
  }

  @Test
  void keyComesWithFindButNotWithTheList() {
    Answer<App> made = portal.create(Apps.named("demo"));
    assertEquals(
        made.credentials(),
        portal.apps().find(made.value().id(), new GateCall(Operation.APPS_GET)).credentials());
    assertEquals(
        List.of(),
        portal.apps().list(Optional.empty(), new GateCall(Operation.APPS_LIST)).credentials());
  }

  @Test
  void findTakesTheAppIdOfTheWebSiteToo() {
    App made = portal.create(Apps.named("demo")).value();
    AppId shown = new AppId(made.metadata().text("app_id").orElseThrow());
    assertEquals(
        made.id(), portal.apps().find(shown, new GateCall(Operation.APPS_GET)).value().id());
  }

  @Test
  void findOfAnAbsentAppIsNotFound() {
    assertThrows(
        RegistrationException.NotFound.class,
        () -> portal.apps().find(new AppId("4711"), new GateCall(Operation.APPS_GET)));
  }

  @Test
  void updateKeepsWhatItIsNotAsked() {
    App made = portal.create(Apps.named("demo")).value();
    App renamed = update(made, ClientMetadata.builder().clientName("other").build());
    assertEquals("other", renamed.metadata().clientName().orElseThrow());
    assertEquals(made.metadata().toBuilder().clientName("other").build(), renamed.metadata());
  }

  @Test
  void updateKeepsTenantsAndScopesThatAPersonJustAdded() {
    App made = portal.create(Apps.named("demo")).value();
    portal.saved(
        made,
        ClientMetadata.builder()
            .scopes(Apps.CUSTOMERS, Apps.INVOICES)
            .set("tenants", List.of("12345=customer A", "999=new"))
            .build());
    App updated =
        update(
            made,
            ClientMetadata.builder()
                .scopes(Apps.CUSTOMERS, "tn.crm.bookings:r")
                .set("tenants", List.of("12345=renamed", "777"))
                .build());
    assertEquals(
        Set.of(Apps.CUSTOMERS, Apps.INVOICES, "tn.crm.bookings:r"),
        Set.copyOf(updated.metadata().scopes()));
    assertEquals(List.of("12345=renamed", "999=new", "777"), updated.metadata().list("tenants"));
  }

  @Test
  void tenantThatAPersonJustAddedTooIsListedOnceWithItsNote() {
    App made = portal.create(Apps.named("demo")).value();
    portal.saved(
        made,
        ClientMetadata.builder().set("tenants", List.of("12345=customer A", "999=new")).build());
    App updated =
        update(
            made,
            ClientMetadata.builder().set("tenants", List.of("12345=customer A", "999")).build());
    assertEquals(List.of("12345=customer A", "999=new"), updated.metadata().list("tenants"));
  }

  @Test
  void tenantThatAPersonJustRemovedStaysRemoved() {
    App made = portal.create(Apps.named("demo").set("tenants", List.of("12345", "777"))).value();
    portal.saved(made, ClientMetadata.builder().set("tenants", List.of("12345")).build());
    App updated = update(made, ClientMetadata.builder().clientName("other").build());
    assertEquals(List.of("12345"), updated.metadata().list("tenants"));
  }

  @Test
  void updateRemovesWhatItIsAskedToRemove() {
    App made = portal.create(Apps.named("demo").set("tenants", List.of("12345", "777"))).value();
    App updated = update(made, ClientMetadata.builder().set("tenants", List.of("777")).build());
    assertEquals(List.of("777"), updated.metadata().list("tenants"));
  }

  @Test
  void updateThatAPersonOvertookIsAConflictWithTheDifference() {
    App made = portal.create(Apps.named("demo")).value();
    GateCall call =
        new GateCall(Operation.APPS_UPDATE)
            .before(
                3,
                () ->
                    portal.saved(
                        made,
                        ClientMetadata.builder()
                            .clientName("theirs")
                            .scopes(Apps.INVOICES)
                            .build()));
    RegistrationException thrown =
        assertThrows(
            RegistrationException.Conflict.class,
            () ->
                portal
                    .apps()
                    .update(made, made.metadata().toBuilder().clientName("ours").build(), call));
    assertTrue(thrown.problem().contains("name is theirs instead of ours"), thrown.problem());
    assertTrue(thrown.problem().contains("scope tn.acc.invoices:w is there too"));
    assertEquals(Outcome.APPLIED, thrown.outcome());
  }

  @Test
  void fieldThatAPersonChangedMeanwhileIsTheirsToKeep() {
    App made = portal.create(Apps.named("demo")).value();
    portal.saved(made, ClientMetadata.builder().clientName("theirs").build());
    GateCall call = new GateCall(Operation.APPS_UPDATE);
    RegistrationException thrown =
        assertThrows(
            RegistrationException.Conflict.class,
            () ->
                portal
                    .apps()
                    .update(made, made.metadata().toBuilder().clientName("ours").build(), call));
    assertTrue(thrown.problem().contains("name is theirs instead of demo"), thrown.problem());
    assertEquals(Outcome.NOT_APPLIED, thrown.outcome());
    assertEquals(List.of("GET"), call.passed());
    assertEquals("theirs", portal.onlyApp().get("name"));
  }

  @Test
  void fieldThatAPersonChangedAlikeIsNoConflict() {
    App made = portal.create(Apps.named("demo")).value();
    portal.saved(made, ClientMetadata.builder().clientName("same").build());
    App updated = update(made, ClientMetadata.builder().clientName("same").build());
    assertEquals("same", updated.metadata().clientName().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({"12345=ours", "777"})
  void noteThatAPersonChangedMeanwhileIsTheirsToKeep(String wanted) {
    App made = portal.create(Apps.named("demo")).value();
    portal.saved(made, ClientMetadata.builder().set("tenants", List.of("12345=th-eirs")).build());
    RegistrationException thrown =
        assertThrows(
            RegistrationException.Conflict.class,
            () -> update(made, ClientMetadata.builder().set("tenants", List.of(wanted)).build()));
    assertTrue(thrown.problem().contains("the note of tenant 12345 is another one"));
    assertFalse(thrown.problem().contains("th-eirs"), "no note is quoted");
  }

  @Test
  void tenantToBeNotedThatAPersonRemovedIsAConflict() {
    App made = portal.create(Apps.named("demo").set("tenants", List.of("12345", "777"))).value();
    portal.saved(made, ClientMetadata.builder().set("tenants", List.of("12345")).build());
    RegistrationException thrown =
        assertThrows(
            RegistrationException.Conflict.class,
            () ->
                update(
                    made,
                    ClientMetadata.builder().set("tenants", List.of("12345", "777=new")).build()));
    assertTrue(thrown.problem().contains("tenant 777 is not there any more"), thrown.problem());
  }

  @Test
  void whatPeopleMustStillDoIsShown() {
    App made = portal.create(Apps.named("demo")).value();
    assertEquals(
        List.of("allow the app and each new version; whether that is done is not known"),
        outstanding(portal.find(made)));
    assertEquals(List.of("allow the app"), outstanding(known(made)));
    portal.human(
        "\"act\":\"allow\",\"appId\":\""
            + made.id()
            + "\",\"tenant\":\"12345\",\"environment\":\"integration\"");
    assertEquals(List.of(), outstanding(known(made)));
  }

  @Test
  void changeOfScopesOwesEachTenantsConsent() {
    App made = portal.create(Apps.named("demo")).value();
    portal.human(
        "\"act\":\"allow\",\"appId\":\""
            + made.id()
            + "\",\"tenant\":\"12345\",\"environment\":\"integration\"");
    App changed =
        portal
            .knowingApps()
            .update(
                made,
                made.metadata().with(ClientMetadata.builder().scopes(Apps.INVOICES).build()),
                new GateCall(Operation.APPS_UPDATE))
            .value();
    assertEquals(
        List.of(
            "upgrade from version 1 to 2; until then not in play: tn.acc.invoices:w; no longer in"
                + " play then: tn.crm.customers:r"),
        outstanding(changed));
  }

  @Test
  void publicAppOwesApproval() {
    portal.behave("portal.new-audience", "public");
    App made = portal.create(Apps.named("demo")).value();
    assertTrue(known(made).metadata().list("outstanding").get(0).startsWith("ServiceTitan staff"));
  }

  @Test
  void savePathNeedNotNameTheProject() {
    String project = portal.account("projectId");
    AppRegistry apps = portal.connect(Map.of("savePath", "/c/project/" + project + "/apps")).apps();
    apps.create(Apps.named("demo").build(), new GateCall(Operation.APPS_CREATE));
    assertEquals("demo", portal.onlyApp().get("name"));
  }

  @Test
  void listMayHaveAQuery() {
    App made = portal.create(Apps.named("demo")).value();
    AppRegistry apps = portal.connect(Map.of("appsPath", "/c/apps?view=all&x=1")).apps();
    assertEquals(made.id(), apps.find(made.id(), new GateCall(Operation.APPS_GET)).value().id());
  }

  @Test
  void updateThatShowsNoEffectIsUnknown() {
    App made = portal.create(Apps.named("demo")).value();
    portal.behave("portal.scope-change", "ignored");
    PortalStage.assertUnknown(
        () -> update(made, ClientMetadata.builder().scopes(Apps.INVOICES).build()));
  }

  @Test
  void updateThatChangesNothingSendsNoWrite() {
    App made = portal.create(Apps.named("demo")).value();
    GateCall call = new GateCall(Operation.APPS_UPDATE);
    portal.apps().update(made, made.metadata(), call);
    assertEquals(List.of("GET"), call.passed());
  }

  @Test
  void deletedAppIsGone() {
    App made = portal.create(Apps.named("demo")).value();
    GateCall call = new GateCall(Operation.APPS_DELETE);
    portal.apps().delete(made.id(), call);
    assertEquals(List.of("GET", "PUT", "GET"), call.passed());
    assertThrows(RegistrationException.NotFound.class, () -> portal.find(made));
  }

  @Test
  void deletedAppsAreHiddenIfThePortalListsThem() {
    portal.behave("portal.deleted-apps", "listed");
    App made = portal.create(Apps.named("demo")).value();
    portal.apps().delete(made.id(), new GateCall(Operation.APPS_DELETE));
    assertThrows(RegistrationException.NotFound.class, () -> portal.find(made));
  }

  @Test
  void otherProjectIsUsedIfConfigured() {
    RegistrationException thrown =
        assertThrows(
            RegistrationException.NotFound.class,
            () ->
                portal
                    .connect(Map.of("projectId", "another"))
                    .apps()
                    .create(Apps.named("demo").build(), new GateCall(Operation.APPS_CREATE)));
    assertEquals(Outcome.NOT_APPLIED, thrown.outcome());
  }

  @Test
  void versionsConnectionsAndApprovalAreShownWhereConfigured() {
    App made = portal.create(Apps.named("demo")).value();
    portal.human(
        "\"act\":\"allow\",\"appId\":\""
            + made.id()
            + "\",\"tenant\":\"12345\",\"environment\":\"integration\"");
    update(made, ClientMetadata.builder().scopes(Apps.INVOICES).build());
    App known = portal.knowingApps().find(made.id(), new GateCall(Operation.APPS_GET)).value();
    assertEquals(AppStatus.ACTIVE, known.status());
    assertEquals(2L, known.metadata().integer("version").orElseThrow());
    assertTrue(
        known
            .metadata()
            .list("version_history")
            .get(1)
            .endsWith("+tn.acc.invoices:w -tn.crm.customers:r"));
    assertTrue(
        known.metadata().list("connections").contains("12345 integration allowed version 1 of 2"));
    assertEquals("not-required", known.metadata().text("approval").orElseThrow());
    assertEquals("private", known.metadata().text("audience").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"versions.list", "installs.list", "approval.get"})
  void whatIsOnlyShownDoesNotSpoilAWrite(String operation) {
    App made = portal.create(Apps.named("demo")).value();
    portal.arm(operation, FaultKind.UNAVAILABLE);
    App renamed =
        portal
            .knowingApps()
            .update(
                made,
                made.metadata().toBuilder().clientName("other").build(),
                new GateCall(Operation.APPS_UPDATE))
            .value();
    assertEquals("other", renamed.metadata().clientName().orElseThrow());
  }

  private App update(App app, ClientMetadata changes) {
    return portal
        .apps()
        .update(app, app.metadata().with(changes), new GateCall(Operation.APPS_UPDATE))
        .value();
  }

  private App known(App app) {
    return portal.knowingApps().find(app.id(), new GateCall(Operation.APPS_GET)).value();
  }

  /** What is to be done, without who and where. */
  private static List<String> outstanding(App app) {
    return app.metadata().list("outstanding").stream()
        .map(text -> text.replaceFirst("^administrator of tenant 12345, in .*?Access: ", ""))
        .map(text -> text.replaceFirst("; it is .*", ""))
        .toList();
  }
}
