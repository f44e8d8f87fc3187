package dev.registrant.crash;

import dev.registrant.spi.ClientMetadata;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

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

  /**
   * Returns the requests of a write that something can go wrong with, in their order. Those that a
   * settled creation has in common with a new one are tried there.
   */
  List<String> requests(Write write) {
    return switch (this) {
      case ASSISTED -> List.of();
      case SNYK -> requests(write, List.of(), List.of("secrets.replace"), List.of());
      case ZITADEL_SECRET ->
          requests(write, List.of(), List.of("secrets.replace"), List.of("apps.create"));
      case ZITADEL_KEY ->
          requests(
              write, List.of("secrets.issue"), List.of("secrets.issue"), List.of("apps.create"));
      case PORTAL -> requests(write, List.of(), List.of("apps.update"), List.of());
    };
  }

  /** Returns the reads of somebody who settles that something can go wrong with. */
  List<String> reads(Write write) {
    if (this == ASSISTED) {
      return List.of();
    }
    return switch (write) {
      case SETTLE -> List.of("apps.list");
      case FINISH -> this == PORTAL ? List.of("apps.list") : List.of("apps.get");
      default -> List.of();
    };
  }

  private static List<String> requests(
      Write write, List<String> first, List<String> settling, List<String> resuming) {
    return switch (write) {
      case CREATE ->
          Stream.of(List.of("apps.create"), first, List.of("apps.update"))
              .flatMap(List::stream)
              .toList();
      case UPDATE -> List.of("apps.update");
      case DELETE -> List.of("apps.delete");
      case SETTLE -> settling;
      case RESUME -> resuming;
      case FINISH, COMPLETE -> List.of();
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
