package dev.registrant.cli;

import dev.registrant.AccountConfiguration;
import dev.registrant.ProviderCatalog;
import dev.registrant.spi.ConfigurationSchema;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.RegistrationProvider;
import dev.registrant.spi.Secret;
import dev.registrant.spi.Setting;
import dev.registrant.spi.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads the accounts of a configuration. Not thread-safe. */
final class AccountReader {
  private final ProviderCatalog catalog;
  private final References references;
  private final ConfigProblems problems;
  private final List<String> clearSecrets = new ArrayList<>();

  AccountReader(ProviderCatalog catalog, References references, ConfigProblems problems) {
    this.catalog = catalog;
    this.references = references;
    this.problems = problems;
  }

  /** Returns the paths of secrets that stand in the file itself. */
  List<String> clearSecrets() {
    return List.copyOf(clearSecrets);
  }

  /** Reads one account; empty if it has problems that keep it from being opened. */
  Optional<AccountConfiguration> read(String name, YamlMap map) {
    problems.requireKnown(map, "provider", "id", "settings");
    Optional<RegistrationProvider> provider = provider(name, map);
    YamlMap settings = map.map("settings");
    Map<String, String> values = new HashMap<>();
    Map<String, Supplier<Secret>> secrets = new HashMap<>();
    for (String key : settings.keys()) {
      Optional<String> written = settings.text(key);
      Optional<String> value = written.flatMap(text -> resolved(settings.path(key), key, text));
      if (provider.map(p -> isSecret(p.configuration(), key)).orElse(false)) {
        secrets.put(key, secret(settings.path(key), key, written.orElse(""), value.orElse("")));
      } else {
        value.ifPresent(v -> values.put(key, v));
      }
    }
    return provider
        .filter(p -> isSound(p.configuration(), settings, values, secrets))
        .flatMap(p -> account(name, p, map, values, secrets));
  }

  private Optional<RegistrationProvider> provider(String name, YamlMap map) {
    Optional<String> id = map.text("provider");
    if (id.isEmpty()) {
      if (!map.has("provider")) {
        problems.add(
            map.path("provider"), "required", "account " + name + " has no provider; it names one");
      }
      return Optional.empty();
    }
    List<RegistrationProvider> found = catalog.providers();
    String problem =
        found.isEmpty()
            ? "there is no provider on the class path or the provider path"
            : Choice.problem(
                    "provider", id.get(), found.stream().map(RegistrationProvider::id).toList())
                .orElse("");
    if (!problem.isEmpty()) {
      problems.add(map.path("provider"), "unknown-provider", problem);
    }
    return found.stream().filter(p -> p.id().equals(id.get())).findFirst();
  }

  private Supplier<Secret> secret(String path, String key, String written, String value) {
    if (value.isBlank() && !problems.has(path)) {
      problems.add(path, "invalid", key + " cannot be empty");
    }
    if (!References.in(written)) {
      clearSecrets.add(path);
      return () -> Secret.of(value);
    }
    return () ->
        Secret.of(
            resolved(written)
                .filter(text -> !text.isBlank())
                .orElseThrow(
                    () ->
                        new RegistrationException.InvalidRequest(
                            List.of(
                                new Violation(
                                    path, "missing", "what " + path + " refers to is gone")))));
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

  private boolean isSound(
      ConfigurationSchema schema,
      YamlMap settings,
      Map<String, String> values,
      Map<String, Supplier<Secret>> secrets) {
    try {
      schema.bind(values, secrets);
      return true;
    } catch (RegistrationException.InvalidRequest e) {
      e.details().violations().stream()
          .filter(v -> !problems.has(settings.path(v.field())))
          .forEach(v -> problems.add(settings.path(v.field()), v.code(), v.message()));
      return false;
    }
  }

  private Optional<AccountConfiguration> account(
      String name,
      RegistrationProvider provider,
      YamlMap map,
      Map<String, String> values,
      Map<String, Supplier<Secret>> secrets) {
    AccountConfiguration.Builder builder = AccountConfiguration.builder(name, provider.id());
    map.text("id").flatMap(id -> resolved(map.path("id"), "id", id)).ifPresent(builder::id);
    values.forEach(builder::setting);
    secrets.forEach(builder::secret);
    try {
      return Optional.of(builder.build());
    } catch (RegistrationException.InvalidRequest e) {
      e.details().violations().forEach(v -> problems.add(map.path("id"), v.code(), v.message()));
      return Optional.empty();
    }
  }

  private static boolean isSecret(ConfigurationSchema schema, String name) {
    return schema.settings().stream()
        .anyMatch(s -> s.name().equals(name) && s.type() == Setting.Type.SECRET);
  }
}
