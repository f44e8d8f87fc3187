package dev.registrant.crash;

import dev.registrant.spi.ClientMetadata;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An account at a simulated vendor and what is written there. */
enum Subject {
  SNYK("snyk", "snyk"),
  ZITADEL_SECRET("zitadel client_secret_basic", "zitadel"),
  ZITADEL_KEY("zitadel private_key_jwt", "zitadel"),
  PORTAL("servicetitan portal", "servicetitan"),
  ASSISTED("servicetitan assisted", "servicetitan");

  static final String NAME = "billing";
  static final String OTHER_NAME = "invoicing";

  private final String word;
  private final String vendor;

  Subject(String word, String vendor) {
    this.word = word;
    this.vendor = vendor;
  }

  String word() {
    return word;
  }

  /** Returns the id of the provider, which is the simulator's name. */
  String vendor() {
    return vendor;
  }

  Set<Write> writes() {
    return this == ASSISTED
        ? EnumSet.of(Write.CREATE, Write.UPDATE, Write.DELETE, Write.COMPLETE)
        : EnumSet.complementOf(EnumSet.of(Write.COMPLETE));
  }

  /** Returns the requests of a write that change something, in their order. */
  List<String> requests(Write write) {
    if (this == ASSISTED) {
      return List.of();
    }
    return switch (write) {
      case CREATE ->
          this == ZITADEL_KEY
              ? List.of("apps.create", "secrets.issue", "apps.update")
              : List.of("apps.create", "apps.update");
      case SETTLE, RESUME ->
          switch (this) {
            case ZITADEL_KEY -> List.of("secrets.issue", "apps.update");
            case PORTAL -> List.of("apps.update");
            default -> List.of("secrets.replace", "apps.update");
          };
      case UPDATE -> List.of("apps.update");
      case DELETE -> List.of("apps.delete");
      case COMPLETE -> List.of();
    };
  }

  Map<String, String> settings(Map<String, String> account) {
    Map<String, String> settings = new LinkedHashMap<>();
    switch (this) {
      case SNYK -> copy(account, settings, "baseUrl", "org");
      case ZITADEL_SECRET, ZITADEL_KEY -> copy(account, settings, "baseUrl", "project");
      case PORTAL -> {
        copy(account, settings, "portalUrl");
        settings.put("mode", "portal");
        settings.put("requestsPerSecond", "100");
      }
      case ASSISTED -> settings.put("mode", "assisted");
    }
    return settings;
  }

  Map<String, String> secrets(Map<String, String> account) {
    Map<String, String> secrets = new LinkedHashMap<>();
    switch (this) {
      case SNYK, ZITADEL_SECRET, ZITADEL_KEY -> copy(account, secrets, "token");
      case PORTAL -> copy(account, secrets, "portalToken");
      case ASSISTED -> {}
    }
    return secrets;
  }

  private static void copy(Map<String, String> from, Map<String, String> to, String... names) {
    for (String name : names) {
      to.put(name, from.getOrDefault(name, ""));
    }
  }

  ClientMetadata wanted() {
    ClientMetadata.Builder wanted = ClientMetadata.builder().clientName(NAME);
    return switch (this) {
      case SNYK -> wanted.redirectUris("https://example.com/callback").scopes("org.read").build();
      case ZITADEL_SECRET -> wanted.build();
      case ZITADEL_KEY ->
          wanted.set(ClientMetadata.TOKEN_ENDPOINT_AUTH_METHOD, "private_key_jwt").build();
      case PORTAL, ASSISTED ->
          wanted
              .set("organization_name", "Acme")
              .set("client_uri", "https://acme.example")
              .scopes("tn.crm.customers:r")
              .set("tenants", List.of("12345=customer A"))
              .build();
    };
  }

  ClientMetadata change() {
    return ClientMetadata.builder().clientName(OTHER_NAME).build();
  }
}
