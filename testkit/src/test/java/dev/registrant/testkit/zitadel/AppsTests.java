package dev.registrant.testkit.zitadel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.testkit.Sandbox;
import dev.registrant.testkit.SandboxExtension;
import dev.registrant.testkit.zitadel.Client.Got;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SandboxExtension.class)
class AppsTests {

  private static final String GONE = "/999999999999999999";

  @Test
  void createGivesIdsAndSecret(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BASIC);
    assertEquals(Set.of("appId", "details", "clientId", "clientSecret"), app.members(""));
    assertTrue(app.at("/appId").matches("[0-9]{18}"));
    assertTrue(app.at("/clientId").matches("[0-9]{18}"));
    assertNotEquals(app.at("/appId"), app.at("/clientId"));
    assertTrue(app.at("/clientSecret").matches("[a-zA-Z0-9]{64}"));
  }

  @Test
  void createOfKeyAppGivesNoSecret(Sandbox sandbox) {
    Got app = new Client(sandbox).create("one", Client.BY_KEY);
    assertEquals(Set.of("appId", "details", "clientId"), app.members(""));
  }

  @Test
  void detailsDependOnTheKindOfCall(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BASIC);
    assertEquals(Set.of("sequence", "creationDate", "resourceOwner"), app.members("/details"));
    Got changed = client.put(client.app(app), "{\"name\":\"two\"}");
    assertEquals(Set.of("sequence", "changeDate", "resourceOwner"), changed.members("/details"));
    Got read = client.get(client.app(app));
    assertEquals(
        Set.of("sequence", "creationDate", "changeDate", "resourceOwner"),
        read.members("/app/details"));
  }

  @Test
  void sequenceIsTheProjectsAndAString(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got first = client.create("one", Client.BASIC);
    Got second = client.create("two", Client.BASIC);
    assertTrue(first.json().at("/details/sequence").isString());
    assertEquals("3", first.at("/details/sequence"));
    assertEquals("5", second.at("/details/sequence"));
  }

  @Test
  void basicIsLeftOutWhenRead(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got app = client.get(client.app(client.create("one", Client.BASIC)));
    assertEquals(Set.of("id", "details", "state", "name", "apiConfig"), app.members("/app"));
    assertEquals(Set.of("clientId"), app.members("/app/apiConfig"));
    assertEquals("APP_STATE_ACTIVE", app.at("/app/state"));
  }

  @Test
  void keyMethodIsShownWhenRead(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got app = client.get(client.app(client.create("one", Client.BY_KEY)));
    assertEquals(Client.BY_KEY, app.at("/app/apiConfig/authMethodType"));
  }

  @Test
  void configCanBeMissing(Sandbox sandbox) {
    sandbox.behave("zitadel", "apps.config", "missing");
    Client client = new Client(sandbox);
    Got app = client.get(client.app(client.create("one", Client.BASIC)));
    assertFalse(app.json().path("app").has("apiConfig"));
  }

  @Test
  void nameIsUniqueWhateverItsCase(Sandbox sandbox) {
    Client client = new Client(sandbox);
    client.create("MyApp", Client.BASIC);
    Got second = client.post(client.apps() + "/api", "{\"name\":\"myapp\"}");
    assertEquals("409 6 V3-DKcYh", second.error());
    assertTrue(second.at("/message").endsWith("(V3-DKcYh)"));
  }

  @Test
  void nameIsUniqueAcrossKinds(Sandbox sandbox) {
    sandbox.seed("zitadel", "oidc-app", Map.of("name", "Web"));
    Client client = new Client(sandbox);
    Got got = client.post(client.apps() + "/api", "{\"name\":\"web\"}");
    assertEquals("409 6 V3-DKcYh", got.error());
  }

  @Test
  void nameIsFreeInAnotherProject(Sandbox sandbox) {
    Object project = sandbox.seed("zitadel", "project", Map.of()).get("id");
    Client client = new Client(sandbox);
    client.create("one", Client.BASIC);
    Got got = client.post("/projects/" + project + "/apps/api", "{\"name\":\"one\"}");
    assertEquals(200, got.status());
  }

  @Test
  void nameCountsCodePoints(Sandbox sandbox) {
    Client client = new Client(sandbox);
    String face = new String(Character.toChars(0x1F600));
    assertEquals(200, client.create(face.repeat(200), Client.BASIC).status());
    Got longer = client.post(client.apps() + "/api", "{\"name\":\"" + "x".repeat(201) + "\"}");
    assertEquals("400 3 ", longer.error());
    assertEquals(
        "invalid AddAPIAppRequest.Name: value length must be between 1 and 200 runes, inclusive",
        longer.at("/message"));
  }

  @Test
  void emptyNameIsInvalid(Sandbox sandbox) {
    Client client = new Client(sandbox);
    assertEquals("400 3 ", client.post(client.apps() + "/api", "{}").error());
  }

  @Test
  void blanksOfANameAreKeptOrTrimmed(Sandbox sandbox) {
    Client client = new Client(sandbox);
    client.create("one", Client.BASIC);
    client.create(" one", Client.BASIC);
    sandbox.behave("zitadel", "names.blanks", "trimmed");
    Got trimmed = client.post(client.apps() + "/api", "{\"name\":\" one \"}");
    assertEquals("409 6 V3-DKcYh", trimmed.error());
    Got blank = client.post(client.apps() + "/api", "{\"name\":\" \"}");
    assertEquals("400 3 PROJECT-Bff2g", blank.error());
  }

  @Test
  void createInAForeignProjectIsAFailedPrecondition(Sandbox sandbox) {
    Client client = new Client(sandbox);
    client.as(client.account("orgOwnerToken"));
    String foreign = "/projects/" + client.account("foreignProject") + "/apps/api";
    assertEquals("400 9 COMMA-VCnwD", client.post(foreign, "{\"name\":\"one\"}").error());
    sandbox.behave("zitadel", "error-ids", "older");
    assertEquals("400 9 COMMAND-EbFMN", client.post(foreign, "{\"name\":\"one\"}").error());
  }

  @Test
  void clientIdCanHaveTheOldForm(Sandbox sandbox) {
    sandbox.behave("zitadel", "client-ids", "with-project");
    Got app = new Client(sandbox).create("one", Client.BASIC);
    assertTrue(app.at("/clientId").matches("[0-9]{18}@product"));
  }

  @Test
  void renameChangesTheName(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BASIC);
    assertEquals(200, client.put(client.app(app), "{\"name\":\"two\"}").status());
    assertEquals("two", client.get(client.app(app)).at("/app/name"));
  }

  @Test
  void renameFreesTheOldName(Sandbox sandbox) {
    Client client = new Client(sandbox);
    client.put(client.app(client.create("one", Client.BASIC)), "{\"name\":\"two\"}");
    assertEquals(200, client.create("one", Client.BASIC).status());
  }

  @Test
  void renameToTheSameNameIsRefused(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BASIC);
    assertEquals("400 9 COMMAND-2m8vx", client.put(client.app(app), "{\"name\":\"one\"}").error());
  }

  @Test
  void renameToATakenNameIsRefused(Sandbox sandbox) {
    Client client = new Client(sandbox);
    client.create("one", Client.BASIC);
    Got two = client.create("two", Client.BASIC);
    assertEquals("409 6 V3-DKcYh", client.put(client.app(two), "{\"name\":\"ONE\"}").error());
  }

  @Test
  void renameOfCaseOnlyIsSwitchable(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BASIC);
    assertEquals(200, client.put(client.app(app), "{\"name\":\"One\"}").status());
    sandbox.behave("zitadel", "names.case-rename", "refused");
    assertEquals("409 6 V3-DKcYh", client.put(client.app(app), "{\"name\":\"ONE\"}").error());
  }

  @Test
  void missingAppHasAnIdForEachCall(Sandbox sandbox) {
    Client client = new Client(sandbox);
    String gone = client.apps() + GONE;
    String key = "{\"authMethodType\":\"" + Client.BY_KEY + "\"}";
    assertEquals("404 5 QUERY-pCP8P", client.get(gone).error());
    assertEquals("404 5 COMMAND-28di9", client.put(gone, "{\"name\":\"x\"}").error());
    assertEquals("404 5 COMMAND-2n8uU", client.put(gone + "/api_config", key).error());
    assertEquals(
        "404 5 COMMAND-2g66f",
        client.post(gone + "/api_config/_generate_client_secret", "{}").error());
    assertEquals("404 5 COMMAND-ov9d3", client.post(gone + "/_deactivate", "{}").error());
    assertEquals("404 5 COMMAND-ov9d3", client.post(gone + "/_reactivate", "{}").error());
    assertEquals("404 5 COMMAND-0po9s", client.delete(gone).error());
  }

  @Test
  void appOfAnotherProjectIsMissing(Sandbox sandbox) {
    Object project = sandbox.seed("zitadel", "project", Map.of()).get("id");
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BASIC);
    String there = "/projects/" + project + "/apps/" + app.at("/appId");
    assertEquals("404 5 QUERY-pCP8P", client.get(there).error());
    assertEquals("404 5 COMMAND-0po9s", client.delete(there).error());
  }

  @Test
  void appOfAnotherOrganisationIsTold(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Object foreign =
        sandbox
            .seed("zitadel", "oidc-app", Map.of("project", client.account("foreignProject")))
            .get("id");
    client.as(client.account("orgOwnerToken"));
    String path = "/projects/" + client.account("foreignProject") + "/apps/" + foreign;
    assertEquals("404 5 MANAG-SFf2a", client.get(path).error());
  }

  @Test
  void methodChangesBothWays(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BASIC);
    String config = client.app(app) + "/api_config";
    assertEquals(
        200, client.put(config, "{\"authMethodType\":\"" + Client.BY_KEY + "\"}").status());
    assertEquals(Client.BY_KEY, client.state().at("/apps/0/authMethodType").asString());
    Got back = client.put(config, "{}");
    assertEquals(Set.of("details"), back.members(""));
    assertEquals(Client.BASIC, client.state().at("/apps/0/authMethodType").asString());
  }

  @Test
  void sameMethodIsRefused(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BASIC);
    Got same = client.put(client.app(app) + "/api_config", "{}");
    assertEquals("400 9 COMMAND-1m88i", same.error());
  }

  @Test
  void methodChangeMakesNoSecret(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BY_KEY);
    client.put(client.app(app) + "/api_config", "{}");
    assertTrue(client.state().at("/apps/0/secrets").isEmpty());
  }

  @Test
  void foreignKindHasNoApiConfig(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Object id = sandbox.seed("zitadel", "oidc-app", Map.of()).get("id");
    String path = client.apps() + "/" + id;
    assertTrue(client.get(path).json().path("app").has("oidcConfig"));
    assertEquals(
        "400 3 COMMAND-Gnwt3", client.put(path + "/api_config", "{\"authMethodType\":1}").error());
    assertEquals(
        "400 3 COMMAND-aeH4",
        client.post(path + "/api_config/_generate_client_secret", "{}").error());
    Got key = client.post(path + "/keys", "{\"type\":\"KEY_TYPE_JSON\"}");
    assertEquals("400 9 COMMAND-Dff54", key.error());
  }

  @Test
  void newSecretReplacesTheOldOne(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BASIC);
    Got fresh = client.post(client.app(app) + "/api_config/_generate_client_secret", "{}");
    assertEquals(Set.of("clientSecret", "details"), fresh.members(""));
    assertNotEquals(app.at("/clientSecret"), fresh.at("/clientSecret"));
    assertEquals(1, client.state().at("/apps/0/secrets").size());
    assertEquals(fresh.at("/clientSecret"), client.state().at("/apps/0/secrets/0").asString());
  }

  @Test
  void newSecretIsGivenToAnInactiveApp(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BASIC);
    client.post(client.app(app) + "/_deactivate", "{}");
    Got got = client.post(client.app(app) + "/api_config/_generate_client_secret", "{}");
    assertEquals(200, got.status());
  }

  @Test
  void deactivateAndReactivateWantTheOtherState(Sandbox sandbox) {
    Client client = new Client(sandbox);
    String app = client.app(client.create("one", Client.BASIC));
    assertEquals("400 9 COMMAND-1n8cM", client.post(app + "/_reactivate", "{}").error());
    assertEquals(200, client.post(app + "/_deactivate", "{}").status());
    assertEquals("APP_STATE_INACTIVE", client.get(app).at("/app/state"));
    assertEquals("400 9 COMMAND-dsh35", client.post(app + "/_deactivate", "{}").error());
    assertEquals(200, client.post(app + "/_reactivate", "{}").status());
    assertEquals("APP_STATE_ACTIVE", client.get(app).at("/app/state"));
  }

  @Test
  void removalIsFinalAndFreesTheName(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BASIC);
    assertEquals(Set.of("details"), client.delete(client.app(app)).members(""));
    assertEquals("404 5 COMMAND-0po9s", client.delete(client.app(app)).error());
    assertEquals(200, client.create("One", Client.BASIC).status());
  }
}
