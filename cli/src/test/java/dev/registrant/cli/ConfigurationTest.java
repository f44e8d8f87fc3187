package dev.registrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.Policies;
import dev.registrant.Policies.BreakerPolicy;
import dev.registrant.Policies.CachePolicy;
import dev.registrant.Policies.RetryPolicy;
import dev.registrant.spi.RegistrationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a configuration is told at once, with lines and without values. */
class ConfigurationTest {
  @TempDir Path folder;
  private Path jar;

  @BeforeEach
  void makeJar() throws IOException {
    jar = ProviderJars.fake(folder);
  }

  @Test
  void everythingIsToldAtOnce() throws IOException {
    Cli.Run run =
        list("""
                acounts: {}
                accounts:
                  one:
                    provider: fuke
                  two:
                    provider: fake
                    color: red
                    settings:
                      tenent: hush-hush
                      token: ${env:NO_SUCH}
                      retries: many
                  three:
                    provider: fake
                    settings:
                      tenant: closed
                      token: ${file:none.txt}
                  four:
                    id: x
                policies:
                  deadline: soon
                  retry: {maxAttempts: 0, maxdelay: 1s}
                store:
                  sqllite: a.db
                  key: {file: a.key, env: A_KEY}
                """)
            .ends(2);
    assertEquals("InvalidRequest", run.kind());
    requireProblem(run, "acounts", "line 1: ", "did you mean accounts?");
    requireProblem(run, "accounts.one.provider", "line 4: ", "did you mean fake?");
    requireProblem(run, "accounts.two.color", "line 7: ", "provider, id, settings");
    requireProblem(run, "accounts.two.settings.tenent", "line 9: ", "did you mean tenant?");
    requireProblem(run, "accounts.two.settings.tenant", "line 8: ", "is required");
    requireProblem(run, "accounts.two.settings.token", "line 10: ", "NO_SUCH");
    requireProblem(run, "accounts.two.settings.retries", "line 11: ", "whole number");
    requireProblem(run, "accounts.three.settings.tenant", "line 15: ", "tenant is closed");
    requireProblem(run, "accounts.three.settings.token", "line 16: ", "none.txt");
    requireProblem(run, "accounts.four.provider", "line 17: ", "no provider");
    requireProblem(run, "policies.deadline", "line 20: ", "90s");
    requireProblem(run, "policies.retry.maxAttempts", "line 21: ", "whole number");
    requireProblem(run, "policies.retry.maxdelay", "line 21: ", "did you mean maxDelay?");
    requireProblem(run, "store.sqllite", "line 23: ", "did you mean sqlite?");
    requireProblem(run, "store.sqlite", "line 22: ", "file of the database");
    requireProblem(run, "store.key", "line 24: ", "one of file: PATH and env: NAME");
    assertEquals(16, run.error().path("violations").size());
    run.hides("hush-hush");
  }

  @Test
  void syntaxErrorHasItsLineAndNoContent() throws IOException {
    Cli.Run run = list("accounts:\n  it:\n    token: *hush-hush\n").ends(2);
    assertTrue(run.violation("config").startsWith("line 3: is not YAML"));
    run.hides("hush-hush");
  }

  @Test
  void deadlineThatIsTooLong() throws IOException {
    Cli.Run run = list("policies:\n  deadline: 999999999h\n").ends(2);
    requireProblem(run, "policies.deadline", "line 2: ", "at most 36500 days");
  }

  @Test
  void namesGivenTwice() throws IOException {
    Cli.Run run = list("accounts: {}\npolicies: {}\naccounts: {}\n").ends(2);
    assertTrue(run.violation("accounts").startsWith("line 3: accounts is given twice"));
  }

  @Test
  void otherShapesThanExpected() throws IOException {
    Cli.Run run = list("accounts: [a]\npolicies: 7\n").ends(2);
    assertTrue(run.violation("accounts").startsWith("line 1: "));
    assertTrue(run.violation("policies").startsWith("line 2: "));
    assertTrue(list("- a\n").ends(2).violation("config").startsWith("line 1: "));
  }

