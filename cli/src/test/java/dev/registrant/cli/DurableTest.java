package dev.registrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.testkit.Fault;
import dev.registrant.testkit.FaultKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What one command leaves to the next by the durable store. */
class DurableTest {
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
  void secretGoesToTheStore() {
    JsonNode created = create("n").ends(0).json();
    String id = id(created);
    JsonNode credential = created.path("credentials").path(0);
    assertEquals("client_secret", credential.path("kind").asString(""));
    assertTrue(credential.path("value").isMissingNode());
    String[] reveal = {"secrets", "reveal", "--account", "zitadel", "--app", id, "--reveal"};
    JsonNode shown = bench.revealing(new Cli(), reveal).ends(0).json();
    assertEquals(app(0).path("secrets").path(0), shown.path("credentials").path(0).path("value"));
    assertEquals(credential.path("id"), shown.path("credentials").path(0).path("id"));
  }

  @Test
  void registrationIdNamesTheAppToo() {
    JsonNode app = create("n").ends(0).json().path("app");
    String own = app.path("registrationId").asString("");
    JsonNode got = bench.json("apps", "get", own, "--account", "zitadel").ends(0).json();
    assertEquals(app.path("id"), got.path("app").path("id"));
    JsonNode listed =
        bench.json("secrets", "list", "--account", "zitadel", "--app", own).ends(0).json();
    assertEquals(1, listed.path("credentials").size());
    bench.json("apps", "delete", own, "--account", "zitadel", "--yes").ends(0);
    assertEquals(0, bench.state("zitadel").path("apps").size());
  }

  @Test
  void revealWhenThereIsNoSuchCredential() {
    String id = id(create("n").ends(0).json());
    Cli.Run run =
        bench
            .json(
                "secrets",
                "reveal",
                "--account",
                "zitadel",
                "--app",
                id,
                "--credential",
                "cred_x",
                "--reveal")
            .ends(1);
    assertEquals("NotFound", run.kind());
    assertEquals(1, run.error().path("candidates").size());
  }

  @Test
  void keyIsMadeAndToldBeforeAnythingIsSent() {
    Cli.Run run = create("n").ends(0);
    String key = run.err().lines().findFirst().orElse("").replaceFirst("^key: ", "");
    JsonNode again = create("n", "--key", key).ends(0).json();
    assertEquals(id(run.json()), id(again));
    assertEquals(1, bench.state("zitadel").path("apps").size());
  }

  @Test
  void sameKeyForAnotherAppIsRefused() {
    create("n", "--key", "k").ends(0);
    Cli.Run run = create("m", "--key", "k").ends(1);
    assertEquals("Conflict", run.kind());
    assertEquals("k", run.error().path("key").asString(""));
    assertEquals("InvalidRequest", create("m", "--key", "with blank").ends(2).kind());
    assertEquals(1, bench.state("zitadel").path("apps").size());
  }

  @Test
  void secretFileWhenTheSameKeyGivesTheSameApp() throws IOException {
    create("n", "--key", "k").ends(0);
    Path file = bench.path("again.json");
    create("n", "--key", "k", "--secret-file", file.toString()).ends(0);
    assertEquals(app(0).path("secrets").path(0), Json.read(Files.readAllBytes(file)).path("value"));
  }

  @Test
  void appByKeyComesWithItsFirstKey() {
    JsonNode created = create("n", "--set", "token_endpoint_auth_method=private_key_jwt").json();
    JsonNode credential = created.path("credentials").path(0);
    assertEquals("private_key", credential.path("kind").asString(""));
    assertEquals(app(0).path("keys").path(0).path("id"), credential.path("vendorId"));
  }

  @Test
  void lostAnswerIsSettledWhereNamesGuard() {
    bench.sandbox().arm(Fault.of("zitadel", "apps.create", FaultKind.COMMIT_THEN_DROP));
    String id = id(create("n", "--key", "k").ends(0).json());
    assertEquals(1, bench.state("zitadel").path("apps").size());
    JsonNode reconciled = bench.json("reconcile").ends(0).json();
    assertEquals(0, reconciled.path("open").size());
    JsonNode duty = reconciled.path("duties").path(0);
    assertEquals(id, duty.path("appId").asString(""));
    assertEquals("zitadel", duty.path("account").asString(""));
    assertFalse(duty.path("reason").asString("").isEmpty());
  }

  @Test
  void lostAnswerStaysOpenWhereOnlyAListTells() {
    bench.sandbox().arm(Fault.of("snyk", "apps.create", FaultKind.DROP_BEFORE_COMMIT));
    Cli.Run run = snyk("--key", "k").ends(3);
    assertEquals("OutcomeUnknown", run.kind());
    assertEquals("k", run.error().path("key").asString(""));
    JsonNode open = bench.json("reconcile").ends(0).json().path("open");
    assertEquals(1, open.size());
    assertEquals("k", open.path(0).path("key").asString(""));
    assertEquals("snyk", open.path(0).path("account").asString(""));
    assertFalse(open.path(0).path("until").asString("").isEmpty());
    String table = bench.table("reconcile").ends(0).out();
    assertTrue(table.startsWith("open"), table);
  }

