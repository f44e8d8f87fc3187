package dev.registrant.cli;

import dev.registrant.AccountConfiguration;
import dev.registrant.Platform;
import dev.registrant.ProviderCatalog;
import dev.registrant.spi.ConfigurationSchema;
import dev.registrant.spi.Network;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.RegistrationProvider;
import dev.registrant.spi.Secret;
import dev.registrant.spi.Setting;
import dev.registrant.spi.Violation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads the accounts of a configuration. Not thread-safe. */
final class AccountReader {
  private final ProviderCatalog catalog;
  private final ValueReader reader;
  private final NetworkReader networks;
  private final ConfigProblems problems;

  AccountReader(
      ProviderCatalog catalog,
      ValueReader reader,
      NetworkReader networks,
      ConfigProblems problems) {
    this.catalog = catalog;
    this.reader = reader;
    this.networks = networks;
    this.problems = problems;
  }

  /** Reads one account; empty if it has problems that keep it from being opened. */
  Optional<AccountConfiguration> read(String name, YamlMap map) {
    problems.requireKnown(map, "provider", "id", "settings", "network", "rateShare");
    Network network = networks.read(map);
    Optional<RegistrationProvider> provider = provider(name, map);
    YamlMap settings = map.map("settings");
    Map<String, String> values = new HashMap<>();
    Map<String, Supplier<Secret>> secrets = new HashMap<>();
    for (String key : settings.keys()) {
      provider
          .flatMap(p -> secret(p.configuration(), key))
          .ifPresentOrElse(
              setting -> secrets.put(key, reader.secret(settings, key, setting.rule())),
              () -> reader.text(settings, key).ifPresent(value -> values.put(key, value)));
    }
    return provider
        .filter(p -> isSound(p.configuration(), settings, values, secrets))
        .flatMap(p -> account(name, p, map, network, values, secrets));
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

  private boolean isSound(
      ConfigurationSchema schema,
      YamlMap settings,
      Map<String, String> values,
      Map<String, Supplier<Secret>> secrets) {
    try {
      schema.bind(values, secrets, Platform.system());
      return true;
    } catch (RegistrationException.InvalidRequest e) {
      List<Violation> violations =
          e.details().violations().stream()
              .filter(v -> !problems.has(settings.path(v.field())))
              .toList();
      violations.forEach(v -> problems.add(settings.path(v.field()), v.code(), v.message()));
      return false;
    } catch (RuntimeException e) {
      return true; // a defect of its check, which is told when the account is opened
    }
  }

  private Optional<AccountConfiguration> account(
      String name,
      RegistrationProvider provider,
      YamlMap map,
      Network network,
      Map<String, String> values,
      Map<String, Supplier<Secret>> secrets) {
    AccountConfiguration.Builder builder = AccountConfiguration.builder(name, provider.id());
    builder.network(network);
    reader.text(map, "id").ifPresent(builder::id);
    reader.text(map, "rateShare").ifPresent(share -> rateShare(builder, map, share));
    values.forEach(builder::setting);
    secrets.forEach(builder::secret);
    try {
      return Optional.of(builder.build());
    } catch (RegistrationException.InvalidRequest e) {
      e.details().violations().forEach(v -> problems.add(map.path("id"), v.code(), v.message()));
      return Optional.empty();
    }
  }

  private void rateShare(AccountConfiguration.Builder builder, YamlMap map, String share) {
    try {
      builder.rateShare(Double.parseDouble(share));
    } catch (IllegalArgumentException e) {
      problems.add(
          map.path("rateShare"), "invalid", "rateShare takes a number above 0 and at most 1");
    }
  }

  private static Optional<Setting> secret(ConfigurationSchema schema, String name) {
    return schema.settings().stream()
        .filter(s -> s.name().equals(name) && s.type() == Setting.Type.SECRET)
        .findFirst();
  }
}
