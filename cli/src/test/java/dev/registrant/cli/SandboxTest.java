package dev.registrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The commands at the simulated Snyk. */
class SandboxTest {
  private static final String UNKNOWN = "00000000-0000-4000-8000-000000000000";

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
  void lifeOfAnApp() throws IOException {
    Path secrets = folder.resolve("secrets.json");
    JsonNode created = bench.json(create("--secret-file", secrets.toString())).ends(0).json();
    String id = created.path("app").path("id").asString("");
    assertEquals("Robot", created.path("app").path("name").asString(""));
    assertEquals("active", created.path("app").path("status").asString(""));
    assertEquals(0, created.path("differences").size());
    assertEquals(0, created.path("actions").size());
    JsonNode seen = state().path("apps").path(0);
    assertEquals(id, seen.path("id").asString(""));
    assertEquals(seen.path("clientId"), created.path("app").path("clientId"));
    assertEquals(
        seen.path("secrets").path(0), Json.read(Files.readAllBytes(secrets)).path("value"));

    JsonNode got = bench.json("apps", "get", id, "--account", "snyk").ends(0).json();
    assertEquals("tenant", got.path("app").path("metadata").path("context").asString(""));
    JsonNode listed = bench.json("apps", "list", "--account", "snyk").ends(0).json();
    assertEquals(id, listed.path("apps").path(0).path("id").asString(""));

    bench.json("apps", "update", id, "--account", "snyk", "--name", "Robot 2").ends(0);
    assertEquals("Robot 2", state().path("apps").path(0).path("name").asString(""));

    JsonNode plan = bench.json("apps", "delete", id, "--account", "snyk", "--plan").ends(0).json();
    assertTrue(plan.path("plan").size() > 0);
    assertEquals(1, state().path("apps").size());
    JsonNode deleted =
        bench.json("apps", "delete", id, "--account", "snyk", "--yes").ends(0).json();
    assertTrue(deleted.path("deleted").asBoolean(false));
    assertEquals(id, deleted.path("app").path("id").asString(""));
    assertEquals(0, state().path("apps").size());
  }

  @Test
  void tablesForPeople() throws IOException {
    bench.json(create()).ends(0);
    String out = bench.table("apps", "list", "--account", "snyk").ends(0).out();
    assertTrue(out.startsWith("ID "), out);
    assertTrue(out.contains("Robot"), out);
  }

  @Test
  void badInputSendsNothing() throws IOException {
    Cli.Run run =
        bench
            .json(
                "apps",
                "create",
                "--account",
                "snyk",
                "--reveal",
                "--name",
                "a\u0007",
                "--redirect-uri",
                "/relative",
                "--redirect-uri",
                "https://a.example/x#f",
                "--scope",
                "org.read",
                "--set",
                "access_token_ttl_seconds=1",
                "--set",
                "colour=red")
            .ends(2);
    assertEquals("InvalidRequest", run.kind());
    for (String field :
        List.of(
            "client_name",
            "redirect_uris[0]",
            "redirect_uris[1]",
            "access_token_ttl_seconds",
            "colour")) {
      assertFalse(run.violation(field).isEmpty(), field);
    }
    assertEquals(0, state().path("requests").size());
  }

  @Test
  void wrongTokenOrgAndIdTellTheRequestId() throws IOException {
    Map<String, String> account = bench.sandbox().account("snyk");
    requireRefusal("NotFound", "apps", "get", UNKNOWN, "--account", "snyk");
    bench.configure(yaml -> yaml.replace(account.get("org"), account.get("foreignOrg")));
    requireRefusal("NotFound", "apps", "list", "--account", "snyk");
    bench.configure(yaml -> yaml.replace(account.get("token"), UNKNOWN));
    requireRefusal("Unauthenticated", "apps", "list", "--account", "snyk");
  }

  @Test
  void doctorAsksEachAccount() throws IOException {
    assertTrue(bench.json("doctor").ends(0).json().path("ok").asBoolean(false));
    String token = bench.sandbox().account("snyk").get("token");
    bench.configure(yaml -> yaml.replace(token, UNKNOWN));
    JsonNode failed = bench.json("doctor").ends(1).json();
    assertFalse(failed.path("ok").asBoolean(true));
    assertTrue(failed.toString().contains("request id"));
  }

  private void requireRefusal(String kind, String... args) {
    Cli.Run run = bench.json(args).ends(1);
    assertEquals(kind, run.kind());
    assertFalse(run.error().path("requestId").asString("").isEmpty());
  }

  private static String[] create(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("apps", "create", "--account", "snyk", "--name", "Robot", "--redirect-uri"));
    args.addAll(List.of("https://a.example/cb", "--scope", "org.read", "--set", "context=tenant"));
    args.addAll(List.of(more));
    return args.toArray(String[]::new);
  }

  private JsonNode state() {
    return bench.state("snyk");
  }
}
