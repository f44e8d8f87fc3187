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

/**
 * An account at a simulated vendor.
 *
 * @param name its name in a configuration
 * @param provider the id of its provider
 * @param settings the settings it takes, secrets in clear: they are a simulator's
 */
record SandboxAccount(String name, String provider, Map<String, String> settings) {
  private record Form(String name, String provider, String vendor, List<String> settings) {}

  private static final List<Form> FORMS =
      List.of(new Form("snyk", "snyk", "snyk", List.of("baseUrl", "org", "token")));

  /** Returns the accounts for which there is a provider. */
  static List<SandboxAccount> of(Sandbox sandbox, ProviderCatalog catalog) {
    List<String> providers = catalog.providers().stream().map(RegistrationProvider::id).toList();
    return FORMS.stream()
        .filter(form -> providers.contains(form.provider()))
        .map(form -> account(form, sandbox.account(form.vendor())))
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

  /** Returns a configuration of these accounts. */
  static String yaml(List<SandboxAccount> accounts) {
    StringBuilder yaml = new StringBuilder();
    yaml.append("# Accounts at the simulated vendors of 'registrant sandbox'.\n");
    yaml.append("# Write credentials of real ones as ${env:NAME} or ${file:PATH}.\n");
    yaml.append("accounts:\n");
    for (SandboxAccount account : accounts) {
      yaml.append("  ").append(account.name).append(":\n");
      yaml.append("    provider: ").append(account.provider).append('\n');
      yaml.append("    settings:\n");
      account.settings.forEach(
          (name, value) ->
              yaml.append("      ")
                  .append(name)
                  .append(": ")
                  .append(Json.write(value))
                  .append('\n'));
    }
    return yaml.toString();
  }

  private static SandboxAccount account(Form form, Map<String, String> vendor) {
    Map<String, String> settings = new LinkedHashMap<>();
    form.settings().forEach(name -> settings.put(name, vendor.getOrDefault(name, "")));
    return new SandboxAccount(form.name(), form.provider(), settings);
  }

  @Override
  public String toString() {
    return "SandboxAccount[" + name + ", " + provider + "]";
  }
}
