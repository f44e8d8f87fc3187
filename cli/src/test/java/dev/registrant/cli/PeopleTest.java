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

/** ServiceTitan's assisted mode: people act, and each command is a process of its own. */
class PeopleTest {
  private static final String ACCOUNT = "servicetitan";

  @TempDir Path folder;
  private Bench bench;
  private String tenant;

  @BeforeEach
  void start() throws IOException {
    bench = new Bench(folder);
    tenant = bench.sandbox().account(ACCOUNT).get("tenant");
  }

  @AfterEach
  void nothingSecretIsAnywhere() {
    assertEquals(0, bench.requests(ACCOUNT), "assisted sends nothing");
    bench.close();
  }

  @Test
  void createIsPendingWithWhatPeopleMustDo() {
    Cli.Run run = create().ends(0);
    JsonNode app = run.json().path("app");
    assertEquals("pending", app.path("status").asString(""));
    assertTrue(app.path("id").asString("").startsWith("reg_"));
    assertEquals(app.path("id"), app.path("registrationId"));
    assertTrue(run.err().contains("key: key_"), run.err());
    assertEquals(0, run.json().path("credentials").size());
    JsonNode action = only(run.json());
    assertEquals("create-app", action.path("step").asString(""));
    assertEquals("open", action.path("state").asString(""));
    assertEquals(ACCOUNT, action.path("account").asString(""));
    assertEquals(app.path("id"), action.path("app"));
    for (String member : List.of("id", "who", "where", "text")) {
      assertFalse(action.path(member).asString("").isEmpty(), member);
    }
    JsonNode key = need(action, "app_key");
    assertTrue(key.path("secret").asBoolean(false) && key.path("required").asBoolean(false));
    assertEquals(run.json().path("actions"), actions());
  }

  @Test
  void listIsForOneAccountOrAll() {
    create();
    assertEquals(1, actions().size());
    assertEquals(1, actions("--account", ACCOUNT).size());
    assertEquals(0, actions("--account", "zitadel").size());
    String table = bench.table("actions", "list").ends(0).out();
    assertTrue(table.contains("actions complete act_"), table);
    assertTrue(table.contains("--secret-stdin app_key"), table);
  }

  @Test
  void lifeOfAnApp() throws IOException {
    String id = create().ends(0).json().path("app").path("id").asString("");
    JsonNode told = personCreates();
    String appId = told.path("appId").asString("");
    String key = told.path("appKey").asString("");

    JsonNode created = complete("create-app", key + "\n", "app_id=" + appId).ends(0).json();
    assertEquals("app_key", created.path("credentials").path(0).path("kind").asString(""));
    assertEquals("current", created.path("credentials").path(0).path("state").asString(""));
    assertEquals("allow:" + tenant, only(created).path("step").asString(""));
    assertEquals(appId, created.path("app").path("metadata").path("app_id").asString(""));

    JsonNode declined = complete("allow:" + tenant, "", "decision=declined").ends(0).json();
    assertTrue(only(declined).path("text").asString("").startsWith("Once more"));
    String clientId = bench.human("allow", at(appId)).path("clientId").asString("");
    JsonNode allowed =
        complete("allow:" + tenant, "", "decision=allowed", "client_id=" + clientId).ends(0).json();
    assertEquals("active", allowed.path("app").path("status").asString(""));
    assertEquals(0, allowed.path("actions").size());

    reveal(id, key);

    String[] scopes = {"--scope", "tn.crm.customers:r", "--scope", "tn.crm.bookings:r"};
    bench.json(Bench.args(scopes, "apps", "update", id, "--account", ACCOUNT)).ends(0);
    List<String> saved = List.of("tn.crm.customers:r", "tn.crm.bookings:r");
    bench.human("change-scopes", Map.of("appId", appId, "scopes", saved));
    JsonNode rescoped = complete("change-scopes", "", "version=2").ends(0).json();
    assertEquals("upgrade:" + tenant, only(rescoped).path("step").asString(""));
    String upgrade = only(rescoped).path("id").asString("");
    JsonNode skipped =
        bench.json("actions", "skip", upgrade, "--reason", "next month").ends(0).json();
    assertEquals("skipped", only(skipped).path("state").asString(""));
    assertEquals("next month", only(skipped).path("claimed").path("reason").asString(""));

    delete(id, appId);
  }

