package dev.registrant.provider.servicetitan;

import static dev.registrant.provider.servicetitan.ServiceTitanCapabilities.AUDIENCE;
import static dev.registrant.provider.servicetitan.ServiceTitanCapabilities.PUBLIC;

import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.CredentialChange;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.HumanSteps;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import dev.registrant.spi.Violation;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What people do for apps in the assisted mode. Everything they report is a claim. */
final class PeopleSteps implements HumanSteps {
  private final ServiceTitanSettings settings;
  private final InstantSource clock;
  private final DueActions due;

  /**
   * What a report leads to.
   *
   * @param app the app from now on
   * @param credentials what came with it
   * @param remark why the step has to be done again, if it has to
   */
  private record Result(
      AppRecord app, List<CredentialChange> credentials, Optional<String> remark) {
    static Result of(AppRecord app) {
      return new Result(app, List.of(), Optional.empty());
    }

    static Result again(AppRecord app, String remark) {
      return new Result(app, List.of(), Optional.of(remark));
    }
  }

  PeopleSteps(ServiceTitanSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.due = new DueActions(settings);
  }

  @Override
  public Progress create(AppId id, ClientMetadata metadata) {
    AppRecord app = new AppRecord(id, ClientMetadata.empty()).asked(settings.completed(metadata));
    return new Progress(Optional.of(app.app()), List.of(), due.of(app), List.of());
  }

  @Override
  public Progress update(App current, ClientMetadata wanted) {
    AppRecord before = AppRecord.of(current);
    return progress(before, Result.of(before.asked(wanted)), "");
  }

  @Override
  public Progress delete(App current) {
    AppRecord app = AppRecord.of(current);
    List<String> obsolete = due.of(app).stream().map(Action::step).toList();
    return new Progress(Optional.of(current), List.of(), List.of(due.delete(app)), obsolete);
  }

  @Override
  public Progress complete(App current, Action action, Evidence evidence) {
    AppRecord app = AppRecord.of(current);
    EvidenceReading reading = new EvidenceReading(action, evidence, settings.appKeyPrefix());
    String step = action.step();
    if (step.equals(DueActions.DELETE)) {
      confirm(app, reading);
      return new Progress(Optional.empty(), List.of(), List.of(), List.of());
    }
    Result result;
    if (step.startsWith(DueActions.ALLOW)) {
      result = decided(app, action, step.substring(DueActions.ALLOW.length()), reading);
    } else if (step.startsWith(DueActions.UPGRADE)) {
      result = decided(app, action, step.substring(DueActions.UPGRADE.length()), reading);
    } else {
      result =
          switch (step) {
            case DueActions.CREATE -> created(app, action, reading);
            case DueActions.APPROVE -> reviewed(app, action, reading);
            case DueActions.SCOPES -> rescoped(app, action, reading);
            case DueActions.EDIT -> finished(app.detailsSaved(), reading);
            case DueActions.TENANTS -> finished(app.tenantsSaved(), reading);
            default ->
                throw new RegistrationException.InvalidRequest(
                    List.of(
                        new Violation("step", "unknown", step + " is no step of this provider")));
          };
    }
    return progress(app, result, step);
  }

  private static void confirm(AppRecord app, EvidenceReading reading) {
    reading
        .text("confirm")
        .ifPresent(
            typed ->
                reading.holds(
                    "confirm",
                    typed.equals(app.name()),
                    "is not the name of the app that is to go"));
    reading.finish();
  }

  private static Result finished(AppRecord app, EvidenceReading reading) {
    reading.finish();
    return Result.of(app);
  }

  private Result created(AppRecord app, Action action, EvidenceReading reading) {
    Optional<String> appId = reading.identifier("app_id");
    Optional<Secret> key = reading.appKey("app_key", settings.appKeyPrefix());
    int number = reading.version("version").orElse(1);
    requireConfirmed(reading);
    String by = reading.by(action);
    reading.finish();
    AppVersion first = new AppVersion(number, today(), by, app.scopes(), Set.of());
    boolean reviewed = app.metadata().text(AUDIENCE).filter(PUBLIC::equals).isPresent();
    return new Result(
        app.created(appId.orElseThrow(), first)
            .withApproval(
                reviewed
                    ? "awaited since " + today()
                    : "not asked for: ServiceTitan mentions none but for public apps"),
        List.of(CredentialChange.added(CredentialKind.APP_KEY, key.orElseThrow())),
        Optional.empty());
  }

  private Result reviewed(AppRecord app, Action action, EvidenceReading reading) {
    boolean approved =
        reading.choice("decision", "approved", "rejected").filter("approved"::equals).isPresent();
    String by = reading.by(action);
    reading.finish();
    String state = (approved ? "approved" : "rejected") + " says " + by + ", " + today();
    AppRecord next = app.withApproval(state);
    return approved
        ? Result.of(next)
        : Result.again(next, state + "; do what ServiceTitan asks for and have it reviewed again");
  }

  private Result rescoped(AppRecord app, Action action, EvidenceReading reading) {
    int number = reading.version("version").orElse(app.expectedVersion());
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
                today(),
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
    Optional<Consent> before = app.consent(tenant).filter(Consent::isAllowed);
    Optional<String> clientId =
        reading.clientId("client_id").or(() -> before.flatMap(Consent::clientId));
    String by = reading.by(action);
    reading.finish();
    if (!allowed) {
      String remark = by + " says that tenant " + tenant + " declined on " + today();
      return before.isPresent()
          ? Result.again(app, remark + " and stays on version " + before.get().version())
          : Result.again(
              app.withConsent(new Consent(tenant, 0, today(), by, Optional.empty())), remark);
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
    AppRecord next = app.withConsent(new Consent(tenant, version, today(), by, clientId));
    return version == app.version()
        ? Result.of(next)
        : Result.again(next, "version " + version + " was allowed, the newest is " + app.version());
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

  private String today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
  }

  /**
   * Opens what is to be done now and was not, or reads otherwise now.
   *
   * @param completed the step that was reported, empty if none was; it is opened again if it is
   *     still to be done
   */
  private Progress progress(AppRecord before, Result result, String completed) {
    List<Action> earlier = due.of(before);
    List<Action> later = due.of(result.app());
    List<Action> opened = new ArrayList<>();
    for (Action action : later) {
      boolean again = action.step().equals(completed);
      if (again || !earlier.contains(action)) {
        opened.add(result.remark().map(remark -> remarked(action, again, remark)).orElse(action));
      }
    }
    List<String> open = later.stream().map(Action::step).toList();
    List<String> withdrawn =
        earlier.stream()
            .map(Action::step)
            .filter(step -> !open.contains(step) && !step.equals(completed))
            .toList();
    return new Progress(Optional.of(result.app().app()), result.credentials(), opened, withdrawn);
  }

  private static Action remarked(Action action, boolean again, String remark) {
    boolean concerns = again || action.step().startsWith(DueActions.UPGRADE);
    return concerns ? DueActions.again(action, remark) : action;
  }
}
