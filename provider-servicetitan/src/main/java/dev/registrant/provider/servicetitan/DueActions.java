package dev.registrant.provider.servicetitan;

import dev.registrant.spi.HumanSteps.Action;
import dev.registrant.spi.HumanSteps.Need;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What people have to do for an app, worked out from the difference between what was asked for and
 * what they say has been done. The words are those of ServiceTitan's web sites.
 */
final class DueActions {
  static final String CREATE = "create-app";
  static final String APPROVE = "approve";
  static final String EDIT = "edit-app";
  static final String SCOPES = "change-scopes";
  static final String TENANTS = "change-tenants";
  static final String ALLOW = "allow:";
  static final String UPGRADE = "upgrade:";
  static final String DELETE = "delete-app";

  private static final String OWNER =
      "app owner (of the developer organization, with the permission Generate API Application Key)";
  private static final String MY_APPS =
      "the developer portal, https://developer.servicetitan.io, My Apps";
  static final Need BY = new Need("by", false, false, "who did it, for the record");
  private static final Need CONFIRMED =
      new Need(
          "scopes_confirmed", false, false, "yes if the saved scopes are exactly those asked for");
  private static final Need UNEXPECTED =
      new Need(
          "version_confirmed",
          false,
          false,
          "yes if the portal really shows another version than the one that is expected");

  private final TenantActions tenantSide;
  private final String appKeyPrefix;
  private final boolean reviewsAll;

  DueActions(ServiceTitanSettings settings) {
    this.tenantSide = new TenantActions(settings);
    this.appKeyPrefix = settings.prefixes().appKey();
    this.reviewsAll = settings.reviewsAll();
  }

  /** Returns all that is to be done, in an order in which it can be done. */
  List<Action> of(AppRecord app) {
    if (app.isToBeDeleted()) {
      return List.of(delete(app));
    }
    if (app.appId().isEmpty()) {
      return List.of(create(app));
    }
    List<Action> due = new ArrayList<>();
    if (awaitsApproval(app)) {
      due.add(approve(app));
    }
    if (app.detailsDiffer()) {
      due.add(edit(app));
    }
    if (app.scopesDiffer()) {
      due.add(changeScopes(app));
    }
    if (app.tenantsDiffer()) {
      due.add(changeTenants(app));
    }
    List<String> listed = Tenant.ids(app.savedTenants());
    for (String tenant : Tenant.ids(app.tenants())) {
      Optional<Consent> consent = app.consent(tenant).filter(Consent::isAllowed);
      if (listed.contains(tenant) && consent.isEmpty()) {
        due.add(tenantSide.allow(app, tenant, awaitsApproval(app)));
      } else if (consent.isPresent() && consent.get().version() < app.version()) {
        due.add(tenantSide.upgrade(app, consent.get()));
      }
    }
    return due;
  }

  /** Whether ServiceTitan reviews such an app. */
  boolean isReviewed(AppRecord app) {
    return reviewsAll || app.isPublic();
  }

  private boolean awaitsApproval(AppRecord app) {
    return isReviewed(app) && !app.isApproved();
  }

  private Action create(AppRecord app) {
    return new Action(
        CREATE,
        OWNER,
        MY_APPS + ", New App",
        "Create the app with\n"
            + String.join("\n", app.details())
            + "\n"
            + tenants(app.tenants())
            + "\nAPI scopes, by group and resource:"
            + Scopes.asInThePortal(app.scopes())
            + "\nAnswer what a newer form asks beyond this as your organization does. Then bring back"
            + " the App ID and the application key, which the portal also shows later.",
        List.of(
            new Need("app_id", false, true, "the App ID, as My Apps shows it"),
            new Need("app_key", true, true, "the application key; it begins with " + appKeyPrefix),
            new Need("version", false, false, "the version of the scopes, 1 unless told"),
            UNEXPECTED,
            CONFIRMED,
            BY));
  }

