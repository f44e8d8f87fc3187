package dev.registrant.testkit.snyk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.testkit.Caller;
import dev.registrant.testkit.Caller.Got;
import dev.registrant.testkit.Sandbox;
import dev.registrant.testkit.SandboxExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@ExtendWith(SandboxExtension.class)
class SecretsTests {

  private static final String SECRET = "/data/attributes/client_secret";

  private static String secretsOf(Caller caller, Got app) {
    return caller.apps() + "/" + app.at("/data/id") + "/secrets";
  }

  private static List<String> live(Caller caller) {
    JsonNode secrets = caller.admin("/state", "").json().at("/snyk/apps/0/secrets");
    return secrets.valueStream().map(JsonNode::asString).toList();
  }

  @Test
  void createAddsOne(Caller caller) {
    Got app = caller.createApp("one");
    Got added = caller.post(secretsOf(caller, app), Caller.secrets("create"));
    assertEquals(200, added.status());
    assertEquals(List.of(app.at(SECRET), added.at(SECRET)), live(caller));
  }

  @ParameterizedTest
  @ValueSource(strings = {"400", "409", "422"})
  void thirdIsRefused(String status, Sandbox sandbox, Caller caller) {
    sandbox.behave("snyk", "secrets.limit-status", status);
    Got app = caller.createApp("one");
    caller.post(secretsOf(caller, app), Caller.secrets("create"));
    Got third = caller.post(secretsOf(caller, app), Caller.secrets("create"));
    assertEquals(Integer.parseInt(status), third.status());
    assertEquals("cannot update secrets", third.at("/errors/0/detail"));
    assertEquals(2, live(caller).size());
  }

  @Test
  void replaceLeavesOnlyTheNewOne(Caller caller) {
    Got app = caller.createApp("one");
    caller.post(secretsOf(caller, app), Caller.secrets("create"));
    Got replaced = caller.post(secretsOf(caller, app), Caller.secrets("replace"));
    assertEquals(List.of(replaced.at(SECRET)), live(caller));
    assertNotEquals(app.at(SECRET), replaced.at(SECRET));
  }

  @Test
  void deleteRemovesByValue(Caller caller) {
    Got app = caller.createApp("one");
    Got added = caller.post(secretsOf(caller, app), Caller.secrets("create"));
    Got deleted = caller.post(secretsOf(caller, app), Caller.deletion(app.at(SECRET)));
    assertEquals(200, deleted.status());
    assertEquals(List.of(added.at(SECRET)), live(caller));
  }

  @Test
  void lastOneCannotBeDeleted(Caller caller) {
    Got app = caller.createApp("one");
    Got deleted = caller.post(secretsOf(caller, app), Caller.deletion(app.at(SECRET)));
    assertEquals(409, deleted.status());
    assertEquals(1, live(caller).size());
  }

  @Test
  void unknownValueCannotBeDeleted(Sandbox sandbox, Caller caller) {
    Got app = caller.createApp("one");
    assertEquals(
        400, caller.post(secretsOf(caller, app), Caller.deletion("snyk_cs_x_v1")).status());
    sandbox.behave("snyk", "secrets.unknown-value-status", "404");
    assertEquals(
        404, caller.post(secretsOf(caller, app), Caller.deletion("snyk_cs_x_v1")).status());
  }

  @Test
  void answerToDeleteIsSwitchable(Sandbox sandbox, Caller caller) {
    Got app = caller.createApp("one");
    sandbox.behave("snyk", "secrets.delete-answer", "remaining");
    Got added = caller.post(secretsOf(caller, app), Caller.secrets("create"));
    Got remaining = caller.post(secretsOf(caller, app), Caller.deletion(app.at(SECRET)));
    assertEquals(added.at(SECRET), remaining.at(SECRET));
    sandbox.behave("snyk", "secrets.delete-answer", "absent");
    caller.post(secretsOf(caller, app), Caller.secrets("create"));
    Got absent = caller.post(secretsOf(caller, app), Caller.deletion(added.at(SECRET)));
    assertFalse(absent.json().at("/data/attributes").has("client_secret"));
  }

  @Test
  void unattendedAppHasNoSecretsOfItsOwn(Sandbox sandbox, Caller caller) {
    String id = (String) sandbox.seed("snyk", "unattended-app", Map.of()).get("id");
    Got got = caller.post(caller.apps() + "/" + id + "/secrets", Caller.secrets("create"));
    assertEquals(409, got.status());
    assertTrue(live(caller).isEmpty());
  }

  @Test
  void modesAreCountedApart(Caller caller) {
    Got app = caller.createApp("one");
    caller.post(secretsOf(caller, app), Caller.secrets("create"));
    caller.post(secretsOf(caller, app), Caller.deletion(app.at(SECRET)));
    caller.post(secretsOf(caller, app), Caller.secrets("replace"));
    JsonNode requests = caller.admin("/state", "").json().at("/snyk/requests");
    assertEquals(1, requests.at("/secrets.issue/200").asInt());
    assertEquals(1, requests.at("/secrets.revoke/200").asInt());
    assertEquals(1, requests.at("/secrets.replace/200").asInt());
  }
}
