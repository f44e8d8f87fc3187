package dev.registrant.cli;

import dev.registrant.spi.ConfigurationSchema;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Setting;
import dev.registrant.spi.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Everything that is wrong with a configuration, each with its line. Not thread-safe. */
final class ConfigProblems {
  private record Found(int line, Violation violation) {}

  private final Map<String, Integer> lines = new HashMap<>();
  private final List<Found> found = new ArrayList<>();

  /** Remembers where something stands. */
  void located(String path, int line) {
    lines.putIfAbsent(path, line);
  }

  /** Adds a problem with what stands at the path, or with what should stand in it. */
  void add(String path, String code, String problem) {
    add(line(path), path, code, problem);
  }

  /** Adds a problem whose line is known. */
  void add(int line, String path, String code, String problem) {
    found.add(new Found(line, new Violation(path, code, "line " + line + ": " + problem)));
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
    return found.stream().anyMatch(f -> f.violation().field().equals(path));
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** Returns the problems in the order of their lines. */
  List<Violation> all() {
    return found.stream()
        .sorted(Comparator.comparingInt(Found::line))
        .map(Found::violation)
        .toList();
  }

  /**
   * Adds what the core found wrong with accounts. It names fields {@code account.setting}.
   *
   * @param accounts the names of the accounts
   */
  void addFromCore(List<Violation> violations, Set<String> accounts) {
    for (Violation violation : violations) {
      String path =
          accounts.stream()
              .filter(name -> violation.field().startsWith(name + "."))
              // Names may have dots, those of settings have none.
              .max(Comparator.comparingInt(String::length))
              .map(
                  name ->
                      "accounts."
                          + YamlMap.quoted(name)
                          + ".settings."
                          + violation.field().substring(name.length() + 1))
              .orElse(violation.field());
      add(path, violation.code(), violation.message());
    }
  }

  /** Returns where it stands, or where that stands in which it is missing. */
  private int line(String path) {
    String at = path;
    while (!at.isEmpty() && !lines.containsKey(at)) {
      at = parent(at);
    }
    return lines.getOrDefault(at, 1);
  }

  private static String parent(String path) {
    int end = path.endsWith("\"") ? path.lastIndexOf('"', path.length() - 2) : path.length();
    return path.substring(0, Math.max(0, path.lastIndexOf('.', end)));
  }
}