  private void reveal(String id, String key) throws IOException {
    String[] app = {"--account", ACCOUNT, "--app", id};
    JsonNode listed = bench.json(Bench.args(app, "secrets", "list")).ends(0).json();
    assertEquals(1, listed.path("credentials").size());
    assertEquals("Usage", bench.json(Bench.args(app, "secrets", "reveal")).ends(2).kind());
    Path file = bench.path("secret.json");
    bench.json(Bench.args(app, "secrets", "reveal", "--secret-file", file.toString())).ends(0);
    assertEquals(key, Json.read(Files.readAllBytes(file)).path("value").asString(""));
    JsonNode shown =
        bench.revealing(new Cli(), Bench.args(app, "secrets", "reveal", "--reveal")).ends(0).json();
    assertEquals(key, shown.path("credentials").path(0).path("value").asString(""));
  }

  private void delete(String id, String appId) {
    String[] delete = {"apps", "delete", id, "--account", ACCOUNT};
    String plan =
        bench
            .json(Bench.args(new String[] {"--plan"}, delete))
            .ends(0)
            .json()
            .path("plan")
            .toString();
    assertTrue(plan.contains("people"), plan);
    JsonNode pending = bench.json(Bench.args(new String[] {"--yes"}, delete)).ends(0).json();
    assertFalse(pending.path("deleted").asBoolean(true));
    assertEquals("delete-app", only(pending).path("step").asString(""));
    bench.human("delete-app", Map.of("appId", appId));
    Cli.Run wrong = complete("delete-app", "", "confirm=Robot 2").ends(2);
    assertFalse(wrong.violation("confirm").isEmpty());
    JsonNode gone = complete("delete-app", "", "confirm=Robot").ends(0).json();
    assertTrue(gone.path("deleted").asBoolean(false));
    assertEquals("NotFound", bench.json("apps", "get", id, "--account", ACCOUNT).ends(1).kind());
    assertEquals(0, actions().size());
  }

  @Test
  void wrongEvidenceIsRefusedAndTheActionStaysOpen() {
    create();
    JsonNode told = personCreates();
    String appId = "app_id=" + told.path("appId").asString("");
    String key = told.path("appKey").asString("");
    String action = open("create-app");

    Cli.Run inClear =
        bench
            .json("actions", "complete", action, "--set", appId, "--set", "app_key=" + key)
            .ends(2);
    assertTrue(inClear.violation("app_key").contains("secret"), inClear.out());
    refused("app_key", complete("create-app", key + " ", appId));
    refused("app_key", complete("create-app", "cs1.abc", appId));
    refused("app_id", complete("create-app", key, "app_id=" + key));
    refused("app_id", complete("create-app", key));
    refused("colour", complete("create-app", key, appId, "colour=red"));
    refused("app_id", complete("create-app", key, appId, appId));
    assertEquals("Usage", complete("create-app", "", appId).ends(2).kind());
    assertEquals(action, open("create-app"));
  }

  @Test
  void actionWhenUnknownOrDone() {
    assertEquals(
        "NotFound", bench.json("actions", "skip", "act_x", "--reason", "r").ends(1).kind());
    create();
    String action = open("create-app");
    refused("reason", bench.json("actions", "skip", action, "--reason", " "));
    bench.json("actions", "skip", action, "--reason", "by hand").ends(0);
    assertEquals(
        "Conflict", bench.json("actions", "skip", action, "--reason", "again").ends(1).kind());
    assertEquals(
        "NotFound",
        bench
            .json("actions", "skip", action, "--reason", "r", "--account", "zitadel")
            .ends(1)
            .kind());
  }

  @Test
  void wrongReportIsReopenedAndCorrected() {
    create();
    JsonNode told = personCreates();
    String appId = told.path("appId").asString("");
    String key = told.path("appKey").asString("");
    String action = open("create-app");
    complete("create-app", key + "\n", "app_id=another").ends(0);
    assertFalse(actions().toString().contains(action));
    JsonNode done = action(action, actions("--all"));
    assertEquals("claimed", done.path("state").asString(""));
    assertEquals("another", done.path("claimed").path("app_id").asString(""));
    String table = bench.table("actions", "list", "--all").ends(0).out();
    assertTrue(table.contains("registrant actions reopen " + action), table);

    refused("reason", bench.json("actions", "reopen", action, "--reason", "key " + key));
    Cli.Run again = bench.json("actions", "reopen", action, "--reason", "misread the id").ends(0);
    assertEquals(action, only(again.json()).path("id").asString(""));
    assertEquals("pending", again.json().path("app").path("status").asString(""));
    assertEquals("revoked", again.json().path("credentials").path(0).path("state").asString(""));
    assertEquals(
        "Conflict", bench.json("actions", "reopen", action, "--reason", "again").ends(1).kind());
    JsonNode right = complete("create-app", key + "\n", "app_id=" + appId).ends(0).json();
    assertEquals(appId, right.path("app").path("metadata").path("app_id").asString(""));
    assertEquals("current", right.path("credentials").path(0).path("state").asString(""));
    assertTrue(actions("--all").toString().contains("misread the id"));
  }

