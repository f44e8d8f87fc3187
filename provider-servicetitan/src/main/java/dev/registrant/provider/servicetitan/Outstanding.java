package dev.registrant.provider.servicetitan;

import dev.registrant.provider.servicetitan.PortalDocument.Connected;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What people must still do for an app of the portal mode before each tenant is served by its
 * newest version, as far as a gateway tells. Nobody reports it back: it is read anew with the app.
 */
final class Outstanding {
  private final PortalFacts facts;
  private final String environment;

  Outstanding(PortalFacts facts, String environment) {
    this.facts = facts;
    this.environment = environment;
  }

  /**
   * Returns one sentence for each: who, where, what.
   *
   * @param tenants the ids of the tenants the app lists
   */
  List<String> texts(List<String> tenants) {
    List<String> texts = new ArrayList<>();
    if (facts.awaitsApproval()) {
      texts.add("ServiceTitan staff: approve the app; no tenant sees it before");
    }
    for (String tenant : tenants) {
      what(tenant)
          .map(
              what ->
                  "administrator of tenant "
                      + tenant
                      + ", in "
                      + TenantActions.page(environment)
                      + ": "
                      + what)
          .ifPresent(texts::add);
    }
    return texts;
  }

  private Optional<String> what(String tenant) {
    if (facts.connections().isEmpty()) {
      return Optional.of("allow the app and each new version; whether that is done is not known");
    }
    Optional<Connected> connection =
        facts.connections().get().stream()
            .filter(one -> tenant.equals(one.tenantId()) && one.isIn(environment))
            .findFirst();
    if (connection.filter(Connected::isAllowed).isEmpty()) {
      return Optional.of(
          "allow the app"
              + connection.map(Connected::status).map(status -> "; it is " + status).orElse(""));
    }
    int accepted = connection.get().accepted();
    int latest = Math.max(facts.latest(), connection.get().latest());
    return accepted >= latest ? Optional.empty() : Optional.of(upgrade(accepted, latest));
  }

  private String upgrade(int accepted, int latest) {
    Set<String> before = AppVersion.scopesAt(facts.versions(), accepted);
    Set<String> after = AppVersion.scopesAt(facts.versions(), latest);
    Set<String> added = Scopes.without(after, before);
    Set<String> removed = Scopes.without(before, after);
    return "upgrade from version "
        + accepted
        + " to "
        + latest
        + (added.isEmpty() ? "" : "; until then not in play: " + String.join(" ", added))
        + (removed.isEmpty() ? "" : "; no longer in play then: " + String.join(" ", removed));
  }
}
