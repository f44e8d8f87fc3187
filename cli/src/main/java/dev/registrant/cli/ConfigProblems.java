package dev.registrant.cli;

import dev.registrant.spi.ConfigurationSchema;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Setting;
import dev.registrant.spi.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Everything that is wrong with a configuration, each with its line. Not thread-safe. */
final class ConfigProblems {
  private final Map<String, Integer> lines = new HashMap<>();
  private final List<Violation> violations = new ArrayList<>();

  /** Remembers where something stands. */
  void located(String path, int line) {
    lines.putIfAbsent(path, line);
  }

  /** Adds a problem with what stands at the path, or with what should stand in it. */
  void add(String path, String code, String problem) {
    violations.add(new Violation(path, code, where(path) + problem));
  }

  void add(int line, String path, String code, String problem) {
    violations.add(new Violation(path, code, "line " + line + ": " + problem));
  }

  /** Tells unknown keys of a map, each with the nearest known one. */
  void requireKnown(YamlMap map, String... known) {
    List<Setting> settings =
        List.of(known).stream().map(name -> Setting.optional(name, Setting.Type.TEXT, "")).toList();
    Map<String, String> given =
        map.keys().stream().collect(Collectors.toMap(Function.identity(), key -> "given"));
    try {
      new ConfigurationSchema(settings).bind(given, Map.of());
    } catch (RegistrationException.InvalidRequest e) {
      e.details().violations().forEach(v -> add(map.path(v.field()), "unknown-key", v.message()));
    }
  }

  boolean has(String path) {
    return violations.stream().anyMatch(v -> v.field().equals(path));
  }

  boolean isEmpty() {
    return violations.isEmpty();
  }

  List<Violation> all() {
    return List.copyOf(violations);
  }

  /**
   * Adds what the core found wrong with accounts. It names fields {@code account.setting}.
   *
   * @param accounts the names of the accounts
   */
  void addFromCore(List<Violation> found, Set<String> accounts) {
    for (Violation violation : found) {
      String path =
          accounts.stream()
              .filter(name -> violation.field().startsWith(name + "."))
              .findFirst()
              .map(
                  name ->
                      "accounts."
                          + name
                          + ".settings."
                          + violation.field().substring(name.length() + 1))
              .orElse(violation.field());
      add(path, violation.code(), violation.message());
    }
  }

  private String where(String path) {
    for (String at = path; !at.isEmpty(); at = parent(at)) {
      Integer line = lines.get(at);
      if (line != null) {
        return "line " + line + ": ";
      }
    }
    return "";
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('.')));
  }
}