  private static Action approve(AppRecord app) {
    return new Action(
        APPROVE,
        "ServiceTitan staff (the app owner watches for it)",
        "ServiceTitan's review, about once a week",
        "Wait until ServiceTitan has approved the "
            + (app.isPublic() ? "public app " : "app ")
            + named(app)
            + ". No notification comes: it is approved once a tenant's administrator sees it in"
            + " Settings > Integrations > API Application Access, and ServiceTitan writes only if it"
            + " refuses. If nothing is seen after a week, ask ServiceTitan. It is approved once;"
            + " later changes of tenants and scopes need no approval.",
        List.of(
            new Need(
                "decision",
                false,
                true,
                "approved, if an administrator sees the app or the owner knows; else rejected"),
            BY));
  }

  private static Action edit(AppRecord app) {
    return new Action(
        EDIT,
        OWNER,
        MY_APPS + ", " + named(app) + ", Edit",
        "Make the app read\n"
            + String.join("\n", app.details())
            + "\nLeave the scopes as they are.",
        List.of(BY));
  }

  private static Action changeScopes(AppRecord app) {
    Set<String> added = Scopes.without(app.scopes(), app.savedScopes());
    Set<String> removed = Scopes.without(app.savedScopes(), app.scopes());
    return new Action(
        SCOPES,
        OWNER,
        MY_APPS + ", " + named(app) + ", Edit",
        "Change the API scopes."
            + (added.isEmpty() ? "" : "\nAdd:" + Scopes.asInThePortal(added))
            + (removed.isEmpty() ? "" : "\nRemove:" + Scopes.asInThePortal(removed))
            + "\nSaving makes version "
            + app.expectedVersion()
            + ". It has no effect for a tenant until its administrator accepts it: "
            + String.join(", ", Tenant.ids(app.tenants()))
            + ". Key and client credentials stay.",
        List.of(
            new Need(
                "version",
                false,
                true,
                "the new version as the portal shows it, "
                    + app.expectedVersion()
                    + " is expected"),
            UNEXPECTED,
            CONFIRMED,
            BY));
  }

  private static Action changeTenants(AppRecord app) {
    List<String> saved = Tenant.ids(app.savedTenants());
    List<String> wanted = Tenant.ids(app.tenants());
    Set<String> added = Scopes.without(wanted, saved);
    Set<String> removed = Scopes.without(saved, wanted);
    return new Action(
        TENANTS,
        OWNER,
        MY_APPS + ", " + named(app) + ", Edit",
        "Change the tenants."
            + (added.isEmpty() ? "" : "\nAdd: " + String.join(", ", added))
            + (removed.isEmpty()
                ? ""
                : "\nRemove: "
                    + String.join(", ", removed)
                    + "; have each one's administrator disable the app first, since it is not known"
                    + " whether removing a tenant ends its connection")
            + "\nAfterwards it reads\n"
            + tenants(app.tenants()),
        List.of(BY));
  }

  private static Action delete(AppRecord app) {
    boolean renamed = !app.savedName().equals(app.name());
    return new Action(
        DELETE,
        OWNER,
        MY_APPS + ", " + app.appId().map(id -> named(app)).orElse(app.name()),
        "Delete the app"
            + (renamed ? ", which the portal may still call " + app.savedName() : "")
            + ". That cannot be undone: its key dies with it, and with the key every tenant's"
            + " access. Have the administrators disable it first: "
            + String.join(", ", Tenant.ids(app.tenants()))
            + (app.appId().isEmpty() ? ". If it was never created, only confirm." : "."),
        List.of(new Need("confirm", false, true, "the name of the app, typed: " + app.name()), BY));
  }

  /** Returns the action once more, because of what came back. */
  static Action again(Action action, String remark) {
    return new Action(
        action.step(),
        action.who(),
        action.where(),
        "Once more: " + remark + ".\n" + action.text(),
        action.needs());
  }

  private static String named(AppRecord app) {
    return app.name() + app.appId().map(id -> " (App ID " + id + ")").orElse("");
  }

  private static String tenants(List<Tenant> tenants) {
    return tenants.stream()
        .map(
            tenant ->
                "Tenant: "
                    + tenant.id()
                    + (tenant.note().isEmpty() ? "" : ", note: " + tenant.note()))
        .collect(Collectors.joining("\n"));
  }
}
