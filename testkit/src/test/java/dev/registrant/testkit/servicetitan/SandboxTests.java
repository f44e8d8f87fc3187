package dev.registrant.testkit.servicetitan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.testkit.Fault;
import dev.registrant.testkit.FaultKind;
import dev.registrant.testkit.ManualTime;
import dev.registrant.testkit.Sandbox;
import dev.registrant.testkit.SandboxExtension;
import dev.registrant.testkit.servicetitan.Visitor.Got;
import dev.registrant.testkit.servicetitan.Visitor.Ready;
import dev.registrant.testkit.vendor.AdminRefusal;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How the simulator gets on with faults, state, seeds and reset. */
@ExtendWith(SandboxExtension.class)
class SandboxTests {

  private static final String VENDOR = "servicetitan";

  private static void arm(Sandbox sandbox, String operation, FaultKind kind) {
    sandbox.arm(Fault.of(VENDOR, operation, kind));
  }

  @Test
  void savesAreToldApart(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    ObjectNode form = visitor.saved(visitor.created("one"));
    visitor.save(form).insist(200);
    visitor.save(form.put("deleted", true)).insist(200);
    JsonNode requests = visitor.state().at("/requests");
    assertEquals(1, requests.at("/apps.create/200").asInt());
    assertEquals(1, requests.at("/apps.update/200").asInt());
    assertEquals(1, requests.at("/apps.delete/200").asInt());
    assertEquals(1, requests.at("/apps.list/200").asInt());
  }

  @Test
  void ownContractHasOperations(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    Ready ready = visitor.ready();
    String path = "/c/apps/" + visitor.last().at("/id").asString();
    String secrets = path + "/connections/integration/" + visitor.tenant() + "/secrets";
    visitor.portal("GET", path + "/versions", "");
    visitor.portal("GET", path + "/connections", "");
    visitor.portal("GET", path + "/approval", "");
    visitor.portal("POST", secrets, "");
    visitor.portal("DELETE", secrets + "/2", "");
    visitor.probe(visitor.token(ready).at("/access_token"), ready.appKey());
    JsonNode requests = visitor.state().at("/requests");
    for (String one :
        List.of(
            "versions.list/200",
            "installs.list/200",
            "approval.get/200",
            "secrets.issue/201",
            "secrets.revoke/204",
            "token/200",
            "probe/200")) {
      assertEquals(1, requests.at("/" + one).asInt(), one);
    }
  }

  @Test
  void lostAnswerOfACreateLeavesTheApp(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    arm(sandbox, "apps.create", FaultKind.COMMIT_THEN_DROP);
    assertThrows(UncheckedIOException.class, () -> visitor.save(visitor.newApp("one")));
    assertEquals("one", visitor.last().at("/name").asString());
  }

  @Test
  void lateCreateShowsLater(Sandbox sandbox, ManualTime time) {
    Visitor visitor = new Visitor(sandbox);
    arm(sandbox, "apps.create", FaultKind.LATE_COMMIT);
    assertThrows(UncheckedIOException.class, () -> visitor.save(visitor.newApp("one")));
    assertEquals(0, visitor.page().json().at("/apps").size());
    time.forward(Duration.ofSeconds(1));
    assertEquals(1, visitor.page().json().at("/apps").size());
  }

  @Test
  void readMayLagBehindAPersonsEdit(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    String app = visitor.person().at("/appId");
    arm(sandbox, "apps.list", FaultKind.STALE_READ);
    visitor.act("edit-app", "appId", app, "name", "two").insist(200);
    assertEquals("one", visitor.last().at("/name").asString());
    assertEquals("two", visitor.last().at("/name").asString());
  }

  @Test
  void newSecretMayWorkLate(Sandbox sandbox, ManualTime time) {
    Visitor visitor = new Visitor(sandbox);
    Ready ready = visitor.ready();
    arm(sandbox, "secrets.issue", FaultKind.PROPAGATION);
    String path = "/c/apps/" + visitor.last().at("/id").asString() + "/connections/integration/";
    Got made = visitor.portal("POST", path + visitor.tenant() + "/secrets", "").insist(201);
    String secret = made.at("/secret");
    assertEquals(400, visitor.token("Integration", ready.clientId(), secret, "").status());
    time.forward(Duration.ofSeconds(1));
    assertEquals(200, visitor.token("Integration", ready.clientId(), secret, "").status());
  }

