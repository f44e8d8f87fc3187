package dev.registrant.testkit.servicetitan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.testkit.Sandbox;
import dev.registrant.testkit.SandboxExtension;
import dev.registrant.testkit.servicetitan.Visitor.Got;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SandboxExtension.class)
class PeopleTests {

  private static void assertRefused(Got got, String... reasons) {
    assertEquals(400, got.status());
    for (String reason : reasons) {
      assertTrue(got.at("/error").contains(reason), got.at("/error"));
    }
  }

  @Test
  void createAnswersIdKeyAndVersion(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    Got got = visitor.person().insist(200);
    assertEquals(visitor.last().at("/publicId").asString(), got.at("/appId"));
    assertEquals(visitor.last().at("/id").asString(), got.at("/id"));
    assertEquals(visitor.last().at("/applicationKey1").asString(), got.at("/appKey"));
    assertEquals(1, got.json().at("/version").asInt());
    assertEquals(List.of("tn.acc.invoices:r", "tn.stt.employees:r"), got.list("/scopes"));
    assertEquals("private", got.at("/audience"));
    assertEquals("not-required", got.at("/approval"));
  }

  @Test
  void createTakesListsAndNotes(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    visitor
        .person(
            "tenants", List.of("11", "22"),
            "notes", Map.of("22", "the second"),
            "scopes", List.of("tn.acc.invoices:w"))
        .insist(200);
    assertEquals("11", visitor.last().at("/appAvailabilityList/0/resourceOwner").asString());
    assertEquals("the second", visitor.last().at("/appAvailabilityList/1/note").asString());
  }

  @Test
  void createSaysAllThatIsMissing(Sandbox sandbox) {
    assertRefused(
        new Visitor(sandbox).act("create-app"),
        "name is missing",
        "organizationName is missing",
        "homepageUrl is missing",
        "tenants is missing",
        "scopes is missing");
  }

  @Test
  void createKeepsTheBounds(Sandbox sandbox) {
    assertRefused(
        new Visitor(sandbox).person("name", "x".repeat(121), "scopes", "invoices"),
        "name: Must have 1 to 120",
        "authScopes: Must be a resource name");
  }

  @Test
  void createTellsWhatTheFormDoesNotAsk(Sandbox sandbox) {
    assertEquals(List.of("email"), new Visitor(sandbox).person("email", "a@b").list("/ignored"));
  }

  @Test
  void publicAppWaitsForApproval(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    Got app = visitor.person("audience", "public").insist(200);
    assertEquals("pending", app.at("/approval"));
    assertRefused(visitor.tenantAct("allow", app.at("/appId")), "approval of the app is missing");
    assertEquals("approved", visitor.act("approve", "appId", app.at("/appId")).at("/approval"));
    visitor.tenantAct("allow", app.at("/appId")).insist(200);
  }

  @Test
  void privateAppNeedsNoApprovalUnlessSwitched(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    String app = visitor.person().at("/appId");
    assertRefused(visitor.act("approve", "appId", app), "nothing to approve");
    visitor.behave("approval.private", "required");
    assertRefused(visitor.tenantAct("allow", app), "approval of the app is missing");
  }

  @Test
  void allowAnswersClientIdAndVersion(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    Got got = visitor.tenantAct("allow", visitor.person().at("/appId")).insist(200);
    assertTrue(got.at("/clientId").matches("cid\\.[0-9a-z]{25}"), got.at("/clientId"));
    assertEquals(1, got.json().at("/version").asInt());
    assertEquals("allowed", got.at("/status"));
    assertEquals("", got.at("/clientSecret"));
  }

  @Test
  void allowHandsOverTheSecretWhenTheTenantManages(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    Got app = visitor.person("credentialsManagedBy", "tenant");
    Got got = visitor.tenantAct("allow", app.at("/appId"));
    assertTrue(got.at("/clientSecret").matches("cs1\\.[0-9a-z]{50}"));
    assertEquals(1, got.json().at("/version").asInt());
  }

  @Test
  void allowNeedsTheTenantListed(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    String app = visitor.person("tenants", "4711").at("/appId");
    assertRefused(visitor.tenantAct("allow", app), "missing from the app's tenants");
  }

  @Test
  void allowNeedsAnInstanceInTheEnvironment(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    sandbox.seed("servicetitan", "tenant", Map.of("id", 4711, "environments", "production"));
    String app = visitor.person("tenants", "4711").at("/appId");
    assertRefused(
        visitor.act("allow", "appId", app, "tenant", "4711", "environment", "integration"),
        "no instance in integration");
  }

  @Test
  void allowTwiceIsRefused(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    String app = visitor.person().at("/appId");
    visitor.tenantAct("allow", app).insist(200);
    assertRefused(visitor.tenantAct("allow", app), "already");
  }

