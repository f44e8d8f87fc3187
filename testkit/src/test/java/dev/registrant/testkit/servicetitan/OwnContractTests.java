package dev.registrant.testkit.servicetitan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.testkit.Sandbox;
import dev.registrant.testkit.SandboxExtension;
import dev.registrant.testkit.servicetitan.Visitor.Got;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SandboxExtension.class)
class OwnContractTests {

  private static String path(Visitor visitor) {
    return "/c/apps/" + visitor.last().at("/id").asString();
  }

  private static String secrets(Visitor visitor) {
    return path(visitor) + "/connections/integration/" + visitor.tenant() + "/secrets";
  }

  @Test
  void versionsTellWhoWhenAndWhat(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    String app = visitor.person("by", "ann@pipes.example").at("/appId");
    visitor
        .act("change-scopes", "appId", app, "scopes", "tn.stt.employees:r tn.pb.categories:r")
        .insist(200);
    Got got = visitor.portal("GET", path(visitor) + "/versions", "");
    assertEquals(200, got.status());
    assertEquals(1, got.json().at("/0/number").asInt());
    assertEquals("ann@pipes.example", got.at("/0/createdBy"));
    assertEquals("2025-11-21T12:00:00Z", got.at("/0/createdOn"));
    assertEquals(List.of("tn.acc.invoices:r", "tn.stt.employees:r"), got.list("/0/addedScopes"));
    assertEquals(List.of("tn.stt.employees:r", "tn.pb.categories:r"), got.list("/1/scopes"));
    assertEquals(List.of("tn.pb.categories:r"), got.list("/1/addedScopes"));
    assertEquals(List.of("tn.acc.invoices:r"), got.list("/1/removedScopes"));
  }

  @Test
  void portalSavesNameTheSessionsUser(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    visitor.created("one");
    String user = visitor.portal("GET", path(visitor) + "/versions", "").at("/0/createdBy");
    assertTrue(visitor.account("portalToken").contains("\"" + user + "&"));
  }

  @Test
  void connectionsHaveARowForEachInstance(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    visitor.ready();
    Got got = visitor.portal("GET", path(visitor) + "/connections", "");
    assertEquals(2, got.json().size());
    assertEquals(visitor.tenant(), got.at("/0/tenantId"));
    assertEquals("integration", got.at("/0/environment"));
    assertEquals("allowed", got.at("/0/status"));
    assertEquals(1, got.json().at("/0/acceptedVersion").asInt());
    assertEquals(1, got.json().at("/0/latestVersion").asInt());
    assertEquals(2, got.json().at("/0/scopesInPlay").size());
    assertTrue(got.at("/0/clientId").startsWith("cid."));
    assertTrue(got.json().at("/0/secretSlots/0/present").asBoolean());
    assertEquals("2025-11-21T12:00:00Z", got.at("/0/secretSlots/0/createdOn"));
    assertFalse(got.json().at("/0/secretSlots/1/present").asBoolean());
    assertEquals("production", got.at("/1/environment"));
    assertEquals("not connected", got.at("/1/status"));
    assertTrue(got.json().at("/1/clientId").isMissingNode());
  }

  @Test
  void connectionsNeverShowSecrets(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    String secret = visitor.ready().secret();
    Got got = visitor.portal("GET", path(visitor) + "/connections", "");
    assertFalse(got.raw().body().contains(secret));
  }

  @Test
  void disabledConnectionHasNothingInPlay(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    visitor.tenantAct("disable", visitor.ready().appId()).insist(200);
    Got got = visitor.portal("GET", path(visitor) + "/connections", "");
    assertEquals("disabled", got.at("/0/status"));
    assertEquals(0, got.json().at("/0/scopesInPlay").size());
  }

  @Test
  void approvalTellsAudienceAndState(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    String app = visitor.person("audience", "public").at("/appId");
    Got pending = visitor.portal("GET", path(visitor) + "/approval", "");
    assertEquals("public", pending.at("/audience"));
    assertEquals("pending", pending.at("/approval"));
    visitor.act("approve", "appId", app).insist(200);
    Got approved = visitor.portal("GET", path(visitor) + "/approval", "");
    assertEquals("approved", approved.at("/approval"));
    assertEquals("2025-11-21T12:00:00Z", approved.at("/approvedOn"));
  }

