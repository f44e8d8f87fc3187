package dev.registrant.testkit.zitadel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.registrant.testkit.Sandbox;
import dev.registrant.testkit.SandboxExtension;
import dev.registrant.testkit.zitadel.Client.Got;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SandboxExtension.class)
class GrantsTests {

  private static Got grant(Client client, String org, String roles) {
    return client.post(
        client.project() + "/grants",
        "{\"grantedOrgId\":\"" + org + "\",\"roleKeys\":" + roles + "}");
  }

  private static String made(Client client) {
    Got got = Client.insist(grant(client, client.account("foreignOrg"), "[\"reader\"]"));
    return client.project() + "/grants/" + got.at("/grantId");
  }

  @Test
  void grantIsRead(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got got = client.get(made(client));
    assertEquals(
        Set.of(
            "grantId",
            "grantedOrgId",
            "grantedOrgName",
            "grantedRoleKeys",
            "state",
            "projectId",
            "projectName",
            "projectOwnerId",
            "projectOwnerName",
            "details"),
        got.members("/projectGrant"));
    assertEquals("PROJECT_GRANT_STATE_ACTIVE", got.at("/projectGrant/state"));
    assertEquals("reader", got.at("/projectGrant/grantedRoleKeys/0"));
  }

  @Test
  void stateShowsInstalls(Sandbox sandbox) {
    Client client = new Client(sandbox);
    made(client);
    assertEquals(
        client.account("foreignOrg"), client.state().at("/installs/0/grantedOrgId").asString());
  }

  @Test
  void secondGrantOfThePairIsRefused(Sandbox sandbox) {
    Client client = new Client(sandbox);
    made(client);
    assertEquals("409 6 V3-DKcYh", grant(client, client.account("foreignOrg"), "[]").error());
  }

  @Test
  void unknownOrganisationIsRefused(Sandbox sandbox) {
    assertEquals("400 9 COMMAND-3m9gg", grant(new Client(sandbox), "1", "[]").error());
  }

  @Test
  void unknownRoleIsRefused(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got got = grant(client, client.account("foreignOrg"), "[\"nobody\"]");
    assertEquals("400 9 COMMAND-6m9gd", got.error());
  }

  @Test
  void ownOrganisationIsRefused(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got got = grant(client, client.account("org"), "[]");
    assertEquals("400 9 PROJECT-ckUpbvboAH", got.error());
  }

  @Test
  void unknownProjectIsRefused(Sandbox sandbox) {
    Client client = new Client(sandbox);
    client.as(client.account("orgOwnerToken"));
    Got got = client.post("/projects/1/grants", "{\"grantedOrgId\":\"1\"}");
    assertEquals("400 9 COMMAND-m9gsd", got.error());
  }

  @Test
  void missingOrganisationIsInvalid(Sandbox sandbox) {
    Client client = new Client(sandbox);
    assertEquals("400 3 ", client.post(client.project() + "/grants", "{}").error());
  }

  @Test
  void rolesChangeAndMayStayTheSame(Sandbox sandbox) {
    Client client = new Client(sandbox);
    String grant = made(client);
    assertEquals(200, client.put(grant, "{\"roleKeys\":[\"writer\"]}").status());
    assertEquals("writer", client.get(grant).at("/projectGrant/grantedRoleKeys/0"));
    assertEquals(200, client.put(grant, "{\"roleKeys\":[\"writer\"]}").status());
    assertEquals("400 9 COMMAND-6m9gd", client.put(grant, "{\"roleKeys\":[\"x\"]}").error());
  }

  @Test
  void stateMayBeSetTwice(Sandbox sandbox) {
    Client client = new Client(sandbox);
    String grant = made(client);
    assertEquals(200, client.post(grant + "/_reactivate", "{}").status());
    assertEquals(200, client.post(grant + "/_deactivate", "{}").status());
    assertEquals(200, client.post(grant + "/_deactivate", "{}").status());
    assertEquals("PROJECT_GRANT_STATE_INACTIVE", client.get(grant).at("/projectGrant/state"));
  }

  @Test
  void removedGrantIsMissing(Sandbox sandbox) {
    Client client = new Client(sandbox);
    String grant = made(client);
    assertEquals(200, client.delete(grant).status());
    assertEquals("404 5 QUERY-n98GGs", client.get(grant).error());
    assertEquals("404 5 PROJECT-D8JxR", client.delete(grant).error());
    assertEquals("404 5 PROJECT-D8JxR", client.put(grant, "{}").error());
    assertEquals("404 5 PROJECT-D8JxR", client.post(grant + "/_deactivate", "{}").error());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"queries\":[{\"roleKeyQuery\":{\"roleKey\":\"reader\"}}]}",
        "{\"queries\":[{\"projectNameQuery\":{\"name\":\"Product\"}}]}"
      })
  void grantsOfAProjectAreFound(String body, Sandbox sandbox) {
    Client client = new Client(sandbox);
    made(client);
    Got got = client.post(client.project() + "/grants/_search", body);
    assertEquals(List.of(client.account("foreignOrg")), got.results("grantedOrgId"));
  }

  @Test
  void grantsOfAllProjectsAreFoundByOrganisation(Sandbox sandbox) {
    Client client = new Client(sandbox);
    made(client);
    sandbox.seed("zitadel", "organisation", Map.of("grant", true));
    String body = "{\"queries\":[{\"grantedOrgIdQuery\":{\"grantedOrgId\":\"%s\"}}]}";
    Got got = client.post("/projectgrants/_search", body.formatted(client.account("foreignOrg")));
    assertEquals(List.of(client.account("foreignOrg")), got.results("grantedOrgId"));
    assertEquals(2, client.post("/projectgrants/_search", "{}").results("grantId").size());
  }
}
