package dev.registrant.testkit.snyk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.testkit.Caller;
import dev.registrant.testkit.Caller.Got;
import dev.registrant.testkit.Sandbox;
import dev.registrant.testkit.SandboxExtension;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SandboxExtension.class)
class InstallsTests {

  private static String seeded(Sandbox sandbox) {
    return (String) sandbox.seed("snyk", "unattended-app", Map.of()).get("id");
  }

  private static String installs(Caller caller, String scope) {
    String owner = caller.account(scope.equals("orgs") ? "org" : "group");
    return "/" + scope + "/" + owner + "/apps/installs";
  }

  @ParameterizedTest
  @ValueSource(strings = {"orgs", "groups"})
  void installHasClientOfItsOwn(String scope, Sandbox sandbox, Caller caller) {
    String app = seeded(sandbox);
    Got got = caller.post(installs(caller, scope), Caller.newInstall(app));
    assertEquals(201, got.status());
    assertEquals("app_install", got.at("/data/type"));
    assertEquals(app, got.at("/data/relationships/app/data/id"));
    String client = got.at("/data/attributes/client_id");
    String secret = got.at("/data/attributes/client_secret");
    assertEquals(200, caller.token(client, secret).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"orgs", "groups"})
  void listShowsInstallsOfTheTarget(String scope, Sandbox sandbox, Caller caller) {
    Got made = caller.post(installs(caller, scope), Caller.newInstall(seeded(sandbox)));
    Got list = caller.get(installs(caller, scope));
    assertEquals(made.at("/data/id"), list.at("/data/0/id"));
    assertEquals("2025-11-21T12:00:00Z", list.at("/data/0/attributes/installed_at"));
    assertFalse(list.raw().body().contains("client_secret"));
    String other = scope.equals("orgs") ? "groups" : "orgs";
    assertEquals(0, caller.get(installs(caller, other)).json().at("/data").size());
  }

  @Test
  void appIsShownOnlyWhenExpanded(Sandbox sandbox, Caller caller) {
    caller.post(caller.installs(), Caller.newInstall(seeded(sandbox)));
    String name = "/data/0/relationships/app/data/attributes/name";
    assertEquals("", caller.get(caller.installs()).at(name));
    assertEquals("Unattended app", caller.get(caller.installs() + "?expand=app").at(name));
    assertEquals(400, caller.get(caller.installs() + "?expand=moon").status());
  }

  @Test
  void olderVersionHasNoInstallTime(Sandbox sandbox, Caller caller) {
    caller.post(caller.installs(), Caller.newInstall(seeded(sandbox)));
    Got list = caller.get(caller.installs() + "?version=2023-11-03");
    assertFalse(list.json().at("/data/0/attributes").has("installed_at"));
    assertEquals("2023-11-03", list.header("snyk-version-served"));
    assertEquals("deprecated", list.header("snyk-version-lifecycle-stage"));
    assertEquals("2024-05-23T00:00:00Z", list.header("deprecation"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"orgs", "groups"})
  void deleteRevokesTheClient(String scope, Sandbox sandbox, Caller caller) {
    Got made = caller.post(installs(caller, scope), Caller.newInstall(seeded(sandbox)));
    String path = installs(caller, scope) + "/" + made.at("/data/id");
    assertEquals(204, caller.delete(path).status());
    assertEquals(404, caller.delete(path).status());
    String client = made.at("/data/attributes/client_id");
    String secret = made.at("/data/attributes/client_secret");
    assertEquals(401, caller.token(client, secret).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"orgs", "groups"})
  void secretsFollowTheLimits(String scope, Sandbox sandbox, Caller caller) {
    Got made = caller.post(installs(caller, scope), Caller.newInstall(seeded(sandbox)));
    String path = installs(caller, scope) + "/" + made.at("/data/id") + "/secrets";
    assertEquals(200, caller.post(path, Caller.secrets("create")).status());
    assertEquals(409, caller.post(path, Caller.secrets("create")).status());
    sandbox.behave("snyk", "installs.secret-limits", "off");
    assertEquals(200, caller.post(path, Caller.secrets("create")).status());
  }

  @Test
  void replacedSecretStopsAtOnce(Sandbox sandbox, Caller caller) {
    Got made = caller.post(caller.installs(), Caller.newInstall(seeded(sandbox)));
    String path = caller.installs() + "/" + made.at("/data/id") + "/secrets";
    Got replaced = caller.post(path, Caller.secrets("replace"));
    String client = made.at("/data/attributes/client_id");
    assertEquals(client, replaced.at("/data/attributes/client_id"));
    assertEquals(401, caller.token(client, made.at("/data/attributes/client_secret")).status());
    assertEquals(200, caller.token(client, replaced.at("/data/attributes/client_secret")).status());
  }

  @Test
  void secondInstallIsDoubledUnlessSwitched(Sandbox sandbox, Caller caller) {
    String app = seeded(sandbox);
    assertEquals(201, caller.post(caller.installs(), Caller.newInstall(app)).status());
    assertEquals(201, caller.post(caller.installs(), Caller.newInstall(app)).status());
    sandbox.behave("snyk", "installs.second", "refused");
    assertEquals(409, caller.post(caller.installs(), Caller.newInstall(app)).status());
  }

  @Test
  void unknownAppIsNotFound(Sandbox sandbox, Caller caller) {
    Got got = caller.post(caller.installs(), Caller.newInstall(caller.account("org")));
    assertEquals(404, got.status());
    assertTrue(got.at("/errors/0/detail").contains("app not found"));
    sandbox.behave("snyk", "installs.unknown-app-status", "422");
    assertEquals(
        422, caller.post(caller.installs(), Caller.newInstall(caller.account("org"))).status());
  }

  @Test
  void foreignAppIsNotFoundUnlessPublic(Sandbox sandbox, Caller caller) {
    String org = caller.account("foreignOrg");
    Object hidden = sandbox.seed("snyk", "unattended-app", Map.of("org", org)).get("id");
    Object open =
        sandbox.seed("snyk", "unattended-app", Map.of("org", org, "public", true)).get("id");
    assertEquals(404, caller.post(caller.installs(), Caller.newInstall("" + hidden)).status());
    assertEquals(201, caller.post(caller.installs(), Caller.newInstall("" + open)).status());
  }

  @Test
  void attendedAppCannotBeInstalled(Caller caller) {
    String app = caller.createApp("one").at("/data/id");
    assertEquals(400, caller.post(caller.installs(), Caller.newInstall(app)).status());
  }

  @Test
  void relationshipsMayAlsoStandInsideData(Sandbox sandbox, Caller caller) {
    String body =
        Caller.newInstall(seeded(sandbox))
            .replace("\"app_install\"", "\"app_install\",\"relationships\":{}");
    assertEquals(201, caller.post(caller.installs(), body).status());
  }

  @Test
  void relationshipsInsideDataAloneAreRefused(Caller caller) {
    String body =
        "{\"data\":{\"type\":\"app_install\",\"relationships\":{\"app\":{\"data\":{\"id\":\""
            + caller.account("org")
            + "\",\"type\":\"app\"}}}}}";
    assertEquals(400, caller.post(caller.installs(), body).status());
  }
}
