package dev.registrant.testkit.zitadel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.testkit.Fault;
import dev.registrant.testkit.FaultKind;
import dev.registrant.testkit.ManualTime;
import dev.registrant.testkit.Sandbox;
import dev.registrant.testkit.SandboxExtension;
import dev.registrant.testkit.vendor.AdminRefusal;
import dev.registrant.testkit.zitadel.Client.Got;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@ExtendWith(SandboxExtension.class)
class SimulatorTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "baseUrl",
        "org",
        "project",
        "token",
        "orgOwnerToken",
        "clientId",
        "clientSecret",
        "serviceAccountKey"
      })
  void readyLineNames(String member, Sandbox sandbox) {
    JsonNode line = Client.read(sandbox.readyLine());
    assertFalse(line.path("zitadel").path(member).asString("").isEmpty());
  }

  @Test
  void requestsAreCountedByOperation(Sandbox sandbox) {
    sandbox.behave("zitadel", "keys.size", "1024");
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BY_KEY);
    Got key = client.addKey(app);
    client.get(client.app(app));
    client.post(client.apps() + "/_search", "{}");
    client.put(client.app(app), "{\"name\":\"two\"}");
    client.post(client.app(app) + "/api_config/_generate_client_secret", "{}");
    client.delete(client.app(app) + "/keys/" + key.at("/id"));
    client.delete(client.app(app));
    client.post(client.project() + "/grants", "{}");
    client.post(client.project() + "/grants/_search", "{}");
    client.delete(client.project() + "/grants/1");
    client.form("/oauth/v2/token", "", "");
    JsonNode requests = client.state().path("requests");
    for (String operation :
        List.of(
            "apps.create",
            "secrets.issue",
            "apps.get",
            "apps.list",
            "apps.update",
            "secrets.replace",
            "secrets.revoke",
            "apps.delete",
            "installs.list")) {
      assertEquals(1, requests.path(operation).path("200").asInt(), operation);
    }
    assertEquals(1, requests.path("installs.create").path("400").asInt());
    assertEquals(1, requests.path("installs.delete").path("404").asInt());
    assertEquals(1, requests.path("token").path("400").asInt());
  }

  @Test
  void commitThenDropLeavesTheApp(Sandbox sandbox) {
    sandbox.arm(Fault.of("zitadel", "apps.create", FaultKind.COMMIT_THEN_DROP));
    Client client = new Client(sandbox);
    assertThrows(UncheckedIOException.class, () -> client.create("one", Client.BASIC));
    Got again = client.post(client.apps() + "/api", "{\"name\":\"one\"}");
    assertEquals("409 6 V3-DKcYh", again.error());
  }

  @Test
  void lateCommitComesLater(Sandbox sandbox, ManualTime time) {
    sandbox.arm(
        Fault.of("zitadel", "apps.create", FaultKind.LATE_COMMIT).lasting(Duration.ofSeconds(15)));
    Client client = new Client(sandbox);
    assertThrows(UncheckedIOException.class, () -> client.create("one", Client.BASIC));
    assertTrue(client.state().path("apps").isEmpty());
    time.forward(Duration.ofSeconds(15));
    assertEquals(1, client.state().path("apps").size());
  }

  @Test
  void emptySecretCoversSecretsAndKeys(Sandbox sandbox) {
    sandbox.behave("zitadel", "keys.size", "1024");
    sandbox.arm(Fault.of("zitadel", "*", FaultKind.EMPTY_SECRET).times(2));
    Client client = new Client(sandbox);
    assertEquals("", client.create("one", Client.BASIC).at("/clientSecret"));
    Got app = client.create("two", Client.BY_KEY);
    sandbox.arm(Fault.of("zitadel", "secrets.issue", FaultKind.EMPTY_SECRET));
    assertEquals("", client.addKey(app).at("/keyDetails"));
  }

  @Test
  void staleReadShowsThePast(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BASIC);
    sandbox.arm(Fault.of("zitadel", "apps.get", FaultKind.STALE_READ));
    client.put(client.app(app), "{\"name\":\"two\"}");
    assertEquals("one", client.get(client.app(app)).at("/app/name"));
    assertEquals("two", client.get(client.app(app)).at("/app/name"));
  }

  @ParameterizedTest
  @CsvSource({"400, 3", "401, 16", "403, 7", "404, 5", "409, 6", "500, 13", "503, 14"})
  void orderedRefusalHasTheVendorsForm(int status, int code, Sandbox sandbox) {
    sandbox.arm(Fault.of("zitadel", "apps.get", FaultKind.REFUSE).status(status));
    Client client = new Client(sandbox);
    Got got = client.get(client.apps() + "/1");
    assertEquals(status, got.status());
    assertEquals(code, got.code());
  }

  @Test
  void resetKeepsTheAccount(Sandbox sandbox) {
    Client client = new Client(sandbox);
    client.create("one", Client.BASIC);
    sandbox.seed("zitadel", "revoked-token", Map.of("token", client.account("token")));
    sandbox.reset();
    assertEquals(200, client.get(client.project()).status());
    assertTrue(client.state().path("apps").isEmpty());
  }

  @Test
  void unknownSeedMembersAreRefused(Sandbox sandbox) {
    assertThrows(
        AdminRefusal.class, () -> sandbox.seed("zitadel", "organisation", Map.of("grants", 1)));
    assertThrows(
        AdminRefusal.class, () -> sandbox.seed("zitadel", "service-account", Map.of("role", "X")));
  }
}
