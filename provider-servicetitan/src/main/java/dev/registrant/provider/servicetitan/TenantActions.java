package dev.registrant.provider.servicetitan;

import dev.registrant.spi.HumanSteps.Action;
import dev.registrant.spi.HumanSteps.Need;
import java.util.List;
import java.util.Set;

/** What a tenant's administrator has to do for an app, in ServiceTitan itself. */
final class TenantActions {
  private final String page;

  TenantActions(ServiceTitanSettings settings) {
    this.page = page(settings.environment());
  }

  /** Where administrators allow apps, in the words of the web site. */
  static String page(String environment) {
    String site =
        environment.equals("production")
            ? "https://go.servicetitan.com"
            : "https://integration.servicetitan.com";
    return "ServiceTitan, "
        + environment
        + " environment ("
        + site
        + "), Settings > Integrations > API Application Access";
  }

  Action allow(AppRecord app, String tenant, boolean awaitsApproval) {
    return new Action(
        DueActions.ALLOW + tenant,
        administrator(tenant),
        page,
        "Check that the page shows tenant id "
            + tenant
            + ". Choose Connect New App, find "
            + app.name()
            + " of "
            + app.organization()
            + " (version "
            + app.version()
            + "), review what it asks for:"
            + Scopes.asInThePortal(app.savedScopes())
            + "\nand choose Allow. The app is listed only where its owner has entered this tenant id"
            + (awaitsApproval ? " and after ServiceTitan has approved it." : ".")
            + " Report the decision; do not send a client secret with it.",
        List.of(
            new Need("decision", false, true, "allowed or declined"),
            new Need(
                "version",
                false,
                false,
                "the version that was allowed, " + app.version() + " unless told"),
            new Need("tenant", false, false, "the tenant id that the page shows"),
            new Need("client_id", false, false, "the client id that appeared; it is no secret"),
            DueActions.BY));
  }

  Action upgrade(AppRecord app, Consent consent) {
    Set<String> before = AppVersion.scopesAt(app.history(), consent.version());
    Set<String> added = Scopes.without(app.savedScopes(), before);
    Set<String> removed = Scopes.without(before, app.savedScopes());
    return new Action(
        DueActions.UPGRADE + consent.tenant(),
        administrator(consent.tenant()),
        page,
        "Find "
            + app.name()
            + " of "
            + app.organization()
            + ", tagged New Version Available, choose Upgrade to New Version and Allow, from version "
            + consent.version()
            + " to "
            + app.version()
            + "."
            + (added.isEmpty() ? "" : "\nNew:" + Scopes.asInThePortal(added))
            + (removed.isEmpty() ? "" : "\nNo longer:" + Scopes.asInThePortal(removed))
            + "\nUntil then version "
            + consent.version()
            + " stays in play. Credentials stay.",
        List.of(
            new Need("decision", false, true, "allowed or declined"),
            new Need(
                "version",
                false,
                false,
                "the version that was allowed, " + app.version() + " unless told"),
            new Need("tenant", false, false, "the tenant id that the page shows"),
            DueActions.BY));
  }

  private static String administrator(String tenant) {
    return "administrator of tenant "
        + tenant
        + " (with the permission Manage API Application Access)";
  }
}