  @Test
  void creationThatWasLeftOutStrandsNothing() {
    JsonNode app = create("--key", "k1").ends(0).json().path("app");
    bench.json("actions", "skip", open("create-app"), "--reason", "not this year").ends(0);
    assertEquals(0, actions().size());
    assertEquals(app.path("id"), create("--key", "k1").ends(0).json().path("app").path("id"));
    bench.json("actions", "skip", open("create-app"), "--reason", "not at all").ends(0);
    String id = app.path("id").asString("");
    bench.json("apps", "delete", id, "--account", ACCOUNT, "--yes").ends(0);
    complete("delete-app", "", "confirm=Robot").ends(0);
    assertEquals("NotFound", bench.json("apps", "get", id, "--account", ACCOUNT).ends(1).kind());
    assertTrue(actions("--all").size() > 0);
  }

  @Test
  void moreTenantsThanConfiguredPlanNothing() {
    List<String> args = new ArrayList<>();
    for (int i = 1; i <= 200; i++) {
      args.addAll(List.of("--set", "tenants=" + (90_000 + i)));
    }
    assertFalse(create(args.toArray(String[]::new)).ends(2).violation("tenants").isEmpty());
    assertEquals(0, actions().size());
  }

  @Test
  void sameKeyGivesTheSameApp() {
    JsonNode once = create("--key", "k1").ends(0).json();
    JsonNode again = create("--key", "k1").ends(0).json();
    assertEquals(once.path("app").path("id"), again.path("app").path("id"));
    assertEquals(1, actions().size());
  }

  @Test
  void badInputPlansNothing() {
    Cli.Run run =
        bench
            .json(
                "apps",
                "create",
                "--account",
                ACCOUNT,
                "--name",
                "x".repeat(121),
                "--scope",
                "tn.crm.customers:delete",
                "--set",
                "tenants=abc")
            .ends(2);
    for (String field : List.of("client_name", "scope[0]", "tenants[0]")) {
      assertFalse(run.violation(field).isEmpty(), field);
    }
    assertTrue(run.error().path("key").asString("").startsWith("key_"));
    assertEquals(0, actions().size());
  }

  private Cli.Run create(String... more) {
    return bench.json(
        Bench.args(
            more,
            "apps",
            "create",
            "--account",
            ACCOUNT,
            "--name",
            "Robot",
            "--scope",
            "tn.crm.customers:r",
            "--set",
            "tenants=" + tenant));
  }

  private JsonNode personCreates() {
    return bench.human(
        "create-app",
        Map.of(
            "name",
            "Robot",
            "organizationName",
            "Registrant sandbox",
            "homepageUrl",
            "https://platform.example",
            "scopes",
            List.of("tn.crm.customers:r"),
            "tenants",
            List.of(tenant)));
  }

  /** Completes the open action of a step, with the secret on standard input if it needs one. */
  private Cli.Run complete(String step, String secret, String... values) {
    List<String> args = new ArrayList<>(List.of("actions", "complete", open(step)));
    for (String value : values) {
      args.addAll(List.of("--set", value));
    }
    if (step.equals("create-app")) {
      args.addAll(List.of("--secret-stdin", "app_key"));
    }
    return bench.json(new Cli().input(secret), args.toArray(String[]::new));
  }

  private void refused(String field, Cli.Run run) {
    assertEquals("InvalidRequest", run.ends(2).kind());
    assertFalse(run.violation(field).isEmpty(), run.out());
  }

  private Map<String, String> at(String appId) {
    return Map.of("appId", appId, "tenant", tenant, "environment", "integration");
  }

  private String open(String step) {
    return actions()
        .valueStream()
        .filter(action -> action.path("step").asString("").equals(step))
        .map(action -> action.path("id").asString(""))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode action(String id, JsonNode actions) {
    return actions
        .valueStream()
        .filter(action -> action.path("id").asString("").equals(id))
        .findFirst()
        .orElseThrow();
  }

  private JsonNode actions(String... more) {
    return bench.json(Bench.args(more, "actions", "list")).ends(0).json().path("actions");
  }

  private static JsonNode only(JsonNode result) {
    assertEquals(1, result.path("actions").size(), result::toString);
    return result.path("actions").path(0);
  }

  private static JsonNode need(JsonNode action, String name) {
    return action
        .path("needs")
        .valueStream()
        .filter(need -> need.path("name").asString("").equals(name))
        .findFirst()
        .orElseThrow();
  }
}