  @Test
  void appsOfThePortalAreForTheSwitchedAudience(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox).behave("portal.new-audience", "public");
    visitor.created("one");
    assertEquals("public", visitor.portal("GET", path(visitor) + "/approval", "").at("/audience"));
  }

  @Test
  void generateAnswersTheSecretOnce(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    Visitor.Ready ready = visitor.ready();
    Got got = visitor.portal("POST", secrets(visitor), "");
    assertEquals(201, got.status());
    assertEquals(ready.clientId(), got.at("/clientId"));
    assertEquals(2, got.json().at("/slot").asInt());
    assertTrue(got.at("/secret").matches("cs2\\.[0-9a-z]{50}"));
    assertEquals(
        List.of(ready.secret(), got.at("/secret")),
        visitor.state().at("/installs/0/secrets").valueStream().map(n -> n.asString()).toList());
  }

  @Test
  void thirdSecretIsRefused(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    visitor.ready();
    visitor.portal("POST", secrets(visitor), "").insist(201);
    Got got = visitor.portal("POST", secrets(visitor), "");
    assertEquals(409, got.status());
    assertEquals("Both secret slots are used.", got.at("/title"));
    assertTrue(got.at("/traceId").startsWith("00-"));
  }

  @Test
  void generateNeedsConsent(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    visitor.tenantAct("disable", visitor.ready().appId()).insist(200);
    assertEquals(409, visitor.portal("POST", secrets(visitor), "").status());
  }

  @Test
  void generateIsTheTenantsWhereTheTenantManages(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    String app = visitor.person("credentialsManagedBy", "tenant").at("/appId");
    visitor.tenantAct("allow", app).insist(200);
    assertEquals(409, visitor.portal("POST", secrets(visitor), "").status());
  }

  @Test
  void revokeEndsTheSecret(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    Visitor.Ready ready = visitor.ready();
    assertEquals(204, visitor.portal("DELETE", secrets(visitor) + "/1", "").status());
    assertEquals(400, visitor.token(ready).status());
    assertEquals(404, visitor.portal("DELETE", secrets(visitor) + "/1", "").status());
  }

  @Test
  void numberServesAsEnvironmentToo(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    visitor.ready();
    String path = secrets(visitor).replace("/integration/", "/0/");
    assertEquals(201, visitor.portal("POST", path, "").status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/c/apps/1/versions",
        "/c/apps/1/connections",
        "/c/apps/1/approval",
        "/c/apps/x/approval",
        "/c/other",
        "/"
      })
  void unknownIsNotFound(String path, Sandbox sandbox) {
    Got got = new Visitor(sandbox).portal("GET", path, "");
    assertEquals(404, got.status());
    assertEquals(404, got.json().at("/status").asInt());
  }

  @ParameterizedTest
  @ValueSource(strings = {"integration/1/secrets", "moon/1/secrets", "production/@/secrets"})
  void unknownConnectionIsNotFound(String end, Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    visitor.ready();
    String path = path(visitor) + "/connections/" + end.replace("@", visitor.tenant());
    assertEquals(404, visitor.portal("POST", path, "").status());
  }

  @Test
  void sessionIsNeeded(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox).behave("portal.error-body", "html");
    visitor.created("one");
    String path = path(visitor) + "/versions";
    Got got = visitor.signedInWith("").portal("GET", path, "");
    assertEquals(401, got.status());
    assertEquals("application/problem+json", got.header("content-type"));
  }

  @Test
  void seededTenantHasOnlyItsEnvironments(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    sandbox.seed(
        "servicetitan", "tenant", Map.of("id", "4711", "environments", List.of("production")));
    visitor.person("tenants", "4711").insist(200);
    Got got = visitor.portal("GET", path(visitor) + "/connections", "");
    assertEquals(1, got.json().size());
    assertEquals("production", got.at("/0/environment"));
  }
}
