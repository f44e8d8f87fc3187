package dev.registrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The commands at a provider that does what the test wants. */
class FakeAccountTest {
  private static final String TOKEN = "token-in-clear-91c2";

  @TempDir Path folder;
  private Path jar;
  private Path config;

  @BeforeEach
  void configure() throws IOException {
    jar = ProviderJars.fake(folder);
    config =
        Files.writeString(
            folder.resolve("registrant.yaml"),
            """
            accounts:
              it:
                provider: fake
                settings:
                  tenant: t
                  token: %s
            """
                .formatted(TOKEN));
  }

  @Test
  void secretThatWasNotStoredIsForReconcile() {
    Cli.Run run = json("apps", "get", "SecretNotStored", "--account", "it").ends(3);
    String advice = run.error().path("advice").asString("");
    assertTrue(advice.contains("run 'registrant reconcile'"), advice);
    assertTrue(run.error().path("message").asString("").contains(advice), run.out());
  }

  @ParameterizedTest
  @CsvSource({
    "InvalidRequest, 1, InvalidRequest",
    "Unsupported, 2, Unsupported",
    "Unauthenticated, 1, Unauthenticated",
    "Denied, 1, Denied",
    "NotFound, 1, NotFound",
    "Conflict, 1, Conflict",
    "RateLimited, 1, RateLimited",
    "OutcomeUnknown, 3, OutcomeUnknown",
    "SecretNotStored, 3, SecretNotStored",
    "ProtocolError, 1, ProtocolError",
    "Interrupted, 130, Interrupted",
    "InterruptedWrite, 130, Interrupted",
    "defect, 1, Internal"
  })
  void errorsWhenCalled(String id, int exitCode, String kind) {
    Cli.Run run = json("apps", "get", id, "--account", "it").ends(exitCode);
    assertEquals(kind, run.kind());
    assertFalse(run.error().path("message").asString("").isEmpty());
    run.hides(TOKEN);
    run.hides(FakeProvider.SECRET);
    if (!kind.equals("Internal")) {
      assertEquals("req-9", run.error().path("requestId").asString(""));
      assertEquals("it", run.error().path("account").asString(""));
      assertEquals("fake", run.error().path("provider").asString(""));
    }
  }

  @Test
  void errorsForPeopleWhenCalled() {
    Cli.Run run = table("apps", "get", "NotFound", "--account", "it").ends(1);
    assertEquals("", run.out());
    assertTrue(run.err().contains("error: apps.get at account it: no"), run.err());
    assertTrue(run.err().contains("Look."), run.err());
    assertTrue(run.err().contains("request id req-9"), run.err());
  }

  @Test
  void defectWhenDebuggingShowsTrace() {
    Cli.Run run =
        new Cli()
            .env("REGISTRANT_DEBUG", "1")
            .run(args("apps", "get", "defect", "--account", "it", "--output", "json"))
            .ends(1);
    assertEquals("Internal", run.kind());
    assertTrue(run.err().contains("NoClassDefFoundError"));
  }

  @Test
  void vendorTextWhenItSteersTerminals() {
    Cli.Run run = table("apps", "get", "x", "--account", "it").ends(0);
    assertTrue(run.out().contains("red \\u001b[31m"), run.out());
    requireHarmless(run.out());
    run = json("apps", "get", "x", "--account", "it").ends(0);
    assertTrue(run.json().path("app").path("name").asString("").contains("\u202egro"), run.out());
    requireHarmless(run.out());
  }

  private static void requireHarmless(String text) {
    for (String steering : List.of("\u001b", "\u009b", "\u202e", "\udb40\udc41")) {
      assertFalse(text.contains(steering), text);
    }
  }

  @Test
  void providerThatPrintsIsNotInTheResult() {
    Cli.Run run = json("apps", "list", "--account", "it").ends(0);
    assertTrue(run.json().has("apps"));
    assertTrue(run.err().contains("where it should not"), run.err());
  }

