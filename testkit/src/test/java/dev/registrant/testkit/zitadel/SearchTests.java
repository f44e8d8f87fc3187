package dev.registrant.testkit.zitadel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.testkit.ManualTime;
import dev.registrant.testkit.Sandbox;
import dev.registrant.testkit.SandboxExtension;
import dev.registrant.testkit.zitadel.Client.Got;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SandboxExtension.class)
class SearchTests {

  private static Got search(Client client, String body) {
    return client.post(client.apps() + "/_search", body);
  }

  private static Got named(Client client, String name, String method) {
    return search(
        client,
        """
        {"queries":[{"nameQuery":{"name":"%s","method":"TEXT_QUERY_METHOD_%s"}}]}"""
            .formatted(name, method));
  }

  @Test
  void emptyResultHasNeitherResultNorTotal(Sandbox sandbox) {
    Got got = search(new Client(sandbox), "{}");
    assertEquals(Set.of("details"), got.members(""));
    assertEquals(Set.of("viewTimestamp"), got.members("/details"));
  }

  @Test
  void withoutLimitAllAreReturned(Sandbox sandbox) {
    Client client = new Client(sandbox);
    for (int i = 0; i < 120; i++) {
      client.create("app " + i, Client.BASIC);
    }
    Got got = search(client, "{}");
    assertEquals(120, got.results("id").size());
    assertTrue(got.json().at("/details/totalResult").isString());
    assertEquals("120", got.at("/details/totalResult"));
  }

  @Test
  void kindsAreMixed(Sandbox sandbox) {
    sandbox.seed("zitadel", "oidc-app", Map.of("name", "web"));
    Client client = new Client(sandbox);
    client.create("one", Client.BASIC);
    assertEquals(Set.of("one", "web"), new TreeSet<>(search(client, "").results("name")));
  }

  @ParameterizedTest
  @CsvSource({
    "MyApp, EQUALS, 1",
    "myapp, EQUALS, 0",
    "myapp, EQUALS_IGNORE_CASE, 1",
    "My, STARTS_WITH, 1",
    "my, STARTS_WITH, 0",
    "my, STARTS_WITH_IGNORE_CASE, 1",
    "yA, CONTAINS, 1",
    "ya, CONTAINS, 0",
    "ya, CONTAINS_IGNORE_CASE, 1",
    "App, ENDS_WITH, 1",
    "app, ENDS_WITH, 0",
    "app, ENDS_WITH_IGNORE_CASE, 1",
    "myapp, MISSPELT, 0"
  })
  void methodsCompare(String name, String method, int count, Sandbox sandbox) {
    Client client = new Client(sandbox);
    client.create("MyApp", Client.BASIC);
    assertEquals(count, named(client, name, method).results("id").size());
  }

  @Test
  void equalsIsTheDefault(Sandbox sandbox) {
    Client client = new Client(sandbox);
    client.create("MyApp", Client.BASIC);
    String body = "{\"queries\":[{\"name_query\":{\"name\":\"%s\"}}]}";
    assertEquals(1, search(client, body.formatted("MyApp")).results("id").size());
    assertEquals(0, search(client, body.formatted("myapp")).results("id").size());
  }

  @Test
  void misspeltQueryIsInvalid(Sandbox sandbox) {
    Got got = search(new Client(sandbox), "{\"queries\":[{\"nameQuerry\":{\"name\":\"x\"}}]}");
    assertEquals("400 3 ", got.error());
  }

  @Test
  void tooLongQueryIsInvalid(Sandbox sandbox) {
    assertEquals("400 3 ", named(new Client(sandbox), "x".repeat(201), "EQUALS").error());
  }

  @Test
  void offsetAndLimitCut(Sandbox sandbox) {
    sandbox.behave("zitadel", "search.order", "created");
    Client client = new Client(sandbox);
    for (String name : List.of("a", "b", "c", "d")) {
      client.create(name, Client.BASIC);
    }
    Got got = search(client, "{\"query\":{\"offset\":\"1\",\"limit\":2,\"asc\":true}}");
    assertEquals(List.of("b", "c"), got.results("name"));
    assertEquals("4", got.at("/details/totalResult"));
  }

  @Test
  void orderIsNotToBeReliedOn(Sandbox sandbox) {
    Client client = new Client(sandbox);
    for (int i = 0; i < 20; i++) {
      client.create("app " + i, Client.BASIC);
    }
    List<String> first = search(client, "{}").results("name");
    List<String> second = search(client, "{}").results("name");
    assertNotEquals(first, second);
    assertEquals(new TreeSet<>(first), new TreeSet<>(second));
  }

  @Test
  void searchLagsBehindCreateAndDelete(Sandbox sandbox, ManualTime time) {
    Client client = new Client(sandbox);
    Got old = client.create("old", Client.BASIC);
    sandbox.behave("zitadel", "projection-lag-millis", "2000");
    client.create("new", Client.BASIC);
    client.delete(client.app(old));
    assertEquals(List.of("old"), search(client, "{}").results("name"));
    time.forward(Duration.ofMillis(1999));
    assertEquals(List.of("old"), search(client, "{}").results("name"));
    time.forward(Duration.ofMillis(1));
    assertEquals(List.of("new"), search(client, "{}").results("name"));
  }

  @Test
  void writesDoNotLag(Sandbox sandbox) {
    sandbox.behave("zitadel", "projection-lag-millis", "2000");
    Client client = new Client(sandbox);
    client.create("one", Client.BASIC);
    Got again = client.post(client.apps() + "/api", "{\"name\":\"one\"}");
    assertEquals("409 6 V3-DKcYh", again.error());
  }

  @Test
  void getMovesTheProjectionOn(Sandbox sandbox) {
    sandbox.behave("zitadel", "projection-lag-millis", "2000");
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BASIC);
    assertTrue(search(client, "{}").results("name").isEmpty());
    assertEquals(200, client.get(client.app(app)).status());
    assertEquals(List.of("one"), search(client, "{}").results("name"));
  }

  @Test
  void getCanLagToo(Sandbox sandbox, ManualTime time) {
    sandbox.behave("zitadel", "projection-lag-millis", "2000");
    sandbox.behave("zitadel", "projection.get-triggers", "off");
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BASIC);
    assertEquals("404 5 QUERY-pCP8P", client.get(client.app(app)).error());
    time.forward(Duration.ofSeconds(2));
    assertEquals(200, client.get(client.app(app)).status());
  }

  @Test
  void projectsAreFoundByRole(Sandbox sandbox) {
    sandbox.seed("zitadel", "project", Map.of("name", "Hidden", "owner", false));
    Client client = new Client(sandbox);
    Got mine = client.post("/projects/_search", "{}");
    assertEquals(List.of("Product"), mine.results("name"));
    Got all = client.as(client.account("orgOwnerToken")).post("/projects/_search", "{}");
    assertEquals(Set.of("Product", "Hidden"), new TreeSet<>(all.results("name")));
    assertFalse(all.results("name").contains("Elsewhere"));
  }
}
