package dev.registrant.provider.servicetitan;

import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.Violation;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an app's metadata must be like beyond its declared bounds; some of it unknown. */
final class MetadataRules {
  private static final int LONGEST_NOTE = 4000;

  private MetadataRules() {}

  static List<Violation> violations(ClientMetadata metadata) {
    List<Violation> violations = new ArrayList<>();
    metadata
        .text(ClientMetadata.CLIENT_URI)
        .flatMap(url -> homepageProblem(ClientMetadata.CLIENT_URI, url))
        .ifPresent(violations::add);
    List<String> scopes = metadata.scopes();
    for (int i = 0; i < scopes.size(); i++) {
      String field = ClientMetadata.SCOPE + "[" + i + "]";
      refuseTwice(field, scopes.indexOf(scopes.get(i)) < i, violations);
      Scopes.problem(scopes.get(i))
          .ifPresent(
              problem ->
                  violations.add(new Violation(field, "invalid-scope", field + " " + problem)));
    }
    checkTenants(Tenant.parse(metadata.list(ServiceTitanCapabilities.TENANTS)), violations);
    metadata
        .text(ServiceTitanCapabilities.MARKER)
        .filter(marker -> !Marker.isOne(marker))
        .ifPresent(
            marker ->
                violations.add(
                    new Violation(
                        ServiceTitanCapabilities.MARKER,
                        "invalid",
                        "registration_marker is the core's; it begins with registrant-")));
    return violations;
  }

  private static void checkTenants(List<Tenant> tenants, List<Violation> violations) {
    List<String> ids = Tenant.ids(tenants);
    for (int i = 0; i < tenants.size(); i++) {
      String field = ServiceTitanCapabilities.TENANTS + "[" + i + "]";
      if (!tenants.get(i).isNumber()) {
        violations.add(
            new Violation(
                field,
                "invalid-tenant",
                field + " is no tenant id: that is a number, a note follows as in 12345=note"));
      } else {
        refuseTwice(field, ids.indexOf(ids.get(i)) < i, violations);
      }
      int most = LONGEST_NOTE - (i > 0 ? 0 : Marker.LONGEST);
      if (tenants.get(i).note().length() > most) {
        violations.add(
            new Violation(
                field, "too-long", field + " has a note of more than " + most + " characters"));
      }
    }
  }

  private static void refuseTwice(String field, boolean twice, List<Violation> violations) {
    if (twice) {
      violations.add(new Violation(field, "duplicate", field + " is given twice"));
    }
  }

  /** ServiceTitan's portal took any absolute URL; those that run code are refused here. */
  static Optional<Violation> homepageProblem(String field, String url) {
    try {
      URI uri = new URI(url);
      boolean web =
          "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
      if (web && uri.getHost() != null && url.length() <= ServiceTitanCapabilities.LONGEST_URL) {
        return Optional.empty();
      }
    } catch (URISyntaxException e) {
      // Refused below.
    }
    return Optional.of(
        new Violation(
            field,
            "invalid-url",
            field + " takes an absolute https or http URL with a host, of at most 250 characters"));
  }
}
