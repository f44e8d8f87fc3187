package dev.registrant.cli;

import dev.registrant.AccountConfiguration;
import dev.registrant.Policies;
import dev.registrant.ProviderCatalog;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Violation;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code registrant.yaml} and finds everything that is wrong with it. Sends nothing. */
final class ConfigurationReader {
  private static final Path USUAL = Path.of("registrant.yaml");

  private final ProviderCatalog catalog;
  private final Map<String, String> env;

  ConfigurationReader(ProviderCatalog catalog, Map<String, String> env) {
    this.catalog = catalog;
    this.env = env;
  }

  /**
   * Reads a configuration.
   *
   * @param given the file that was asked for; if none was, {@code ./registrant.yaml}
   * @throws RegistrationException.InvalidRequest if there is no such file
   */
  Configuration read(Optional<Path> given) {
    Path file = given.orElse(USUAL);
    ConfigProblems problems = new ConfigProblems();
    YamlMap root = YamlMap.parse(content(file, given.isPresent()), problems);
    problems.requireKnown(root, "accounts", "policies", "store");
    Path folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
    References references = new References(env, folder);
    PathReader paths = new PathReader(folder, references, problems);
    ValueReader values = new ValueReader(references, problems);
    NetworkReader networks = new NetworkReader(paths, values, problems);
    AccountReader reader = new AccountReader(catalog, values, networks, problems);
    YamlMap named = root.map("accounts");
    List<AccountConfiguration> accounts = new ArrayList<>();
    named.keys().forEach(name -> reader.read(name, named.map(name)).ifPresent(accounts::add));
    Policies policies = new PolicyReader(problems).read(root.map("policies"));
    Optional<StoreSettings> store = new StoreReader(paths, env, problems).read(root);
    return new Configuration(
        file, named.keys(), accounts, policies, store, values.clearSecrets(), problems);
  }

  private static String content(Path file, boolean asked) {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw problem("invalid", file + " is not UTF-8 text");
    } catch (IOException e) {
      if (Files.exists(file)) {
        throw problem("unreadable", file + " cannot be read");
      }
      throw problem(
          "missing",
          (asked ? "there is no file " + file : "there is no registrant.yaml in this folder")
              + "; give one with --config FILE, or make one that leads to simulated vendors with"
              + " 'registrant sandbox --write-config registrant.yaml'");
    }
  }

  private static RegistrationException problem(String code, String message) {
    return new RegistrationException.InvalidRequest(
        List.of(new Violation("config", code, message)));
  }
}
