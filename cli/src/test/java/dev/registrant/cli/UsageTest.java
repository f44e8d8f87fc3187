package dev.registrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A wrong command line is told in the format it asks for, and what it holds is not repeated. */
class UsageTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "appps",
        "apps",
        "apps list",
        "apps list --account",
        "apps list --acount a",
        "providers extra",
        "sandbox --port many",
        "sandbox --port 70000",
        "providers --output yaml --output json"
      })
  void wrongCommandLine(String line) {
    String[] args = line.isEmpty() ? new String[0] : line.split(" ");
    Cli.Run run = new Cli().json(args).ends(2);
    assertEquals("Usage", run.kind());
    assertEquals("", run.err());
  }

  @Test
  void outputMayStandAnywhere() {
    assertEquals("Usage", new Cli().run("apps", "--output=json", "list").ends(2).kind());
    assertEquals("Usage", new Cli().run("apps", "list", "--output", "JSON").ends(2).kind());
    assertTrue(new Cli().run("providers", "--output", "json").ends(0).json().isObject());
  }

  @Test
  void tableWhenWrong() {
    Cli.Run run = new Cli().run("apps", "list").ends(2);
    assertEquals("", run.out());
    assertTrue(run.err().startsWith("error: "), run.err());
    assertTrue(run.err().contains("registrant apps list --help"), run.err());
  }

  @Test
  void mistypedOptionsAreNamedAndTheirValuesAreNot() {
    for (String[] args :
        new String[][] {
          {"apps", "list", "--account", "a", "--tokn=hush-hush"},
          {"apps", "list", "--account", "a", "--tokn", "hush-hush"},
          {"apps", "list", "--account", "a", "hush-hush"}
        }) {
      new Cli().json(args).ends(2).hides("hush-hush");
    }
  }

  @Test
  void unknownCommandIsNamedWithTheNearest() {
    String message = new Cli().json("appps").ends(2).error().path("message").asString("");
    assertTrue(message.contains("unknown command appps"), message);
    assertTrue(message.contains("did you mean apps?"), message);
    message = new Cli().json("apps", "lst").ends(2).error().path("message").asString("");
    assertTrue(message.contains("unknown command lst"), message);
    assertTrue(message.contains("create"), message);
    new Cli().json("snyk_pat-91c2").ends(2).hides("snyk_pat-91c2");
  }

  @Test
  void unknownOptionIsNamedWithTheNearest() {
    String message =
        new Cli()
            .json("apps", "list", "--acount", "a")
            .ends(2)
            .error()
            .path("message")
            .asString("");
    assertTrue(message.contains("--acount"), message);
    message = new Cli().json("providers", "--markdwn").ends(2).error().path("message").asString("");
    assertTrue(message.contains("unknown option --markdwn; did you mean --markdown"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "0s", "-1s", "10", "PT3S", ""})
  void timeoutThatIsNoneIsToldByEachCommand(String time) {
    Cli.Run run = new Cli().json("providers", "--timeout", time).ends(2);
    assertEquals("Usage", run.kind());
    String message = run.error().path("message").asString("");
    assertTrue(message.contains("--timeout"), message);
    assertTrue(message.contains("200ms, 90s or 5m, above zero"), message);
  }

  @Test
  void timeoutThatIsTooLongIsToldWithTheLongest() {
    Cli.Run run = new Cli().json("providers", "--timeout", "999999999h").ends(2);
    assertEquals("Usage", run.kind());
    String message = run.error().path("message").asString("");
    assertTrue(message.contains("--timeout"), message);
    assertTrue(message.contains("at most 36500 days"), message);
  }

  @Test
  void helpAndVersion() {
    assertTrue(new Cli().run("--help").ends(0).out().contains("doctor"));
    assertTrue(new Cli().run("apps", "create", "--help").ends(0).out().contains("--secret-file"));
    assertTrue(new Cli().json("--version").ends(0).json().has("version"));
    assertTrue(new Cli().json("apps", "--help").ends(0).json().has("help"));
  }

  @Test
  void argumentsThatBeginWithAtAreNoFiles() {
    Cli.Run run = new Cli().json("apps", "list", "--account", "@/etc/hostname").ends(2);
    assertEquals("InvalidRequest", run.kind());
  }
}