  @Test
  void fileWhenMissing() {
    Cli.Run run =
        new Cli().json("apps", "list", "--account", "it", "--config", folder + "/none").ends(2);
    assertTrue(run.violation("config").contains("sandbox --write-config"));
  }

  @Test
  void fileWhenItHasNoAccount() throws IOException {
    assertTrue(list("").ends(2).violation("--account").contains("no account"));
  }

  @Test
  void referencesAreFollowedAtEachUse() throws IOException {
    Files.writeString(folder.resolve("token.txt"), "12345\n");
    Path config =
        config(
            """
            accounts:
              it:
                provider: fake
                settings:
                  tenant: a-${env:TENANT}
                  token: ${file:token.txt}
            """);
    Configuration read = read(config);
    assertTrue(read.problems().isEmpty());
    var account = read.accounts().get(0);
    assertEquals("a-b", account.settings().get("tenant"));
    assertEquals("12345", account.secrets().get("token").get().reveal());
    Files.writeString(folder.resolve("token.txt"), "678");
    assertEquals("678", account.secrets().get("token").get().reveal());
    assertEquals(List.of(), read.clearSecrets());
  }

  @Test
  void policiesAreRead() throws IOException {
    Configuration read =
        read(
            config(
                """
                policies:
                  deadline: 40s
                  retry: {maxAttempts: 2, initialDelay: 50ms, maxDelay: 1m, budget: 7, payback: 3}
                  breaker: {window: 5, failurePercent: 80, open: 3s}
                  cache: {maximumSize: 12, timeToLive: 2m}
                  readOnly: true
                """));
    assertTrue(read.problems().isEmpty());
    assertEquals(
        new Policies(
            Duration.ofSeconds(40),
            new RetryPolicy(2, Duration.ofMillis(50), Duration.ofMinutes(1), 7, 3),
            Optional.of(new BreakerPolicy(5, 80, Duration.ofSeconds(3))),
            Optional.of(new CachePolicy(12, Duration.ofMinutes(2))),
            true),
        read.policies());
  }

  @Test
  void breakerAndCacheAreOff() throws IOException {
    Configuration read = read(config("policies: {breaker: off, cache: off}\n"));
    assertTrue(read.problems().isEmpty());
    assertEquals(Optional.empty(), read.policies().breaker());
    assertEquals(Optional.empty(), read.policies().cache());
  }

  @Test
  void shareOfTheLimitIsRead() throws IOException {
    String account =
        "accounts: {it: {provider: fake, rateShare: %s, settings: {tenant: t, token: x}}}";
    assertEquals(0.25, read(config(account.formatted("0.25"))).accounts().get(0).rateShare());
    Cli.Run run = list(account.formatted("2")).ends(2);
    requireProblem(run, "accounts.it.rateShare", "line 1: ", "at most 1");
  }

  @Test
  void policyOutOfRangeIsTold() throws IOException {
    Cli.Run run =
        list("policies:\n  breaker: {failurePercent: 101}\n  cache: on\n  readOnly: perhaps\n")
            .ends(2);
    requireProblem(run, "policies.breaker", "line 2: ", "1 to 100");
    requireProblem(run, "policies.cache", "line 3: ", "entries");
    requireProblem(run, "policies.readOnly", "line 4: ", "true or false");
  }

  @Test
  void timeoutWhenItIsNoTime() throws IOException {
    Path config = config("accounts: {it: {provider: fake, settings: {tenant: t, token: x}}}");
    Cli.Run run =
        new Cli()
            .json(
                "apps",
                "list",
                "--account",
                "it",
                "--timeout",
                "soon",
                "--config",
                config.toString(),
                "--provider-path",
                jar.toString())
            .ends(2);
    assertEquals("Usage", run.kind());
  }

  @Test
  void namesWithDotsStandInQuotationMarks() throws IOException {
    Cli.Run run =
        list("""
                accounts:
                  a:
                    provider: fake
                    settings: {tenant: t, token: x}
                  a.settings:
                    provider: fake
                    settings:
                      tenant: closed
                      token: x
                  a.b:
                    provider: fake
                    settings: {tenant: t}
                """)
            .ends(2);
    requireProblem(run, "accounts.\"a.settings\".settings.tenant", "line 8: ", "tenant is closed");
    requireProblem(run, "accounts.\"a.b\".settings.token", "line 12: ", "is required");
    assertEquals(2, run.error().path("violations").size(), run.out());
  }

