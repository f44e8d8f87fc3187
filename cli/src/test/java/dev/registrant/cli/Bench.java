package dev.registrant.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.registrant.ProviderCatalog;
import dev.registrant.testkit.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/**
 * A sandbox, a configuration with a durable store, and commands that know of each other only what
 * the files say. In the end no output and no file of the store may hold a secret that the sandbox
 * knew at any time.
 */
final class Bench implements AutoCloseable {
  private static final Set<String> SECRET_MEMBERS = Set.of("secrets", "key", "privateKey");
  private static final Set<String> SECRET_SETTINGS =
      Set.of("token", "portalToken", "clientSecret", "serviceAccountKey");

  private final Path folder;
  private final Path config;
  private final Sandbox sandbox = Sandbox.start();
  private final Set<String> secrets = new TreeSet<>();
  private final List<Cli.Run> runs = new ArrayList<>();

  Bench(Path folder) throws IOException {
    this.folder = folder;
    this.config = folder.resolve("registrant.yaml");
    Files.writeString(config, yaml("registrant"));
    for (String vendor : List.of("snyk", "zitadel", "servicetitan")) {
      sandbox
          .account(vendor)
          .forEach(
              (name, value) -> {
                if (SECRET_SETTINGS.contains(name)) {
                  add(value);
                }
              });
    }
  }

  Sandbox sandbox() {
    return sandbox;
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  /** Returns a configuration of all accounts with a store of this name. */
  String yaml(String store) {
    return SandboxAccount.yaml(SandboxAccount.of(sandbox, ProviderCatalog.discover()), store, "1");
  }

  /** Changes the configuration. */
  void configure(UnaryOperator<String> change) throws IOException {
    Files.writeString(config, change.apply(Files.readString(config)));
  }

  Cli.Run json(String... args) {
    return json(new Cli(), args);
  }

  Cli.Run json(Cli cli, String... args) {
    Cli.Run run = revealing(cli, args);
    runs.add(run);
    return run;
  }

  Cli.Run table(String... args) {
    Cli.Run run = new Cli().run(with("--config", config.toString(), args));
    runs.add(run);
    remember();
    return run;
  }

  /** Runs a command that is asked to show a secret. */
  Cli.Run revealing(Cli cli, String... args) {
    remember();
    Cli.Run run = cli.json(with("--config", config.toString(), args));
    remember();
    return run;
  }

  /** Lets a person act at ServiceTitan. */
  JsonNode human(String act, Map<String, ?> fields) {
    JsonNode told = new SandboxState(sandbox.admin(), "servicetitan").human(act, fields);
    remember();
    return told;
  }

  JsonNode state(String vendor) {
    return Json.read(Json.write(sandbox.state()).getBytes(StandardCharsets.UTF_8)).path(vendor);
  }

  int requests(String vendor) {
    return new SandboxState(sandbox.admin(), vendor).requests();
  }

  @Override
  public void close() {
    remember();
    sandbox.close();
    secrets.forEach(secret -> runs.forEach(run -> run.hides(secret)));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.db*")) {
      for (Path file : files) {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        secrets.forEach(secret -> assertFalse(content.contains(secret), "a secret in " + file));
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void remember() {
    remember(Json.read(Json.write(sandbox.state()).getBytes(StandardCharsets.UTF_8)), false);
  }

  private void remember(JsonNode node, boolean secret) {
    if (secret && node.isString()) {
      add(node.asString(""));
    }
    node.properties()
        .forEach(member -> remember(member.getValue(), SECRET_MEMBERS.contains(member.getKey())));
    if (node.isArray()) {
      node.forEach(item -> remember(item, secret));
    }
  }

  /** As it is, and as JSON has it. */
  private void add(String secret) {
    String json = Json.write(secret);
    secrets.add(secret);
    secrets.add(json.substring(1, json.length() - 1));
  }

  /** Returns arguments with more behind them. */
  static String[] args(String[] more, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private static String[] with(String option, String value, String... args) {
    return args(new String[] {option, value}, args);
  }
}
