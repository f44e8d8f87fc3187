package dev.registrant.provider.servicetitan;

import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.Secret;
import dev.registrant.spi.Settings;
import java.util.Map;
import java.util.function.Supplier;

/** Apps and accounts to test with. */
final class Apps {
  static final String CUSTOMERS = "tn.crm.customers:r";
  static final String INVOICES = "tn.acc.invoices:w";

  private Apps() {}

  static ClientMetadata.Builder named(String name) {
    return ClientMetadata.builder()
        .clientName(name)
        .set("organization_name", "Acme")
        .set("client_uri", "https://acme.example")
        .scopes(CUSTOMERS)
        .set("tenants", java.util.List.of("12345=customer A"));
  }

  static Settings settings(Map<String, String> values) {
    return settings(values, Map.of());
  }

  static Settings settings(Map<String, String> values, Map<String, Supplier<Secret>> secrets) {
    return new ServiceTitanProvider().configuration().bind(values, secrets);
  }
}