  @Test
  void lostAnswerIsAdoptedByReconcile() {
    bench.sandbox().arm(Fault.of("snyk", "apps.create", FaultKind.COMMIT_THEN_DROP));
    snyk("--key", "k").ends(3);
    JsonNode settled = bench.json("reconcile").ends(0).json().path("settled");
    assertEquals(1, settled.size());
    assertEquals("adopted", settled.path(0).path("result").asString(""));
    JsonNode app = bench.state("snyk").path("apps").path(0);
    assertEquals(app.path("id"), settled.path(0).path("appId"));
    assertEquals("Robot", app.path("name").asString(""));
    assertEquals("nothing is open", bench.table("reconcile").ends(0).out().strip());
  }

  @Test
  void adoptedAppIsOurs() throws IOException {
    String id = id(create("n").ends(0).json());
    bench.configure(yaml -> yaml.replace("registrant.db", "other.db").replace(".key", ".key2"));
    String[] list = {"secrets", "list", "--account", "zitadel", "--app", id};
    assertEquals("NotFound", bench.json(list).ends(1).kind());
    int before = bench.state("zitadel").path("requests").path("apps.update").size();
    JsonNode adopted = bench.json("apps", "adopt", id, "--account", "zitadel").ends(0).json();
    assertEquals(before, bench.state("zitadel").path("requests").path("apps.update").size());
    assertTrue(adopted.path("app").path("registrationId").asString("").startsWith("reg_"));
    assertEquals(0, bench.json(list).ends(0).json().path("credentials").size());
    assertEquals(
        "NotFound", bench.json("apps", "adopt", "12345", "--account", "zitadel").ends(1).kind());
  }

  @Test
  void deletionIsRepeatable() {
    String id = id(create("n").ends(0).json());
    String[] delete = {"apps", "delete", id, "--account", "zitadel", "--yes"};
    bench.sandbox().arm(Fault.of("zitadel", "apps.delete", FaultKind.COMMIT_THEN_DROP));
    bench.json(delete).ends(0);
    assertEquals(0, bench.state("zitadel").path("apps").size());
    assertEquals("NotFound", bench.json(delete).ends(1).kind());
  }

  @Test
  void errorsNameWhatWasAsked() {
    assertEquals("apps.adopt", operation("apps", "adopt", "1", "--account", "zitadel"));
    assertEquals("apps.delete", operation("apps", "delete", "1", "--account", "zitadel", "--plan"));
    assertEquals("apps.delete", operation("apps", "delete", "1", "--account", "zitadel", "--yes"));
    assertEquals(
        "secrets.reveal",
        operation("secrets", "reveal", "--account", "zitadel", "--app", "1", "--reveal"));
    assertEquals(
        "secrets.list", operation("secrets", "list", "--account", "zitadel", "--app", "1"));
  }

  private String operation(String... args) {
    Cli.Run run = bench.json(args).ends(1);
    assertEquals("NotFound", run.kind());
    String operation = run.error().path("operation").asString("");
    assertTrue(run.error().path("message").asString("").startsWith(operation + " at account"));
    return operation;
  }

  @Test
  void whatNeedsADurableStoreSaysSo() throws IOException {
    bench.configure(yaml -> yaml.substring(0, yaml.indexOf("store:")));
    for (String[] args :
        List.of(
            new String[] {"reconcile"},
            new String[] {"store", "check"},
            new String[] {"store", "export"},
            new String[] {"store", "rekey"},
            new String[] {"apps", "adopt", "1", "--account", "zitadel"},
            new String[] {"apps", "create", "--name", "n", "--account", "zitadel"},
            "apps create --name n --scope a.b:r --set tenants=1 --reveal --account servicetitan"
                .split(" "))) {
      Cli.Run run = bench.json(args).ends(2);
      assertEquals("Usage", run.kind());
      assertTrue(run.error().path("message").asString("").contains("store"), run.out());
    }
    Cli.Run warned =
        bench.revealing(
            new Cli(),
            "apps",
            "create",
            "--account",
            "zitadel",
            "--name",
            "n",
            "--key",
            "k",
            "--reveal");
    assertTrue(warned.ends(0).err().contains("warning: without a durable store"), warned.err());
  }

  private Cli.Run create(String name, String... more) {
    return bench.json(Bench.args(more, "apps", "create", "--account", "zitadel", "--name", name));
  }

  private Cli.Run snyk(String... more) {
    return bench.json(
        Bench.args(
            more,
            "apps",
            "create",
            "--account",
            "snyk",
            "--name",
            "Robot",
            "--redirect-uri",
            "https://a.example/cb",
            "--scope",
            "org.read",
            "--timeout",
            "3s"));
  }

  private JsonNode app(int index) {
    return bench.state("zitadel").path("apps").path(index);
  }

  private static String id(JsonNode result) {
    return result.path("app").path("id").asString("");
  }
}
