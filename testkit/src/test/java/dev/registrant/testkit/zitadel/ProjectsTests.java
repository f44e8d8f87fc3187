package dev.registrant.testkit.zitadel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.testkit.Sandbox;
import dev.registrant.testkit.SandboxExtension;
import dev.registrant.testkit.zitadel.Client.Got;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SandboxExtension.class)
class ProjectsTests {

  private static final String HISTORY = "/changes/_search";

  @BeforeEach
  void smallKeysAreQuick(Sandbox sandbox) {
    sandbox.behave("zitadel", "keys.size", "1024");
  }

  private static Client orgOwner(Sandbox sandbox) {
    Client client = new Client(sandbox);
    return client.as(client.account("orgOwnerToken"));
  }

  @Test
  void createdProjectIsRead(Sandbox sandbox) {
    Client client = orgOwner(sandbox);
    Got made = client.post("/projects", "{\"name\":\"New\",\"projectRoleCheck\":true}");
    assertEquals(Set.of("id", "details"), made.members(""));
    Got read = client.get("/projects/" + made.at("/id"));
    assertEquals(
        Set.of("id", "details", "name", "state", "projectRoleCheck"), read.members("/project"));
    assertEquals("PROJECT_STATE_ACTIVE", read.at("/project/state"));
  }

  @Test
  void makerOfAProjectGetsNoRoleInIt(Sandbox sandbox) {
    Client client = orgOwner(sandbox);
    Got made = client.post("/projects", "{\"name\":\"New\"}");
    String apps = "/projects/" + made.at("/id") + "/apps/";
    Got app = client.post(apps + "api", "{\"name\":\"one\"}");
    assertEquals("403 7 AUTH-5mWD2", client.delete(apps + app.at("/appId")).error());
  }

  @Test
  void projectNameIsUniqueInItsOrganisation(Sandbox sandbox) {
    Client client = orgOwner(sandbox);
    assertEquals("409 6 V3-DKcYh", client.post("/projects", "{\"name\":\"product\"}").error());
    assertEquals(200, client.post("/projects", "{\"name\":\"Elsewhere\"}").status());
  }

  @Test
  void projectOwnerMayNotMakeProjects(Sandbox sandbox) {
    Got got = new Client(sandbox).post("/projects", "{\"name\":\"New\"}");
    assertEquals("403 7 AUTH-5mWD2", got.error());
  }

  @Test
  void missingAndForeignProjectsDiffer(Sandbox sandbox) {
    Client client = orgOwner(sandbox);
    assertEquals("404 5 QUERY-fk2fs", client.get("/projects/1").error());
    Got foreign = client.get("/projects/" + client.account("foreignProject"));
    assertEquals("404 5 MANAG-SFf2a", foreign.error());
  }

  @Test
  void myOrganisationIsRead(Sandbox sandbox) {
    Client client = orgOwner(sandbox);
    Got got = client.get("/orgs/me");
    assertEquals(client.account("org"), got.at("/org/id"));
    assertEquals("ORG_STATE_ACTIVE", got.at("/org/state"));
  }

  @Test
  void projectOwnerMayNotReadTheOrganisation(Sandbox sandbox) {
    Client client = new Client(sandbox);
    assertEquals("403 7 AUTH-5mWD2", client.get("/orgs/me").error());
    sandbox.behave("zitadel", "project-owner.org-read", "allowed");
    assertEquals(200, client.get("/orgs/me").status());
  }

  @Test
  void historyTellsWhatHappenedToAnApp(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BASIC);
    client.put(client.app(app), "{\"name\":\"two\"}");
    client.put(client.app(app) + "/api_config", "{\"authMethodType\":1}");
    client.post(client.app(app) + "/api_config/_generate_client_secret", "{}");
    client.post(client.app(app) + "/_deactivate", "{}");
    client.post(client.app(app) + "/_reactivate", "{}");
    client.delete(client.app(app));
    Got got = client.post(client.app(app) + HISTORY + "?query.asc=true", "");
    List<String> keys =
        got.json()
            .path("result")
            .valueStream()
            .map(one -> one.at("/eventType/key").asString())
            .map(key -> key.replace("EventTypes.project.application.", ""))
            .toList();
    assertEquals(
        List.of(
            "added",
            "config.api.added",
            "changed",
            "config.api.changed",
            "config.api.secret.changed",
            "deactivated",
            "reactivated",
            "removed"),
        keys);
    assertEquals(
        Set.of(
            "changeDate",
            "eventType",
            "sequence",
            "editorId",
            "editorDisplayName",
            "resourceOwnerId"),
        got.members("/result/0"));
  }

  @Test
  void historyTakesItsParametersFromTheUrl(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BASIC);
    String path = client.app(app) + HISTORY;
    assertEquals(2, client.post(path, "{\"query\":{\"limit\":1}}").results("sequence").size());
    assertEquals(List.of("3"), client.post(path + "?query.limit=1", "").results("sequence"));
    assertEquals(List.of("2"), client.post(path + "?query.sequence=3", "").results("sequence"));
    assertEquals(
        List.of("3"),
        client.post(path + "?query.sequence=2&query.asc=true", "").results("sequence"));
    sandbox.behave("zitadel", "history.parameters", "body");
    assertEquals(List.of("3"), client.post(path, "{\"query\":{\"limit\":1}}").results("sequence"));
  }

  @Test
  void historyDoesNotLag(Sandbox sandbox) {
    sandbox.behave("zitadel", "projection-lag-millis", "2000");
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BASIC);
    assertEquals(2, client.post(client.app(app) + HISTORY, "").results("sequence").size());
  }

  @Test
  void keysShowInTheHistoryOfTheProjectOnly(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BY_KEY);
    client.addKey(app);
    assertEquals(2, client.post(client.app(app) + HISTORY, "").results("sequence").size());
    Got project = client.post(client.project() + HISTORY, "");
    assertTrue(
        project.at("/result/0/eventType/key").endsWith("project.application.oidc.key.added"));
    sandbox.behave("zitadel", "history.key-events", "app-too");
    assertEquals(3, client.post(client.app(app) + HISTORY, "").results("sequence").size());
  }

  @Test
  void seededOrganisationCanHaveAGrant(Sandbox sandbox) {
    Map<String, Object> made =
        sandbox.seed("zitadel", "organisation", Map.of("grant", true, "roles", List.of("reader")));
    Client client = new Client(sandbox);
    Got got = client.get(client.project() + "/grants/" + made.get("grantId"));
    assertEquals(made.get("id"), got.at("/projectGrant/grantedOrgId"));
  }
}