  @Test
  void environmentsAreApart(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    String app = visitor.person().at("/appId");
    Got integration = visitor.tenantAct("allow", app);
    Got production = visitor.tenantAct("allow", app, "environment", "production").insist(200);
    assertNotEquals(integration.at("/clientId"), production.at("/clientId"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"allow", "decline", "upgrade", "disable", "generate-secret"})
  void tenantActSaysWhatIsMissing(String act, Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    String app = visitor.person().at("/appId");
    assertRefused(visitor.act(act, "appId", app), "tenant is missing", "environment is missing");
    assertRefused(visitor.act(act), "appId is missing", app);
    assertRefused(visitor.tenantAct(act, "nothing"), "unknown app nothing", app);
  }

  @ParameterizedTest
  @ValueSource(strings = {"upgrade", "disable", "generate-secret"})
  void consentComesFirst(String act, Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    String app = visitor.person().at("/appId");
    assertRefused(visitor.tenantAct(act, app), "consent of the tenant is missing");
  }

  @Test
  void declinedCanBeAllowedLater(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    String app = visitor.person().at("/appId");
    assertEquals("declined", visitor.tenantAct("decline", app).at("/status"));
    assertEquals("allowed", visitor.tenantAct("allow", app).at("/status"));
  }

  @Test
  void generateFillsTwoSlots(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    String app = visitor.ready().appId();
    Got second = visitor.tenantAct("generate-secret", app);
    assertTrue(second.at("/clientSecret").startsWith("cs2."));
    assertEquals(2, second.json().at("/slot").asInt());
    assertRefused(visitor.tenantAct("generate-secret", app), "both secret slots are used");
  }

  @Test
  void revokeFreesTheSlot(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    String app = visitor.ready().appId();
    visitor.tenantAct("revoke-secret", app, "slot", 1).insist(200);
    assertRefused(visitor.tenantAct("revoke-secret", app, "slot", 1), "no secret in slot 1");
    assertEquals(1, visitor.tenantAct("generate-secret", app).json().at("/slot").asInt());
  }

  @Test
  void upgradeAcceptsTheLatest(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    String app = visitor.ready().appId();
    Got changed = visitor.act("change-scopes", "appId", app, "scopes", "tn.stt.employees:w");
    assertEquals(2, changed.json().at("/version").asInt());
    assertEquals(List.of("tn.stt.employees:w"), changed.list("/addedScopes"));
    assertEquals(1, visitor.state().at("/installs/0/acceptedVersion").asInt());
    Got upgraded = visitor.tenantAct("upgrade", app);
    assertEquals(2, upgraded.json().at("/version").asInt());
    assertEquals(List.of("tn.stt.employees:w"), upgraded.list("/scopes"));
    assertRefused(visitor.tenantAct("upgrade", app), "no newer version than 2");
  }

  @Test
  void declinedUpgradeLeavesTheOldVersion(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    String app = visitor.ready().appId();
    assertRefused(visitor.tenantAct("decline", app), "nothing to decline");
    visitor.act("change-scopes", "appId", app, "scopes", "tn.stt.employees:w").insist(200);
    assertEquals(1, visitor.tenantAct("decline", app).json().at("/version").asInt());
    assertEquals("allowed", visitor.state().at("/installs/0/status").asString());
  }

  @Test
  void sameScopesAreNoChange(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    String app = visitor.person().at("/appId");
    assertRefused(
        visitor.act(
            "change-scopes", "appId", app, "scopes", "tn.stt.employees:r,tn.acc.invoices:r"),
        "already");
  }

  @ParameterizedTest
  @CsvSource({"same,true", "new,false"})
  void disabledCanBeRestored(String client, boolean same, Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox).behave("connections.restored-client", client);
    Visitor.Ready ready = visitor.ready();
    assertEquals("disabled", visitor.tenantAct("disable", ready.appId()).at("/status"));
    Got restored = visitor.tenantAct("allow", ready.appId());
    assertEquals("allowed", restored.at("/status"));
    assertEquals(same, ready.clientId().equals(restored.at("/clientId")));
    assertEquals(same ? 200 : 400, visitor.token(ready).status());
  }

  @Test
  void editChangesBehindOurBack(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    String app = visitor.person().at("/appId");
    visitor.act("edit-app", "appId", app, "name", "other", "tenants", "1,2").insist(200);
    assertEquals("other", visitor.last().at("/name").asString());
    assertEquals(2, visitor.last().at("/appAvailabilityList").size());
    assertEquals(2, visitor.last().at("/authScopes").size());
  }

  @Test
  void misspeltMemberOfAnEditIsRefused(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    String app = visitor.person().at("/appId");
    assertRefused(visitor.act("edit-app", "appId", app, "nmae", "x"), "unknown member nmae");
  }

  @ParameterizedTest
  @CsvSource({"kept,1", "cut,0"})
  void removedTenantIsKeptOrCut(String form, int installs, Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox).behave("tenants.removed", form);
    String app = visitor.ready().appId();
    visitor.act("edit-app", "appId", app, "tenants", "77").insist(200);
    assertEquals(installs, visitor.state().at("/installs").size());
  }

  @Test
  void deleteEndsTheApp(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    String app = visitor.ready().appId();
    visitor.act("delete-app", "appId", app).insist(200);
    assertEquals(0, visitor.page().json().at("/apps").size());
    assertRefused(visitor.act("delete-app", "appId", app), "unknown app");
  }

  @Test
  void numberServesAsAppIdToo(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    long id = visitor.created("one").at("/id").asLong();
    visitor.tenantAct("allow", "" + id).insist(200);
  }

  @Test
  void unknownActIsRefused(Sandbox sandbox) {
    assertRefused(new Visitor(sandbox).act("dance"), "unknown act dance", "allow");
  }
}
