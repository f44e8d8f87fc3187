package dev.registrant.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.testkit.Caller.Got;
import dev.registrant.testkit.vendor.AdminRefusal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(SandboxExtension.class)
class AdminTests {

  @Test
  void readyLineNamesAccountAndAdmin(Sandbox sandbox) {
    JsonNode line = JsonMapper.builder().build().readTree(sandbox.readyLine());
    assertTrue(line.at("/snyk/baseUrl").asString().endsWith("/snyk/rest"));
    assertFalse(line.at("/snyk/token").asString().isEmpty());
    assertFalse(line.at("/snyk/org").asString().isEmpty());
    assertEquals(sandbox.admin().toString(), line.at("/admin").asString());
    assertFalse(sandbox.readyLine().contains("\n"));
  }

  @Test
  void stateShowsSecretsInClearAndCounts(Caller caller) {
    Got app = caller.createApp("one");
    Got state = caller.admin("/state", "");
    assertEquals(app.at("/data/id"), state.at("/snyk/apps/0/id"));
    assertEquals("one", state.at("/snyk/apps/0/name"));
    assertEquals(app.at("/data/attributes/client_id"), state.at("/snyk/apps/0/clientId"));
    assertEquals(app.at("/data/attributes/client_secret"), state.at("/snyk/apps/0/secrets/0"));
    assertEquals(1, state.json().at("/snyk/requests/apps.create/201").asInt());
  }

  @Test
  void faultIsArmedOverHttp(Caller caller) {
    Got got =
        caller.admin(
            "/faults",
            """
            {"vendor":"snyk","operation":"apps.list","kind":"refuse","times":1,"millis":5,
            "status":418}""");
    assertEquals(200, got.status());
    assertEquals("refuse", got.at("/armed/kind"));
    assertEquals(418, caller.get(caller.apps()).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "drop-before-commit",
        "commit-then-drop",
        "commit-then-500",
        "late-commit",
        "refuse",
        "503",
        "429-seconds",
        "429-date",
        "stale-read",
        "propagation",
        "slow",
        "slow-body",
        "endless-body",
        "garbage-2xx",
        "empty-secret",
        "redirect"
      })
  void everyKindOfTheContractIsKnown(String kind, Caller caller) {
    Got got = caller.admin("/faults", "{\"vendor\":\"snyk\",\"kind\":\"" + kind + "\"}");
    assertEquals(200, got.status());
    assertEquals(1, got.json().at("/armed/times").asInt());
  }

  @Test
  void wrongFaultNamesEverythingWrong(Caller caller) {
    Got got =
        caller.admin(
            "/faults",
            """
            {"vendor":"acme","operation":"apps.paint","kind":"nope","times":0,"status":200,
            "extra":1}""");
    assertEquals(400, got.status());
    assertEquals(6, got.json().at("/problems").size());
    assertTrue(got.json().at("/kinds").toString().contains("late-commit"));
    assertTrue(got.json().at("/operations").toString().contains("installs.list"));
  }

  @Test
  void faultThatIsNotJsonIsRefused(Caller caller) {
    assertEquals(400, caller.admin("/faults", "nonsense").status());
  }

  @Test
  void seededAppHasIds(Caller caller) {
    Got got = caller.admin("/seed", "{\"vendor\":\"snyk\",\"kind\":\"unattended-app\"}");
    assertEquals(200, got.status());
    Got app = caller.get(caller.apps() + "/" + got.at("/id"));
    assertEquals("client_credentials", app.at("/data/attributes/grant_type"));
    assertFalse(app.json().at("/data/attributes").has("client_id"));
  }

  @Test
  void seededOrgCanBeUsed(Caller caller) {
    String org = caller.admin("/seed", "{\"vendor\":\"snyk\",\"kind\":\"org\"}").at("/id");
    assertEquals(200, caller.get("/orgs/" + org + "/apps/creations").status());
  }

