package dev.registrant.testkit.zitadel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.testkit.ManualTime;
import dev.registrant.testkit.Sandbox;
import dev.registrant.testkit.SandboxExtension;
import dev.registrant.testkit.zitadel.Client.Got;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SandboxExtension.class)
class GateTests {

  private static Client seeded(Sandbox sandbox, Map<String, Object> fields) {
    Object token = sandbox.seed("zitadel", "service-account", fields).get("token");
    return new Client(sandbox).as(String.valueOf(token));
  }

  @Test
  void missingHeaderHasNoDetails(Sandbox sandbox) {
    Client client = new Client(sandbox).with("authorization", "");
    Got got = client.get(client.project());
    assertEquals("401 16 ", got.error());
    assertEquals("auth header missing", got.at("/message"));
  }

  @Test
  void otherSchemeIsRefused(Sandbox sandbox) {
    Client client = new Client(sandbox).with("authorization", "token abc");
    assertEquals("401 16 AUTH-toLo1", client.get(client.project()).error());
  }

  @Test
  void unknownTokenIsRefused(Sandbox sandbox) {
    Client client = new Client(sandbox).as("nonsense");
    assertEquals("401 16 AUTH-7fs1e", client.get(client.project()).error());
  }

  @Test
  void revokedTokenIsRefused(Sandbox sandbox) {
    Client client = new Client(sandbox);
    sandbox.seed("zitadel", "revoked-token", Map.of("token", client.account("token")));
    assertEquals("401 16 AUTH-7fs1e", client.get(client.project()).error());
  }

  @Test
  void tokenIsLookedAtBeforeTheBody(Sandbox sandbox) {
    Client client = new Client(sandbox).as("nonsense");
    assertEquals(401, client.post(client.apps() + "/api", "{}").status());
  }

  @Test
  void permissionIsLookedAtBeforeTheBody(Sandbox sandbox) {
    Client client = new Client(sandbox);
    client.as(client.account("viewerToken"));
    assertEquals("403 7 AUTH-5mWD2", client.post(client.apps() + "/api", "{}").error());
  }

  @Test
  void unknownOrganisationIsRefused(Sandbox sandbox) {
    Client client = new Client(sandbox).with("x-zitadel-orgid", "1");
    assertEquals("403 7 AUTH-Bs7Ds", client.get(client.project()).error());
  }

  @Test
  void organisationWithoutARoleLooksNotFound(Sandbox sandbox) {
    Client client = new Client(sandbox);
    client.with("x-zitadel-orgid", client.account("foreignOrg"));
    assertEquals("404 5 AUTHZ-cdgFk", client.get(client.project()).error());
  }

  @Test
  void ownOrganisationMayBeNamed(Sandbox sandbox) {
    Client client = new Client(sandbox);
    client.with("x-zitadel-orgid", client.account("org"));
    assertEquals(200, client.get(client.project()).status());
  }

  @Test
  void roleInAnotherProjectIsRefused(Sandbox sandbox) {
    Object other = sandbox.seed("zitadel", "project", Map.of("owner", false)).get("id");
    Client client = new Client(sandbox);
    assertEquals("403 7 AUTH-3jknH", client.get("/projects/" + other).error());
  }

  @Test
  void orgOwnerMayNotDeleteApps(Sandbox sandbox) {
    Client client = new Client(sandbox);
    client.as(client.account("orgOwnerToken"));
    Got app = client.create("one", Client.BASIC);
    assertEquals("403 7 AUTH-5mWD2", client.delete(client.app(app)).error());
    assertEquals(200, client.post(client.app(app) + "/_deactivate", "{}").status());
    sandbox.behave("zitadel", "org-owner.app-delete", "allowed");
    assertEquals(200, client.delete(client.app(app)).status());
  }

  @Test
  void viewerReadsOnly(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BASIC);
    client.as(client.account("viewerToken"));
    assertEquals(200, client.get(client.app(app)).status());
    assertEquals("403 7 AUTH-5mWD2", client.delete(client.app(app)).error());
  }

  @ParameterizedTest
  @CsvSource({
    "IAM_OWNER, 200, 200",
    "ORG_OWNER, 200, 403",
    "PROJECT_OWNER, 200, 200",
    "PROJECT_OWNER_GLOBAL, 200, 200",
    "ORG_OWNER_VIEWER, 403, 403",
    "PROJECT_OWNER_VIEWER, 403, 403",
    "ORG_USER_MANAGER, 403, 403"
  })
  void rolesDiffer(String role, int creates, int deletes, Sandbox sandbox) {
    Got mine = new Client(sandbox).create("mine", Client.BASIC);
    Client client = seeded(sandbox, Map.of("role", role));
    assertEquals(creates, client.post(client.apps() + "/api", "{\"name\":\"x\"}").status());
    assertEquals(deletes, client.delete(client.app(mine)).status());
  }

  @Test
  void instanceRoleReachesEveryOrganisation(Sandbox sandbox) {
    Client client = seeded(sandbox, Map.of("role", "IAM_OWNER"));
    client.with("x-zitadel-orgid", client.account("foreignOrg"));
    Got got = client.get("/projects/" + client.account("foreignProject"));
    assertEquals("Elsewhere", got.at("/project/name"));
  }

  @Test
  void quotaIsLookedAtAfterThePermission(Sandbox sandbox) {
    sandbox.behave("zitadel", "quota", "exhausted");
    Client client = new Client(sandbox);
    assertEquals("429 8 QUOTA-vjAy8", client.post(client.apps() + "/api", "{}").error());
    client.as(client.account("viewerToken"));
    assertEquals("403 7 AUTH-5mWD2", client.post(client.apps() + "/api", "{}").error());
  }

  @Test
  void quotaIsPlainTextAtTheTokenEndpoint(Sandbox sandbox) {
    sandbox.behave("zitadel", "quota", "exhausted");
    Got got = new Client(sandbox).form("/oauth/v2/token", "", "grant_type=client_credentials");
    assertEquals(429, got.status());
    assertTrue(got.header("content-type").startsWith("text/plain"));
    assertTrue(got.header("set-cookie").startsWith("zitadel.quota.exhausted="));
  }

  @Test
  void blockedInstanceIsLookedAtBeforeTheToken(Sandbox sandbox) {
    sandbox.behave("zitadel", "quota", "blocked");
    Client client = new Client(sandbox).as("nonsense");
    assertEquals("429 8 LIMITS-molsj", client.get(client.project()).error());
  }

  @Test
  void edgeRefusesWithoutAHint(Sandbox sandbox, ManualTime time) {
    sandbox.behave("zitadel", "rate-limit", "on");
    sandbox.behave("zitadel", "rate-limit.per-minute", "3");
    Client client = new Client(sandbox);
    for (int i = 0; i < 3; i++) {
      assertEquals(200, client.get(client.project()).status());
    }
    Got got = client.get(client.project());
    assertEquals(429, got.status());
    assertEquals("", got.header("retry-after"));
    time.forward(Duration.ofMinutes(1));
    assertEquals(200, client.get(client.project()).status());
  }

  @Test
  void edgeShutsOutWhoKeepsOn(Sandbox sandbox, ManualTime time) {
    sandbox.behave("zitadel", "rate-limit", "on");
    sandbox.behave("zitadel", "rate-limit.per-minute", "3");
    Client client = new Client(sandbox);
    for (int i = 0; i < 10; i++) {
      client.get(client.project());
    }
    time.forward(Duration.ofSeconds(59));
    assertEquals(429, client.get(client.project()).status());
    time.forward(Duration.ofSeconds(1));
    assertEquals(200, client.get(client.project()).status());
  }
}
