package dev.registrant.cli;

import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import dev.registrant.spi.Setting;
import dev.registrant.spi.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads values that may refer to something, and secrets among them. Not thread-safe. */
final class ValueReader {
  private final References references;
  private final ConfigProblems problems;
  private final List<String> clearSecrets = new ArrayList<>();

  ValueReader(References references, ConfigProblems problems) {
    this.references = references;
    this.problems = problems;
  }

  /** Returns the paths of secrets that stand in the file itself. */
  List<String> clearSecrets() {
    return List.copyOf(clearSecrets);
  }

  /** Returns what an entry holds; empty if it is absent or refers to nothing. */
  Optional<String> text(YamlMap map, String key) {
    return map.text(key).flatMap(written -> resolved(map.path(key), key, written));
  }

  /**
   * Returns the supplier of an entry that is a secret: what it refers to is read at each use, and
   * held to the rule.
   */
  Supplier<Secret> secret(YamlMap map, String key, Setting.Rule rule) {
    String path = map.path(key);
    String written = map.text(key).orElse("");
    String value = resolved(path, key, written).orElse("");
    if (value.isBlank() && !problems.has(path)) {
      problems.add(path, "invalid", key + " cannot be empty");
    }
    rule.problem(value).ifPresent(problem -> problems.add(path, "invalid", key + " " + problem));
    if (!References.in(written)) {
      clearSecrets.add(path);
      return () -> Secret.of(value);
    }
    return () -> {
      String now =
          resolved(written)
              .filter(text -> !text.isBlank())
              .orElseThrow(() -> invalid(path, "missing", "what " + path + " refers to is gone"));
      rule.problem(now)
          .ifPresent(
              problem -> {
                throw invalid(path, "invalid", "what " + path + " refers to " + problem);
              });
      return Secret.of(now);
    };
  }

  private static RegistrationException invalid(String path, String code, String message) {
    return new RegistrationException.InvalidRequest(List.of(new Violation(path, code, message)));
  }

  private Optional<String> resolved(String written) {
    try {
      return Optional.of(references.resolve(written));
    } catch (References.Missing e) {
      return Optional.empty();
    }
  }

  private Optional<String> resolved(String path, String key, String text) {
    try {
      return Optional.of(references.resolve(text));
    } catch (References.Missing e) {
      problems.add(path, "missing-reference", key + " " + e.getMessage());
      return Optional.empty();
    }
  }
}
