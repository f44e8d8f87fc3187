package dev.registrant.provider.servicetitan;

import dev.registrant.provider.servicetitan.Consent.Decision;
import dev.registrant.spi.CredentialChange;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.HumanSteps.Action;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import dev.registrant.spi.Violation;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns what people report of a step into what the app is believed to be. */
final class Reports {
  private final DueActions due;
  private final String today;

  /**
   * What a report leads to.
   *
   * @param app the app from now on
   * @param credentials what came with it
   * @param remark why the step has to be done again, if it has to
   */
  record Result(AppRecord app, List<CredentialChange> credentials, Optional<String> remark) {
    static Result of(AppRecord app) {
      return new Result(app, List.of(), Optional.empty());
    }

    static Result again(AppRecord app, String remark) {
      return new Result(app, List.of(), Optional.of(remark));
    }
  }

  Reports(DueActions due, String today) {
    this.due = due;
    this.today = today;
  }

  Result of(AppRecord app, Action action, EvidenceReading reading) {
    String step = action.step();
    if (step.startsWith(DueActions.ALLOW)) {
      return decided(app, action, step.substring(DueActions.ALLOW.length()), reading);
    }
    if (step.startsWith(DueActions.UPGRADE)) {
      return decided(app, action, step.substring(DueActions.UPGRADE.length()), reading);
    }
    return switch (step) {
      case DueActions.CREATE -> created(app, action, reading);
      case DueActions.APPROVE -> reviewed(app, action, reading);
      case DueActions.SCOPES -> rescoped(app, action, reading);
      case DueActions.EDIT -> finished(app.detailsSaved(), action, reading);
      case DueActions.TENANTS -> finished(app.tenantsSaved(), action, reading);
      default ->
          throw new RegistrationException.InvalidRequest(
              List.of(new Violation("step", "unknown", step + " is no step of this provider")));
    };
  }

  /**
   * Reads the report that an app is gone.
   *
   * @throws RegistrationException.InvalidRequest if another name was typed
   */
  static void requireDeleted(AppRecord app, Action action, EvidenceReading reading) {
    reading
        .text("confirm")
        .ifPresent(
            typed ->
                reading.holds(
                    "confirm",
                    typed.equals(app.name()) || typed.equals(app.savedName()),
                    "is not the name of the app that is to go"));
    reading.by(action);
    reading.finish();
  }

  private static Result finished(AppRecord app, Action action, EvidenceReading reading) {
    reading.by(action);
    reading.finish();
    return Result.of(app);
  }

  private Result created(AppRecord app, Action action, EvidenceReading reading) {
    Optional<String> appId = reading.identifier("app_id");
    Optional<Secret> key = reading.appKey("app_key");
    int number = expected(reading, 1);
    List<AppVersion> history = app.history();
    if (history.size() > 1) {
      int next = history.get(1).number();
      reading.holds("version", number < next, "is not below the version after it, " + next);
    }
    requireConfirmed(reading);
    String by = reading.by(action);
    reading.finish();
    AppVersion first = new AppVersion(number, today, by, app.scopes(), Set.of());
    AppRecord created = app.created(appId.orElseThrow(), first);
    return new Result(
        created.isApproved() ? created : created.withApproval(approval(created)),
        List.of(CredentialChange.added(CredentialKind.APP_KEY, key.orElseThrow())),
        Optional.empty());
  }

  private String approval(AppRecord app) {
    return due.isReviewed(app)
        ? "awaited since " + today
        : "not asked for: ServiceTitan mentions none but for public apps";
  }

  private Result reviewed(AppRecord app, Action action, EvidenceReading reading) {
    boolean approved =
        reading.choice("decision", "approved", "rejected").filter("approved"::equals).isPresent();
    String by = reading.by(action);
    reading.finish();
    String state = (approved ? "approved" : "rejected") + " says " + by + ", " + today;
    AppRecord next = app.withApproval(state);
    return approved
        ? Result.of(next)
        : Result.again(next, state + "; do what ServiceTitan asks for and have it reviewed again");
  }

  private Result rescoped(AppRecord app, Action action, EvidenceReading reading) {
    int number = expected(reading, app.expectedVersion());
    requireConfirmed(reading);
    String by = reading.by(action);
    reading.finish();
    if (number < app.expectedVersion()) {
      return Result.again(
          app,
          "version "
              + number
              + " was reported, but saving these scopes makes version "
              + app.expectedVersion()
              + " or later");
    }
    return Result.of(
        app.withVersion(
            new AppVersion(
                number,
                today,
                by,
                Scopes.without(app.scopes(), app.savedScopes()),
                Scopes.without(app.savedScopes(), app.scopes()))));
  }

  private Result decided(AppRecord app, Action action, String tenant, EvidenceReading reading) {
    boolean allowed =
        reading.choice("decision", "allowed", "declined").filter("allowed"::equals).isPresent();
    int version = reading.version("version").orElse(app.version());
    reading
        .text("tenant")
        .ifPresent(
            shown ->
                reading.holds(
                    "tenant", shown.equals(tenant), "is another one than this step's, " + tenant));
    Optional<String> clientId = reading.clientId("client_id");
    String by = reading.by(action);
    reading.finish();
    Optional<Consent> before = app.consent(tenant);
    if (!allowed) {
      String remark = by + " says that tenant " + tenant + " declined on " + today;
      return before.filter(Consent::isAllowed).isPresent()
          ? Result.again(app, remark + " and stays on version " + before.get().version())
          : Result.again(consenting(app, tenant, new Decision(0, today, by), clientId), remark);
    }
    if (version > app.version()) {
      return Result.again(
          app,
          "version "
              + version
              + " was reported, but the app's owner saved version "
              + app.version()
              + "; find out which is right");
    }
    AppRecord next = consenting(app, tenant, new Decision(version, today, by), clientId);
    return version == app.version()
        ? Result.of(next)
        : Result.again(next, "version " + version + " was allowed, the newest is " + app.version());
  }

  private static AppRecord consenting(
      AppRecord app, String tenant, Decision decision, Optional<String> clientId) {
    Optional<Consent> before = app.consent(tenant);
    Optional<String> client = clientId.or(() -> before.flatMap(Consent::clientId));
    Consent consent =
        before
            .flatMap(earlier -> earlier.asOf(decision.version() - 1))
            .map(earlier -> earlier.then(decision, client))
            .orElseGet(() -> new Consent(tenant, decision, List.of(), client));
    return app.withConsent(tenant, Optional.of(consent));
  }

  /** Returns the version that was reported, if it is not above the expected one by a slip. */
  private static int expected(EvidenceReading reading, int version) {
    boolean sure =
        reading.choice("version_confirmed", "yes", "no").filter("yes"::equals).isPresent();
    return reading
        .version("version")
        .filter(
            told ->
                reading.holds(
                    "version",
                    told <= version || sure,
                    "is not the one that is expected, "
                        + version
                        + "; if the portal really shows it, give version_confirmed=yes too"))
        .orElse(version);
  }

  private static void requireConfirmed(EvidenceReading reading) {
    reading
        .choice("scopes_confirmed", "yes", "no")
        .ifPresent(
            answer ->
                reading.holds(
                    "scopes_confirmed",
                    answer.equals("yes"),
                    "is no: correct the scopes in the portal, then complete this step"));
  }
}