  @Test
  void whatDependsOnTheDayIsToldWithTheRest() throws IOException {
    Cli.Run run =
        list("""
                accounts:
                  it:
                    provider: snyk
                    settings:
                      orgg: hush-hush
                      token: "snyk\\u0007\\u00e9"
                      version: 9999-01-01
                      baseUrl: http://api.example.com/rest
                """)
            .ends(2);
    requireProblem(run, "accounts.it.settings.orgg", "line 5: ", "did you mean org?");
    requireProblem(run, "accounts.it.settings.org", "line 4: ", "is required");
    requireProblem(run, "accounts.it.settings.token", "line 6: ", "cannot be sent");
    requireProblem(run, "accounts.it.settings.version", "line 7: ", "in the future");
    requireProblem(run, "accounts.it.settings.baseUrl", "line 8: ", "must be https");
    assertEquals(5, run.error().path("violations").size(), run.out());
    run.hides("hush-hush");
  }

  @Test
  void tokenThatCannotBeSentIsToldAtEachUse() throws IOException {
    Path token = Files.writeString(folder.resolve("token.txt"), "right");
    Configuration read =
        read(
            config(
                """
                accounts:
                  it:
                    provider: snyk
                    settings:
                      org: 00000000-0000-4000-8000-00000000000a
                      token: ${file:token.txt}
                """));
    var supplier = read.accounts().get(0).secrets().get("token");
    assertEquals("right", supplier.get().reveal());
    Files.writeString(token, "two\nlines");
    var error = assertThrows(RegistrationException.InvalidRequest.class, supplier::get);
    assertTrue(error.problem().contains("cannot hold line breaks"), error.problem());
    assertFalse(error.problem().contains("lines\""), error.problem());
  }

  @Test
  void doctorTellsProblemsAndEndsWithTwo() throws IOException {
    Cli.Run run =
        new Cli()
            .json(
                "doctor",
                "--config",
                config("acounts: {}\n").toString(),
                "--provider-path",
                jar.toString())
            .ends(2);
    assertFalse(run.json().path("ok").asBoolean(true));
  }

  @Test
  void storeIsReadRelativeToTheFile() throws IOException {
    Path config = config("store: {sqlite: '${env:TENANT}.db', key: {file: b.key}}\n");
    assertEquals(
        Optional.of(folder.resolve("b.db")), read(config).store().map(StoreSettings::file));
    assertFalse(Files.exists(folder.resolve("b.db")), "reading a configuration makes nothing");
  }

  @Test
  void storeWithoutAKey() throws IOException {
    Cli.Run run = list("store: {sqlite: b.db}\n").ends(2);
    requireProblem(run, "store.key", "line 1: ", "one of file: PATH and env: NAME");
    run = list("store: {sqlite: '', key: {file: '${file:none.txt}'}}\n").ends(2);
    requireProblem(run, "store.sqlite", "line 1: ", "cannot be empty");
    requireProblem(run, "store.key.file", "line 1: ", "none.txt");
  }

  private Configuration read(Path config) {
    try (ProviderPath providers = ProviderPath.open(List.of(jar))) {
      return new ConfigurationReader(providers.catalog(), Map.of("TENANT", "b"))
          .read(Optional.of(config));
    }
  }

  private Cli.Run list(String yaml) throws IOException {
    return new Cli()
        .json(
            "apps",
            "list",
            "--account",
            "it",
            "--config",
            config(yaml).toString(),
            "--provider-path",
            jar.toString());
  }

  private Path config(String yaml) throws IOException {
    return Files.writeString(folder.resolve("registrant.yaml"), yaml);
  }

  private static void requireProblem(Cli.Run run, String field, String line, String text) {
    String message = run.violation(field);
    assertTrue(message.startsWith(line), () -> field + ": " + message);
    assertTrue(message.contains(text), () -> field + ": " + message);
  }
}
