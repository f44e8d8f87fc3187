package dev.registrant.cli;

import dev.registrant.AccountConfiguration;
import dev.registrant.ProviderCatalog;
import dev.registrant.spi.RegistrationProvider;
import dev.registrant.spi.Secret;
import dev.registrant.spi.Setting;
import dev.registrant.testkit.Sandbox;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An account at a simulated vendor.
 *
 * @param name its name in a configuration
 * @param provider the id of its provider
 * @param settings the settings it takes, secrets in clear: they are a simulator's
 */
record SandboxAccount(String name, String provider, Map<String, String> settings) {
  /**
   * How the settings of an account follow from what a simulator tells.
   *
   * @param fromVendor settings that have their names at the simulator too
   * @param fixed settings that need no simulator to be known
   */
  private record Form(
      String name, String provider, List<String> fromVendor, Map<String, String> fixed) {
    private SandboxAccount of(Map<String, String> vendor) {
      Map<String, String> settings = new LinkedHashMap<>();
      fromVendor.forEach(setting -> settings.put(setting, vendor.getOrDefault(setting, "")));
      settings.putAll(new TreeMap<>(fixed));
      return new SandboxAccount(name, provider, settings);
    }
  }

  private static final Map<String, String> OWNER =
      Map.of(
          "organizationName",
          "Registrant sandbox",
          "homepageUrl",
          "https://platform.example",
          "environment",
          "integration");

  private static final Map<String, String> PORTAL =
      Map.of(
          "mode",
          "portal",
          "requestsPerSecond",
          "50",
          "versionsPath",
          "/c/apps/{app}/versions",
          "connectionsPath",
          "/c/apps/{app}/connections",
          "approvalPath",
          "/c/apps/{app}/approval");

  private static final List<Form> FORMS =
      List.of(
          new Form("snyk", "snyk", List.of("baseUrl", "org", "token"), Map.of()),
          new Form("zitadel", "zitadel", List.of("baseUrl", "org", "project", "token"), Map.of()),
          new Form("servicetitan", "servicetitan", List.of(), OWNER),
          new Form(
              "servicetitan-portal",
              "servicetitan",
              List.of("portalUrl", "portalToken"),
              both(OWNER, PORTAL)));

  /** Returns the accounts for which there is a provider. */
  static List<SandboxAccount> of(Sandbox sandbox, ProviderCatalog catalog) {
    List<String> providers = catalog.providers().stream().map(RegistrationProvider::id).toList();
    return FORMS.stream()
        .filter(form -> providers.contains(form.provider()))
        .map(form -> form.of(sandbox.account(form.provider())))
        .toList();
  }

  /** Returns the account as a host configures it. */
  AccountConfiguration configuration(RegistrationProvider provider) {
    AccountConfiguration.Builder builder = AccountConfiguration.builder(name, provider.id());
    for (Setting setting : provider.configuration().settings()) {
      String value = settings.get(setting.name());
      if (value != null && setting.type() == Setting.Type.SECRET) {
        builder.secret(setting.name(), () -> Secret.of(value));
      } else if (value != null) {
        builder.setting(setting.name(), value);
      }
    }
    return builder.build();
  }

  /**
   * Returns a configuration of these accounts with a durable store.
   *
   * @param store the name of the store's files, without an ending
   * @param id tells the accounts of this sandbox from those of an earlier one in the same store
   */
  static String yaml(List<SandboxAccount> accounts, String store, String id) {
    StringBuilder yaml = new StringBuilder();
    yaml.append("# Accounts at the simulated vendors of 'registrant sandbox'.\n");
    yaml.append("# Write credentials of real ones as ${env:NAME} or ${file:PATH}.\n");
    yaml.append("accounts:\n");
    for (SandboxAccount account : accounts) {
      yaml.append("  ").append(account.name).append(":\n");
      yaml.append("    provider: ").append(account.provider).append('\n');
      yaml.append("    id: ").append(Json.write(account.name + "-" + id)).append('\n');
      yaml.append("    settings:\n");
      account.settings.forEach(
          (name, value) ->
              yaml.append("      ")
                  .append(name)
                  .append(": ")
                  .append(Json.write(value))
                  .append('\n'));
    }
    yaml.append("store:\n");
    yaml.append("  sqlite: ").append(Json.write(store + ".db")).append('\n');
    yaml.append("  key:\n");
    yaml.append("    file: ").append(Json.write(store + ".key")).append('\n');
    return yaml.toString();
  }

  private static Map<String, String> both(Map<String, String> one, Map<String, String> other) {
    Map<String, String> all = new TreeMap<>(one);
    all.putAll(other);
    return all;
  }

  @Override
  public String toString() {
    return "SandboxAccount[" + name + ", " + provider + "]";
  }
}
