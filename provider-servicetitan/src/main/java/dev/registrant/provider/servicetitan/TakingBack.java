package dev.registrant.provider.servicetitan;

import dev.registrant.spi.AppId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an app is believed to be once something that was reported of it does not hold any more. */
final class TakingBack {
  private final DueActions due;

  TakingBack(DueActions due) {
    this.due = due;
  }

  /**
   * Returns the app without what a step's report had said of it.
   *
   * @param own the id the app goes by without ServiceTitan's
   * @param claims what had been reported
   */
  AppRecord of(AppRecord app, AppId own, String step, Map<String, String> claims, String today) {
    if (step.startsWith(DueActions.ALLOW)) {
      return app.withConsent(step.substring(DueActions.ALLOW.length()), Optional.empty());
    }
    if (step.startsWith(DueActions.UPGRADE)) {
      String tenant = step.substring(DueActions.UPGRADE.length());
      return app.withConsent(tenant, app.consent(tenant).flatMap(Consent::withoutLatest));
    }
    return switch (step) {
      case DueActions.CREATE -> app.notCreated(own);
      case DueActions.APPROVE ->
          due.isReviewed(app) ? app.withApproval("awaited again since " + today) : app;
      case DueActions.EDIT -> app.detailsUnsaved();
      case DueActions.TENANTS -> app.tenantsUnsaved();
      case DueActions.SCOPES -> withoutVersion(app, claims.getOrDefault("version", ""));
      default -> app;
    };
  }

  /** The first version came with the app; only later ones were reported by themselves. */
  private static AppRecord withoutVersion(AppRecord app, String number) {
    List<AppVersion> history = new ArrayList<>(app.history());
    boolean last =
        history.size() > 1
            && String.valueOf(history.get(history.size() - 1).number()).equals(number.strip());
    if (!last) {
      return app;
    }
    history.remove(history.size() - 1);
    return app.withHistory(history);
  }

  /** Returns the steps of tenants that had been done and do not stand any more, with others. */
  static List<String> fallen(AppRecord before, AppRecord after, String step) {
    List<String> fallen = new ArrayList<>();
    for (Consent consent : before.consents()) {
      String tenant = consent.tenant();
      if (after.consent(tenant).equals(Optional.of(consent))) {
        continue;
      }
      fallen.add(DueActions.UPGRADE + tenant);
      if (after.consent(tenant).isEmpty()) {
        fallen.add(DueActions.ALLOW + tenant);
      }
    }
    fallen.remove(step);
    return fallen;
  }
}
