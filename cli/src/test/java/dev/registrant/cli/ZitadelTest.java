package dev.registrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The commands at the simulated ZITADEL. */
class ZitadelTest {
  @TempDir Path folder;
  private Bench bench;

  @BeforeEach
  void start() throws IOException {
    bench = new Bench(folder);
  }

  @AfterEach
  void nothingSecretIsAnywhere() {
    bench.close();
  }

  @Test
  void lifeOfAnApp() {
    JsonNode created =
        bench.json("apps", "create", "--account", "zitadel", "--name", "Robot").ends(0).json();
    String id = created.path("app").path("id").asString("");
    assertEquals("active", created.path("app").path("status").asString(""));
    assertEquals(app().path("clientId"), created.path("app").path("clientId"));
    assertEquals(0, created.path("differences").size());

    assertEquals(
        id,
        bench
            .json("apps", "list", "--account", "zitadel")
            .ends(0)
            .json()
            .path("apps")
            .path(0)
            .path("id")
            .asString(""));
    update(id, "--name", "Robot 2");
    assertEquals("Robot 2", app().path("name").asString(""));
    assertEquals("inactive", update(id, "--set", "state=inactive"));
    assertEquals("APP_STATE_INACTIVE", app().path("state").asString(""));
    assertEquals("active", update(id, "--set", "state=active"));
    Cli.Run changed =
        bench
            .json(
                "apps",
                "update",
                id,
                "--account",
                "zitadel",
                "--set",
                "token_endpoint_auth_method=private_key_jwt")
            .ends(0);
    assertTrue(changed.out().contains("the change made no key"), changed.out());
    assertEquals("API_AUTH_METHOD_TYPE_PRIVATE_KEY_JWT", app().path("authMethodType").asString(""));
    bench.json("apps", "delete", id, "--account", "zitadel", "--yes").ends(0);
    assertEquals(0, bench.state("zitadel").path("apps").size());
  }

  @Test
  void badInputSendsNothing() {
    Cli.Run run =
        bench
            .json(
                "apps",
                "create",
                "--account",
                "zitadel",
                "--name",
                "x".repeat(201),
                "--set",
                "token_endpoint_auth_method=client_secret_baisc",
                "--set",
                "state=asleep")
            .ends(2);
    for (String field : List.of("client_name", "token_endpoint_auth_method", "state")) {
      assertFalse(run.violation(field).isEmpty(), field);
    }
    assertEquals(0, bench.requests("zitadel"));
  }

  @Test
  void nameWhenTaken() {
    bench.json("apps", "create", "--account", "zitadel", "--name", "Robot").ends(0);
    Cli.Run run = bench.json("apps", "create", "--account", "zitadel", "--name", "ROBOT").ends(1);
    assertEquals("Conflict", run.kind());
    assertEquals(app().path("id"), run.error().path("candidates").path(0));
  }

  @Test
  void doctorFindsAProjectThatIsNotThere() throws IOException {
    String right = bench.sandbox().account("zitadel").get("project");
    String wrong = (right.startsWith("9") ? "8" : "9") + right.substring(1);
    bench.configure(yaml -> yaml.replace(right, wrong));
    JsonNode checks = bench.json("doctor").ends(1).json().path("checks");
    JsonNode check =
        checks
            .valueStream()
            .filter(one -> one.path("name").asString("").equals("account zitadel"))
            .findFirst()
            .orElseThrow();
    assertFalse(check.path("ok").asBoolean(true));
    assertTrue(check.path("detail").asString("").contains("project"), check::toString);
  }

  private String update(String id, String... changes) {
    String[] args = new String[changes.length + 5];
    System.arraycopy(new String[] {"apps", "update", id, "--account", "zitadel"}, 0, args, 0, 5);
    System.arraycopy(changes, 0, args, 5, changes.length);
    return bench.json(args).ends(0).json().path("app").path("status").asString("");
  }

  private JsonNode app() {
    return bench.state("zitadel").path("apps").path(0);
  }
}