  @Test
  void createWhenItsAnswerIsLostAndNothingIsKept() {
    Cli.Run run = create("lost", "--reveal", "--key", "k-1").ends(3);
    String advice = run.error().path("advice").asString("");
    assertEquals("OutcomeUnknown", run.kind());
    assertEquals("k-1", run.error().path("key").asString(""));
    assertTrue(advice.contains("registrant apps list --account it"), advice);
    assertFalse(advice.contains("reconcile"), advice);
  }

  @Test
  void createWhenItsAnswerIsLostAndTheKeyIsKept() throws IOException {
    Files.writeString(
        config, Files.readString(config) + "store: {sqlite: it.db, key: {file: it.key}}\n");
    String advice = create("lost").ends(3).error().path("advice").asString("");
    assertTrue(advice.contains("registrant reconcile"), advice);
    assertTrue(advice.contains("same command again with --key key_"), advice);
  }

  @Test
  void idThatIsNoneIsToldWithBadMetadata() {
    Cli.Run run =
        json("apps", "update", "a/b", "--account", "it", "--name", "n".repeat(41), "--set", "x=1")
            .ends(2);
    assertFalse(run.violation("id").isEmpty());
    assertFalse(run.violation("client_name").isEmpty());
    assertFalse(run.violation("x").isEmpty());
    assertEquals("it", run.error().path("account").asString(""));
    assertEquals("fake", run.error().path("provider").asString(""));
    assertEquals("apps.update", run.error().path("operation").asString(""));
  }

  @ParameterizedTest
  @CsvSource({"broken", "failing"})
  void doctorWhenAProviderIsBroken(String tenant) throws IOException {
    other(tenant);
    Cli.Run run = json("doctor").ends(1);
    run.hides(FakeProvider.SECRET);
    assertFalse(check(run, "account other").path("ok").asBoolean(true));
    assertTrue(check(run, "account other").path("detail").asString("").contains("Error"));
    assertTrue(check(run, "account it").path("ok").asBoolean(false));
  }

  @ParameterizedTest
  @CsvSource({"interrupting", "interrupted"})
  void doctorWhenGivenUp(String tenant) throws IOException {
    other(tenant);
    Cli.Run run = json("doctor").ends(130);
    assertEquals("Interrupted", run.kind());
    assertFalse(Thread.interrupted());
  }

  private void other(String tenant) throws IOException {
    Files.writeString(
        config,
        Files.readString(config)
            + "  other: {provider: fake, settings: {tenant: "
            + tenant
            + ", token: x}}\n");
  }

  @Test
  void createWhenSecretHasNoPlace() {
    Cli.Run run = json("apps", "create", "--account", "it", "--name", "n").ends(2);
    assertEquals("Usage", run.kind());
    assertTrue(run.error().path("message").asString("").contains("--secret-file"));
  }

  @Test
  void createWithSecretFile() throws IOException {
    Path file = folder.resolve("secrets.json");
    Cli.Run run = create("n", "--secret-file", file.toString()).ends(0);
    run.hides(FakeProvider.SECRET);
    JsonNode credential = run.json().path("credentials").path(0);
    assertEquals("client_secret", credential.path("kind").asString(""));
    assertEquals("current", credential.path("state").asString(""));
    assertTrue(credential.path("value").isMissingNode());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    JsonNode line = Json.read(Files.readAllBytes(file));
    assertEquals(credential.path("id"), line.path("id"));
    assertEquals(FakeProvider.SECRET, line.path("value").asString(""));
    assertEquals(run.json().path("app").path("registrationId"), line.path("registration"));
  }

  @Test
  void createWithSecretFileWhenInterrupted() throws IOException {
    Path file = folder.resolve("secrets.json");
    create("interrupted", "--secret-file", file.toString());
    assertTrue(Thread.interrupted());
    assertTrue(Files.readString(file).contains(FakeProvider.SECRET));
  }

