package dev.registrant.testkit.snyk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.testkit.Caller;
import dev.registrant.testkit.Caller.Got;
import dev.registrant.testkit.Sandbox;
import dev.registrant.testkit.SandboxExtension;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SandboxExtension.class)
class CreationsTests {

  private static String one(Caller caller, Got app) {
    return caller.apps() + "/" + app.at("/data/id");
  }

  @Test
  void createAnswersTheSecretOnce(Caller caller) {
    Got app = caller.createApp("one");
    assertTrue(app.at("/data/attributes/client_secret").matches("snyk_cs_.{40}_v1"));
    assertNotEquals(app.at("/data/id"), app.at("/data/attributes/client_id"));
    assertFalse(caller.get(one(caller, app)).raw().body().contains("client_secret"));
  }

  @Test
  void createHasExactlyTheContractsMembers(Caller caller) {
    Set<String> expected =
        Set.of(
            "name",
            "client_id",
            "redirect_uris",
            "scopes",
            "context",
            "access_token_ttl_seconds",
            "grant_type",
            "is_confidential",
            "is_public",
            "org_public_id",
            "client_secret");
    Got app = caller.createApp("one");
    assertEquals(expected, new HashSet<>(app.json().at("/data/attributes").propertyNames()));
    assertEquals(3600, app.json().at("/data/attributes/access_token_ttl_seconds").asInt());
    assertEquals("application/vnd.api+json", app.header("content-type"));
  }

  @Test
  void createTellsLocation(Sandbox sandbox, Caller caller) {
    Got app = caller.createApp("one");
    assertTrue(app.header("location").contains(app.at("/data/id")));
    sandbox.behave("snyk", "location", "none");
    assertEquals("", caller.createApp("two").header("location"));
  }

  @Test
  void someSecretsHoldAwkwardCharacters(Caller caller) {
    boolean awkward = false;
    for (int i = 0; i < 20; i++) {
      String secret = caller.createApp("a").at("/data/attributes/client_secret");
      awkward |= secret.chars().anyMatch(letter -> "^`*<>[]".indexOf(letter) >= 0);
    }
    assertTrue(awkward);
  }

  @Test
  void sameNameIsAllowedUnlessSwitched(Sandbox sandbox, Caller caller) {
    caller.createApp("one");
    caller.createApp("one");
    sandbox.behave("snyk", "apps.same-name", "refused");
    assertEquals(409, caller.post(caller.apps(), Caller.newApp("one")).status());
  }

  @Test
  void orgReadIsRequiredWhenSwitched(Sandbox sandbox, Caller caller) {
    String body = Caller.newApp("one").replace("org.read", "org.edit");
    assertEquals(201, caller.post(caller.apps(), body).status());
    sandbox.behave("snyk", "apps.scopes", "org-read-required");
    assertEquals(400, caller.post(caller.apps(), body).status());
  }

  @Test
  void fractionalTtlIsKept(Caller caller) {
    String body =
        Caller.newApp("a")
            .replace("\"context\"", "\"access_token_ttl_seconds\":3600.5,\"context\"");
    Got app = caller.post(caller.apps(), body);
    assertEquals(3600.5, app.json().at("/data/attributes/access_token_ttl_seconds").asDouble());
  }

  @Test
  void listIsInOrderOfInsertion(Caller caller) {
    List.of("b", "a", "c").forEach(caller::createApp);
    Got list = caller.get(caller.apps());
    assertEquals("b", list.at("/data/0/attributes/name"));
    assertEquals("c", list.at("/data/2/attributes/name"));
    assertFalse(list.json().at("/links").has("next"));
  }

  @Test
  void updateChangesOnlyWhatIsSent(Caller caller) {
    Got app = caller.createApp("one");
    Got after =
        caller.patch(
            one(caller, app), "{\"data\":{\"type\":\"app\",\"attributes\":{\"name\":\"two\"}}}");
    assertEquals(200, after.status());
    assertEquals("two", after.at("/data/attributes/name"));
    assertEquals("https://a.example/cb", after.at("/data/attributes/redirect_uris/0"));
    assertFalse(after.json().at("/data/attributes").has("client_secret"));
  }

  @Test
  void updateReplacesRedirectUrisUnlessSwitched(Sandbox sandbox, Caller caller) {
    Got app = caller.createApp("one");
    String body =
        "{\"data\":{\"type\":\"app\",\"attributes\":{\"redirect_uris\":[\"https://b.example\"]}}}";
    Got replaced = caller.patch(one(caller, app), body);
    assertEquals(1, replaced.json().at("/data/attributes/redirect_uris").size());
    sandbox.behave("snyk", "apps.redirect-uris-update", "append");
    Got appended = caller.patch(one(caller, app), body.replace("b.example", "c.example"));
    assertEquals(2, appended.json().at("/data/attributes/redirect_uris").size());
  }

  @Test
  void deleteRemovesTheApp(Caller caller) {
    Got app = caller.createApp("one");
    Got deleted = caller.delete(one(caller, app));
    assertEquals(204, deleted.status());
    assertEquals("", deleted.raw().body());
    assertEquals(404, caller.get(one(caller, app)).status());
  }

  @Test
  void deleteWhenAbsentIsNotFound(Caller caller) {
    Got app = caller.createApp("one");
    caller.delete(one(caller, app));
    assertEquals(404, caller.delete(one(caller, app)).status());
  }

  @Test
  void deleteRemovesInstalls(Sandbox sandbox, Caller caller) {
    String app = (String) sandbox.seed("snyk", "unattended-app", Map.of()).get("id");
    caller.post(caller.installs(), Caller.newInstall(app));
    caller.delete(caller.apps() + "/" + app);
    assertEquals(0, caller.get(caller.installs()).json().at("/data").size());
  }

  @Test
  void deprecatedPathsAreNotThere(Caller caller) {
    String apps = "/orgs/" + caller.account("org") + "/apps";
    assertEquals(404, caller.get(apps).status());
    assertEquals(404, caller.get(apps + "/" + caller.account("org")).status());
    assertEquals(404, caller.get("/orgs/" + caller.account("org") + "/app_bots").status());
  }
}
