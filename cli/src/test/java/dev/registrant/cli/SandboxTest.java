package dev.registrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.ProviderCatalog;
import dev.registrant.testkit.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
  private final List<Cli.Run> runs = new ArrayList<>();
  private Sandbox sandbox;
  private String yaml;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start();
    yaml =
        SandboxAccount.yaml(
            SandboxAccount.of(sandbox, ProviderCatalog.discover()), "registrant", "1");
  }

  @AfterEach
  void nothingSecretWasPrinted() {
    List<String> secrets = new ArrayList<>();
    secrets.add(sandbox.account("snyk").get("token"));
    state()
        .path("apps")
        .forEach(app -> app.path("secrets").forEach(s -> secrets.add(s.asString())));
    sandbox.close();
    for (Cli.Run run : runs) {
      secrets.forEach(run::hides);
    }
  }

  @Test
  void lifeOfAnApp() throws IOException {
    Path secrets = folder.resolve("secrets.json");
    JsonNode created = json(yaml, create("--secret-file", secrets.toString())).ends(0).json();
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

    JsonNode got = json(yaml, "apps", "get", id, "--account", "snyk").ends(0).json();
    assertEquals("tenant", got.path("app").path("metadata").path("context").asString(""));
    JsonNode listed = json(yaml, "apps", "list", "--account", "snyk").ends(0).json();
    assertEquals(id, listed.path("apps").path(0).path("id").asString(""));

    json(yaml, "apps", "update", id, "--account", "snyk", "--name", "Robot 2").ends(0);
    assertEquals("Robot 2", state().path("apps").path(0).path("name").asString(""));

    JsonNode plan = json(yaml, "apps", "delete", id, "--account", "snyk", "--plan").ends(0).json();
    assertTrue(plan.path("plan").size() > 0);
    assertEquals(1, state().path("apps").size());
    JsonNode deleted =
        json(yaml, "apps", "delete", id, "--account", "snyk", "--yes").ends(0).json();
    assertTrue(deleted.path("deleted").asBoolean(false));
    assertEquals(id, deleted.path("app").path("id").asString(""));
    assertEquals(0, state().path("apps").size());
  }

  @Test
  void tablesForPeople() throws IOException {
    run(yaml, create("--secret-file", folder.resolve("s").toString())).ends(0);
    String out = run(yaml, "apps", "list", "--account", "snyk").ends(0).out();
    assertTrue(out.startsWith("ID "), out);
    assertTrue(out.contains("Robot"), out);
  }

  @Test
  void badInputSendsNothing() throws IOException {
    Cli.Run run =
        json(
                yaml,
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
    Map<String, String> account = sandbox.account("snyk");
    String wrongToken = yaml.replace(account.get("token"), UNKNOWN);
    String wrongOrg = yaml.replace(account.get("org"), account.get("foreignOrg"));
    requireRefusal("Unauthenticated", wrongToken, "apps", "list", "--account", "snyk");
    requireRefusal("NotFound", wrongOrg, "apps", "list", "--account", "snyk");
    requireRefusal("NotFound", yaml, "apps", "get", UNKNOWN, "--account", "snyk");
  }

  @Test
  void doctorAsksEachAccount() throws IOException {
    assertTrue(json(yaml, "doctor").ends(0).json().path("ok").asBoolean(false));
    String wrong = yaml.replace(sandbox.account("snyk").get("token"), UNKNOWN);
    JsonNode failed = json(wrong, "doctor").ends(1).json();
    assertFalse(failed.path("ok").asBoolean(true));
    assertTrue(failed.toString().contains("request id"));
  }

  private void requireRefusal(String kind, String config, String... args) throws IOException {
    Cli.Run run = json(config, args).ends(1);
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

  private Cli.Run json(String config, String... args) throws IOException {
    List<String> all = new ArrayList<>(List.of("--output", "json"));
    all.addAll(List.of(args));
    return run(config, all.toArray(String[]::new));
  }

  private Cli.Run run(String config, String... args) throws IOException {
    Path file = Files.writeString(folder.resolve("registrant.yaml"), config);
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--config", file.toString()));
    Cli.Run run = new Cli().run(all.toArray(String[]::new));
    runs.add(run);
    return run;
  }

  private JsonNode state() {
    return Json.read(Json.write(sandbox.state()).getBytes(StandardCharsets.UTF_8)).path("snyk");
  }
}
