package dev.registrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.testkit.Fault;
import dev.registrant.testkit.FaultKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The commands that look after the durable store. */
class StoreCommandTest {
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
  void checkOfASoundStore() throws IOException {
    create("n").ends(0);
    JsonNode json = bench.json("store", "check").ends(0).json();
    assertTrue(json.path("ok").asBoolean(false));
    assertEquals(0, json.path("findings").size());
    for (String file : new String[] {"registrant.db", "registrant.key"}) {
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(bench.path(file))));
    }
  }

  @Test
  void rekeyedStoreStillOpens() throws IOException {
    String id = id(create("n"));
    String before = Files.readString(bench.path("registrant.key"));
    assertTrue(bench.json("store", "rekey").ends(0).json().path("rekeyed").asBoolean(false));
    assertFalse(before.equals(Files.readString(bench.path("registrant.key"))));
    requireRevealed(id, new Cli());
  }

  @Test
  void keyInAnEnvironmentVariable() throws IOException {
    String id = id(create("n"));
    assertEquals("Usage", bench.json("store", "new-key").ends(2).kind());
    Path file = bench.path("new.key");
    bench.json("store", "new-key", "--secret-file", file.toString()).ends(0);
    String key = Files.readString(file).strip();
    bench
        .json(new Cli().env("STORE_KEY", key), "store", "rekey", "--key-env", "STORE_KEY")
        .ends(0)
        .hides(key);
    bench.configure(yaml -> yaml.replaceFirst("file: \"registrant.key\"", "env: STORE_KEY"));
    requireRevealed(id, new Cli().env("STORE_KEY", key));
    Cli.Run unset = bench.json("store", "check").ends(2);
    assertTrue(unset.violation("store.key.env").contains("STORE_KEY"), unset.out());
    Cli.Run itself = bench.json(new Cli().env("STORE_KEY", key), "store", "rekey").ends(1);
    assertEquals("Unavailable", itself.kind());
    Cli.Run wrong = bench.json(new Cli().env("STORE_KEY", "no key"), "store", "check").ends(2);
    assertFalse(wrong.violation("store").isEmpty(), wrong.out());
  }

  @Test
  void rekeyWhenTheVariableIsNotSet() {
    assertEquals("Usage", bench.json("store", "rekey", "--key-env", "NO_SUCH_KEY").ends(2).kind());
  }

  @Test
  void exportShowsRecordsWithoutSecrets() {
    String id = id(create("n"));
    JsonNode records = bench.json("store", "export").ends(0).json().path("records");
    assertTrue(
        records
            .valueStream()
            .filter(one -> one.path("table").asString("").equals("registrations"))
            .anyMatch(one -> one.path("app_id").asString("").equals(id)),
        records::toString);
    assertEquals(records.size(), bench.table("store", "export").ends(0).out().lines().count());
  }

  @Test
  void ddlNeedsNoConfiguration() {
    JsonNode ddl = new Cli().json("store", "ddl").ends(0).json().path("ddl");
    assertTrue(ddl.toString().contains("CREATE TABLE"), ddl::toString);
  }

  @Test
  void wrongKeySendsNothing() throws IOException {
    create("n").ends(0);
    Files.delete(bench.path("registrant.key"));
    int before = bench.requests("zitadel");
    Cli.Run run = create("m").ends(2);
    assertTrue(run.violation("store").contains("key file"), run.out());
    assertEquals(before, bench.requests("zitadel"));
    JsonNode doctor = bench.json("doctor").ends(1).json();
    assertFalse(check(doctor, "store").path("ok").asBoolean(true));
    assertTrue(check(doctor, "account zitadel").path("ok").asBoolean(false));
  }

  @Test
  void restoredCopySendsNothingUntilAccepted() throws IOException {
    create("n").ends(0);
    Path database = bench.path("registrant.db");
    Files.copy(database, bench.path("backup"));
    Cli.Run later = create("m").ends(0);
    Files.copy(bench.path("backup"), database, StandardCopyOption.REPLACE_EXISTING);
    int before = bench.state("zitadel").path("apps").size();
    Cli.Run run = create("o").ends(1);
    assertTrue(run.error().path("message").asString("").contains("older copy"), run.out());
    assertEquals(before, bench.state("zitadel").path("apps").size());
    JsonNode found = bench.json("store", "check").ends(1).json();
    assertTrue(found.path("findings").toString().contains("accept-restored"), found::toString);
    assertTrue(run.error().path("message").asString("").contains("accept-restored"), run.out());
    Cli.Run early = bench.json("reconcile").ends(1);
    assertEquals("Unavailable", early.kind());
    assertTrue(early.error().path("message").asString("").contains("accept-restored"));
    bench.json("store", "accept-restored").ends(0);
    assertTrue(bench.json("store", "check").ends(1).out().contains("was not reconciled since"));
    Cli.Run unreconciled = create("o").ends(1);
    assertTrue(unreconciled.error().path("message").asString("").contains("reconcile first"));
    assertEquals(before, bench.state("zitadel").path("apps").size());
    JsonNode settled = bench.json("reconcile").ends(0).json().path("settled");
    assertEquals(1, settled.size(), settled::toString);
    assertEquals("surplus", settled.path(0).path("result").asString(""));
    assertEquals(id(later), settled.path(0).path("appId").asString(""));
    bench.json("store", "check").ends(0);
    create("o").ends(0);
    assertFalse(
        bench.json("store", "accept-restored").ends(0).json().path("accepted").asBoolean(true));
  }

  @Test
  void damagedIntentStopsNoOther() throws Exception {
    bench.sandbox().arm(Fault.of("snyk", "apps.create", FaultKind.COMMIT_THEN_DROP));
    snyk("k1").ends(3);
    bench.sandbox().arm(Fault.of("snyk", "apps.create", FaultKind.COMMIT_THEN_DROP));
    snyk("k2").ends(3);
    sql("UPDATE registrant_intents SET body = '{\"v\":1,\"oper' WHERE intent_key = 'k1'");
    JsonNode found = bench.json("reconcile").ends(0).json();
    assertEquals("k2", found.path("settled").path(0).path("key").asString(""));
    JsonNode open = found.path("open");
    assertEquals(1, open.size(), open::toString);
    assertEquals("k1", open.path(0).path("key").asString(""));
    assertTrue(open.path(0).path("reason").asString("").contains("restore the row"));
    assertTrue(bench.json("store", "check").ends(1).out().contains("/k1 cannot be read"));
  }

  @Test
  void lockedDatabaseIsNoUsageError() throws Exception {
    bench.json("store", "check").ends(0);
    try (Connection other = connect();
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      Cli.Run run = create("n").ends(1);
      assertEquals("Unavailable", run.kind());
      assertTrue(run.error().path("message").asString("").contains("is locked"), run.out());
    }
    create("n").ends(0);
  }

  @Test
  void auditTrailNamesTheUserUnlessSomebodyElseActs() {
    create("n").ends(0);
    bench
        .json("apps", "create", "--account", "zitadel", "--name", "m", "--actor", "deploy bot")
        .ends(0);
    bench.json("apps", "create", "--account", "zitadel", "--name", "o", "--actor", " ").ends(2);
    List<String> actors =
        bench
            .json("store", "export")
            .json()
            .path("records")
            .valueStream()
            .filter(one -> one.path("table").asString("").equals("audit"))
            .map(one -> one.path("actor").asString(""))
            .distinct()
            .toList();
    assertEquals(List.of(System.getProperty("user.name"), "deploy bot"), actors);
  }

  @Test
  void doctorChecksTheStore() {
    create("n").ends(0);
    JsonNode doctor = bench.json("doctor").ends(0).json();
    assertTrue(check(doctor, "store").path("detail").asString("").contains("registrant.db"));
    assertTrue(check(doctor, "account servicetitan-portal").path("ok").asBoolean(false));
    assertEquals(0, bench.state("servicetitan").path("requests").path("apps.create").size());
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + bench.path("registrant.db"));
  }

  private void sql(String statement) throws SQLException {
    try (Connection connection = connect();
        Statement running = connection.createStatement()) {
      running.execute(statement);
    }
  }

  private Cli.Run snyk(String key) {
    return bench.json(
        ("apps create --account snyk --name Robot --redirect-uri https://a.example/cb --timeout 3s"
                + " --scope org.read --key "
                + key)
            .split(" "));
  }

  private void requireRevealed(String id, Cli cli) {
    JsonNode shown =
        bench
            .revealing(cli, "secrets", "reveal", "--account", "zitadel", "--app", id, "--reveal")
            .ends(0)
            .json();
    assertEquals(
        bench.state("zitadel").path("apps").path(0).path("secrets").path(0),
        shown.path("credentials").path(0).path("value"));
  }

  private static JsonNode check(JsonNode doctor, String name) {
    return doctor
        .path("checks")
        .valueStream()
        .filter(check -> check.path("name").asString("").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Cli.Run create(String name) {
    return bench.json("apps", "create", "--account", "zitadel", "--name", name);
  }

  private static String id(Cli.Run created) {
    return created.ends(0).json().path("app").path("id").asString("");
  }
}
