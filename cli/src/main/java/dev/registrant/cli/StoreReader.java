package dev.registrant.cli;

import dev.registrant.spi.Secret;
import dev.registrant.store.jdbc.KeySource;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Reads the store of a configuration. Opens nothing. */
final class StoreReader {
  private final Path folder;
  private final Map<String, String> env;
  private final References references;
  private final ConfigProblems problems;

  /**
   * Makes the reader.
   *
   * @param folder where relative paths start
   */
  StoreReader(
      Path folder, Map<String, String> env, References references, ConfigProblems problems) {
    this.folder = folder;
    this.env = Map.copyOf(env);
    this.references = references;
    this.problems = problems;
  }

  /** Reads the entry {@code store}; empty if there is none, or if it has problems. */
  Optional<StoreSettings> read(YamlMap root) {
    if (!root.has("store")) {
      return Optional.empty();
    }
    YamlMap map = root.map("store");
    problems.requireKnown(map, "sqlite", "key");
    if (!map.has("sqlite")) {
      problems.add(map.path("sqlite"), "required", "sqlite takes the file of the database");
    }
    Optional<Path> file = path(map, "sqlite");
    Optional<KeySource> keys = keys(map);
    return file.flatMap(path -> keys.map(source -> new StoreSettings(path, source)));
  }

  private Optional<KeySource> keys(YamlMap map) {
    YamlMap key = map.map("key");
    problems.requireKnown(key, "file", "env");
    if (key.has("file") == key.has("env")) {
      problems.add(
          map.path("key"),
          key.has("file") ? "ambiguous" : "required",
          "key takes one of file: PATH and env: NAME, from which the sealing key comes");
      return Optional.empty();
    }
    return key.has("file")
        ? path(key, "file").map(KeySource::fileOrNew)
        : key.text("env").flatMap(name -> variable(key, name)).map(KeySource::keyset);
  }

  private Optional<Path> path(YamlMap map, String key) {
    Optional<String> written = map.text(key);
    if (written.filter(String::isBlank).isPresent()) {
      problems.add(map.path(key), "invalid", key + " cannot be empty");
      return Optional.empty();
    }
    try {
      return written.isEmpty()
          ? Optional.empty()
          : Optional.of(folder.resolve(references.resolve(written.get())));
    } catch (References.Missing e) {
      problems.add(map.path(key), "missing-reference", key + " " + e.getMessage());
    } catch (InvalidPathException e) {
      problems.add(map.path(key), "invalid", key + " takes the path of a file");
    }
    return Optional.empty();
  }

  private Optional<Secret> variable(YamlMap key, String name) {
    Optional<Secret> value =
        Optional.ofNullable(env.get(name))
            .map(String::strip)
            .filter(v -> !v.isEmpty())
            .map(Secret::of);
    if (value.isEmpty()) {
      problems.add(
          key.path("env"),
          "missing-reference",
          "env refers to the environment variable "
              + name
              + ", not set; make a key for it with"
              + " 'registrant store new-key'");
    }
    return value;
  }
}
