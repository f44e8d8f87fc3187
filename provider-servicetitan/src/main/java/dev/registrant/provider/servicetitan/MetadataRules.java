package dev.registrant.provider.servicetitan;

import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an app's metadata must be like beyond its declared bounds; some of it unknown. */
final class MetadataRules {
  private static final int LONGEST_NOTE = 4000;

  /** A host may be in any script and have an underscore: browsers take more than java.net.URI. */
  private static final Pattern WEB =
      Pattern.compile(
          "(?i)https?://([^/?#@\\\\\\s]*@)?"
              + "([^\\s/?#@:\\\\<>\\[\\]^|%\\p{Cntrl}]+|\\[[0-9a-f:.]+])"
              + "(:[0-9]{0,5})?([/?#][^\\s\\p{Cntrl}]*)?");

  private final CredentialPrefixes prefixes;

  MetadataRules(CredentialPrefixes prefixes) {
    this.prefixes = prefixes;
  }

  /** Returns everything that is wrong. What holds a secret is not looked at further. */
  List<Violation> violations(ClientMetadata metadata) {
    List<Violation> secrets = new ArrayList<>();
    metadata
        .fields()
        .forEach(
            (field, value) -> {
              if (value instanceof List<?> list) {
                for (int i = 0; i < list.size(); i++) {
                  refuseSecret(field + "[" + i + "]", String.valueOf(list.get(i)), secrets);
                }
              } else {
                refuseSecret(field, value.toString(), secrets);
              }
            });
    List<String> told = secrets.stream().map(Violation::field).toList();
    List<Violation> all = new ArrayList<>(secrets);
    shapes(metadata).stream().filter(one -> !told.contains(one.field())).forEach(all::add);
    return all;
  }

  private void refuseSecret(String field, String value, List<Violation> violations) {
    Optional<String> secret =
        field.equals(ClientMetadata.CLIENT_URI)
            ? prefixes.secretInUrl(value)
            : prefixes.secretIn(value);
    secret.ifPresent(
        kind ->
            violations.add(
                new Violation(field, "secret", field + " " + CredentialPrefixes.told(kind))));
  }

  private static List<Violation> shapes(ClientMetadata metadata) {
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
    if (WEB.matcher(url).matches() && url.length() <= ServiceTitanCapabilities.LONGEST_URL) {
      return Optional.empty();
    }
    return Optional.of(
        new Violation(
            field,
            "invalid-url",
            field + " takes an absolute https or http URL with a host, of at most 250 characters"));
  }
}
