package dev.registrant.cli;

import dev.registrant.spi.Secret;
import dev.registrant.store.jdbc.JdbcStore;
import dev.registrant.store.jdbc.KeySource;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Seals all secrets with a new key. */
@Command(
    name = "rekey",
    description = {
      "Seals every secret with a new key, in one transaction, and drops the old one.",
      "A key file gets its new key by itself. To change to another place, name that; then write it"
          + " into the configuration."
    })
final class StoreRekeyCommand implements Action {
  private final Session session;

  @Option(names = "--key-file", paramLabel = "PATH", description = "A new key file to change to.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--key-env",
      paramLabel = "NAME",
      description = "An environment variable with a key of 'store new-key' to change to.")
  private Optional<String> variable = Optional.empty();

  StoreRekeyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Result run() {
    if (file.isPresent() && variable.isPresent()) {
      throw new UsageProblem("--key-file and --key-env exclude each other", "Give one of them");
    }
    Optional<KeySource> next =
        file.map(KeySource::fileOrNew).or(() -> variable.map(this::fromVariable));
    JdbcStore store = StoreWork.require(session);
    StoreWork.of(
        () -> {
          next.ifPresentOrElse(store::rekey, store::rekey);
          return true;
        });
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rekeyed", true);
    return Result.done(
        json,
        "every secret is sealed with the new key"
            + (next.isPresent() ? "; write its place into the configuration" : ""));
  }

  private KeySource fromVariable(String name) {
    return session
        .variable(name)
        .map(value -> KeySource.keyset(Secret.of(value)))
        .orElseThrow(
            () ->
                new UsageProblem(
                    "the environment variable " + name + " is not set",
                    "Set it to a key of 'registrant store new-key'; nothing was changed"));
  }
}