  @Test
  void secretMayBeLeftOut(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    visitor.ready();
    arm(sandbox, "secrets.issue", FaultKind.EMPTY_SECRET);
    String path = "/c/apps/" + visitor.last().at("/id").asString() + "/connections/integration/";
    Got made = visitor.portal("POST", path + visitor.tenant() + "/secrets", "").insist(201);
    assertEquals("", made.json().at("/secret").stringValue());
  }

  @Test
  void keyMayBeLeftOutOfTheList(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    visitor.created("one");
    arm(sandbox, "apps.list", FaultKind.EMPTY_SECRET);
    assertEquals("", visitor.last().at("/applicationKey1").stringValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"versions.list", "approval.get", "probe"})
  void moreOperationsTakeFaults(String operation, Sandbox sandbox) {
    arm(sandbox, operation, FaultKind.UNAVAILABLE);
  }

  @Test
  void refusedTokenIsAnOAuthError(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    Ready ready = visitor.ready();
    arm(sandbox, "token", FaultKind.UNAVAILABLE);
    Got got = visitor.token(ready);
    assertEquals(503, got.status());
    assertEquals("server_error", got.at("/error"));
  }

  @Test
  void faultsOwnWaitWins(Sandbox sandbox) {
    sandbox.arm(
        Fault.of(VENDOR, "apps.list", FaultKind.TOO_MANY_SECONDS).lasting(Duration.ofSeconds(9)));
    Got got = new Visitor(sandbox).page();
    assertEquals(429, got.status());
    assertEquals("9", got.header("retry-after"));
  }

  @Test
  void stateShowsKeysAndSecretsInClear(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    Ready ready = visitor.ready();
    JsonNode state = visitor.state();
    assertEquals(ready.appId(), state.at("/apps/0/publicId").asString());
    assertEquals(ready.appKey(), state.at("/apps/0/key").asString());
    assertEquals(ready.appKey(), state.at("/apps/0/secrets/0").asString());
    assertFalse(state.at("/apps/0/deleted").asBoolean());
    assertEquals(state.at("/apps/0/id"), state.at("/installs/0/appId"));
    assertEquals(ready.clientId(), state.at("/installs/0/clientId").asString());
    assertEquals(ready.secret(), state.at("/installs/0/secrets/0").asString());
    assertEquals("integration", state.at("/installs/0/environment").asString());
  }

  @Test
  void stateKeepsDeletedAppsApart(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    visitor.act("delete-app", "appId", visitor.ready().appId()).insist(200);
    JsonNode state = visitor.state();
    assertEquals(0, state.at("/apps").size());
    assertEquals(0, state.at("/installs").size());
    assertTrue(state.at("/deletedApps/0/deleted").asBoolean());
    assertEquals(1, state.at("/deletedInstalls").size());
  }

  @Test
  void tenantIsSeeded(Sandbox sandbox) {
    Map<String, Object> made = sandbox.seed(VENDOR, "tenant", Map.of());
    assertTrue(String.valueOf(made.get("tenant")).matches("[0-9]+"));
    assertEquals(List.of("integration", "production"), made.get("environments"));
  }

  @Test
  void wrongTenantIsRefused(Sandbox sandbox) {
    AdminRefusal refusal =
        assertThrows(
            AdminRefusal.class,
            () ->
                sandbox.seed(
                    VENDOR, "tenant", Map.of("id", "acme", "environments", "moon", "name", "x")));
    assertEquals(3, refusal.problems().size());
  }

  @Test
  void resetForgetsAllButTheAccount(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    visitor.ready();
    Map<String, String> before = sandbox.account(VENDOR);
    sandbox.reset();
    assertEquals(0, visitor.state().at("/apps").size());
    assertEquals(0, visitor.state().at("/installs").size());
    assertEquals(before, sandbox.account(VENDOR));
    visitor.ready();
  }
}