  @Test
  void unknownSeedKindIsRefused(Caller caller) {
    assertEquals(400, caller.admin("/seed", "{\"vendor\":\"snyk\",\"kind\":\"moon\"}").status());
  }

  @Test
  void revokedTokenIsRefused(Sandbox sandbox, Caller caller) {
    String token = (String) sandbox.seed("snyk", "token", Map.of()).get("token");
    caller.with("authorization", "token " + token);
    assertEquals(200, caller.get(caller.apps()).status());
    sandbox.seed("snyk", "revoked-token", Map.of("token", token));
    assertEquals(401, caller.get(caller.apps()).status());
  }

  @Test
  void humanNeedsVendorWithPeople(Caller caller) {
    Got got = caller.admin("/human", "{\"vendor\":\"snyk\",\"act\":\"approve\"}");
    assertEquals(400, got.status());
    assertTrue(got.at("/error").startsWith("vendors with people"));
  }

  @Test
  void behaviourIsSwitchedAndShown(Caller caller) {
    Got got =
        caller.admin(
            "/behaviour", "{\"vendor\":\"snyk\",\"name\":\"secrets.limit-status\",\"value\":422}");
    assertEquals(200, got.status());
    Got state = caller.admin("/state", "");
    assertEquals("422", state.at("/snyk/behaviours/secrets.limit-status"));
  }

  @Test
  void unknownBehaviourIsRefused(Sandbox sandbox) {
    assertThrows(AdminRefusal.class, () -> sandbox.behave("snyk", "mood", "good"));
    assertThrows(AdminRefusal.class, () -> sandbox.behave("snyk", "secrets.limit-status", "418"));
  }

  @Test
  void everyBehaviourIsSwitchedAndRestoredToItsInitialValue(Sandbox sandbox) {
    for (String vendor : List.of("snyk", "zitadel", "servicetitan")) {
      Map<?, ?> initial = behaviours(sandbox, vendor);
      assertFalse(initial.isEmpty(), vendor);
      initial.forEach(
          (name, value) -> sandbox.behave(vendor, String.valueOf(name), String.valueOf(value)));
      assertEquals(initial, behaviours(sandbox, vendor));
    }
  }

  @Test
  void numberIsRestoredToAnInitialZero(Sandbox sandbox, Caller caller) {
    sandbox.behave("zitadel", "projection-lag-millis", "500");
    Got got =
        caller.admin(
            "/behaviour",
            "{\"vendor\":\"zitadel\",\"name\":\"projection-lag-millis\",\"value\":0}");
    assertEquals(200, got.status());
    assertThrows(AdminRefusal.class, () -> sandbox.behave("zitadel", "rate-limit.per-minute", "0"));
  }

  private static Map<?, ?> behaviours(Sandbox sandbox, String vendor) {
    return (Map<?, ?>) ((Map<?, ?>) sandbox.state().get(vendor)).get("behaviours");
  }

  @Test
  void resetEmptiesAllButTheAccount(Sandbox sandbox, Caller caller) {
    Map<String, String> account = sandbox.account("snyk");
    caller.createApp("one");
    sandbox.behave("snyk", "secrets.limit-status", "422");
    sandbox.arm(Fault.of("snyk", "*", FaultKind.UNAVAILABLE));
    assertEquals(200, caller.admin("/reset", "{}").status());
    JsonNode state = caller.admin("/state", "").json();
    assertEquals(0, state.at("/snyk/apps").size());
    assertEquals(0, state.at("/snyk/requests").size());
    assertEquals(0, state.at("/snyk/faults").size());
    assertEquals("409", state.at("/snyk/behaviours/secrets.limit-status").asString());
    assertEquals(account, sandbox.account("snyk"));
    assertEquals(200, caller.get(caller.apps()).status());
  }

  @Test
  void unknownPathAndMethodAreRefused(Caller caller) {
    assertEquals(404, caller.admin("/nothing", "").status());
    assertEquals(405, caller.admin("/reset", "").status());
  }
}
