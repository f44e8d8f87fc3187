package dev.registrant.cli;

import dev.registrant.spi.Secret;
import dev.registrant.store.jdbc.KeySource;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Reads the store of a configuration. Opens nothing. */
final class StoreReader {
  private final PathReader paths;
  private final Map<String, String> env;
  private final ConfigProblems problems;

  StoreReader(PathReader paths, Map<String, String> env, ConfigProblems problems) {
    this.paths = paths;
    this.env = Map.copyOf(env);
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
    Optional<Path> file = paths.read(map, "sqlite");
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
        ? paths.read(key, "file").map(KeySource::fileOrNew)
        : key.text("env").flatMap(name -> variable(key, name)).map(KeySource::keyset);
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