  @Test
  void createWithSecretFileWhenItExists() throws IOException {
    Path file = Files.writeString(folder.resolve("secrets.json"), "precious");
    assertEquals("Usage", create("n", "--secret-file", file.toString()).ends(2).kind());
    assertEquals("precious", Files.readString(file));
  }

  @Test
  void createWithSecretFileWhenFolderIsMissing() {
    Path file = folder.resolve("none").resolve("secrets.json");
    assertEquals("Usage", create("n", "--secret-file", file.toString()).ends(2).kind());
  }

  @Test
  void createWithSecretFileWhenRefused() {
    Path file = folder.resolve("secrets.json");
    Cli.Run run = create("n".repeat(41), "--secret-file", file.toString(), "--set", "x=1").ends(2);
    assertTrue(run.violation("client_name").contains("1 to 40 characters"));
    assertFalse(run.violation("x").isEmpty());
    assertFalse(Files.exists(file));
  }

  @Test
  void createWhenRevealed() {
    Cli.Run run = create("n", "--reveal").ends(0);
    assertEquals(
        FakeProvider.SECRET, run.json().path("credentials").path(0).path("value").asString(""));
    run.hides(TOKEN);
  }

  @Test
  void setWhenRepeatedMakesList() {
    JsonNode metadata =
        create("n", "--reveal", "--set", "labels=a", "--set", "labels=b=c", "--set", "ttl=12")
            .ends(0)
            .json()
            .path("app")
            .path("metadata");
    assertEquals("[\"a\",\"b=c\"]", metadata.path("labels").toString());
    assertEquals(12, metadata.path("ttl").asInt(0));
  }

  @Test
  void setWithoutValue() {
    assertEquals("Usage", create("n", "--reveal", "--set", "labels").ends(2).kind());
  }

  @Test
  void operationWhenNotDeclared() {
    Cli.Run run = json("apps", "delete", "x", "--account", "it", "--yes").ends(2);
    assertEquals("Unsupported", run.kind());
  }

  @Test
  void deleteWithoutYesWhenNobodyCanBeAsked() {
    Cli.Run run = json("apps", "delete", "x", "--account", "it").ends(2);
    assertEquals("Usage", run.kind());
    assertTrue(run.error().path("message").asString("").contains("--yes"));
  }

  @ParameterizedTest
  @CsvSource({"a/b", "..", "''"})
  void idWhenItCouldSmuggleAPath(String id) {
    Cli.Run run = json("apps", "get", id, "--account", "it").ends(2);
    assertEquals("InvalidRequest", run.kind());
    assertFalse(run.violation("id").isEmpty());
  }

  @Test
  void accountWhenUnknown() {
    Cli.Run run = json("apps", "list", "--account", "ti").ends(2);
    assertEquals("InvalidRequest", run.kind());
    assertTrue(run.violation("--account").contains("did you mean it?"));
  }

  @Test
  void doctorWhenSecretStandsInClear() {
    Cli.Run run = json("doctor").ends(0);
    run.hides(TOKEN);
    assertTrue(check(run, "accounts.it.settings.token").path("warning").asBoolean(false));
  }

  private static JsonNode check(Cli.Run run, String name) {
    return run.json()
        .path("checks")
        .valueStream()
        .filter(c -> c.path("name").asString("").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Cli.Run create(String name, String... more) {
    String[] args = new String[more.length + 6];
    System.arraycopy(
        new String[] {"apps", "create", "--account", "it", "--name", name}, 0, args, 0, 6);
    System.arraycopy(more, 0, args, 6, more.length);
    return json(args);
  }

  private Cli.Run json(String... args) {
    return new Cli().json(args(args));
  }

  private Cli.Run table(String... args) {
    return new Cli().run(args(args));
  }

  private String[] args(String... args) {
    String[] all = new String[args.length + 4];
    System.arraycopy(args, 0, all, 0, args.length);
    all[args.length] = "--config";
    all[args.length + 1] = config.toString();
    all[args.length + 2] = "--provider-path";
    all[args.length + 3] = jar.toString();
    return all;
  }
}
