package dev.registrant.provider.servicetitan;

import dev.registrant.provider.servicetitan.Reports.Result;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.HumanSteps;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Violation;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people do for apps in the assisted mode. Everything they report is a claim. */
final class PeopleSteps implements HumanSteps {
  private final ServiceTitanSettings settings;
  private final InstantSource clock;
  private final DueActions due;
  private final TakingBack takingBack;

  PeopleSteps(ServiceTitanSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.due = new DueActions(settings);
    this.takingBack = new TakingBack(due);
  }

  @Override
  public Progress create(AppId id, ClientMetadata metadata) {
    AppRecord app = new AppRecord(id, ClientMetadata.empty()).asked(settings.completed(metadata));
    return new Progress(Optional.of(app.app()), List.of(), due.of(app), List.of());
  }

  @Override
  public Progress update(App current, ClientMetadata wanted) {
    AppRecord before = AppRecord.of(current);
    AppRecord after = before.asked(wanted);
    List<Action> todo = due.of(after);
    return todo.equals(due.of(before))
        ? new Progress(Optional.of(after.app()), List.of(), todo, List.of())
        : progress(before, Result.of(after), "");
  }

  @Override
  public Progress delete(App current) {
    return progress(
        AppRecord.of(current),
        Result.of(AppRecord.of(current).toBeDeleted(today())),
        DueActions.DELETE);
  }

  /** A deletion that is left out leaves what it had withdrawn to be done. */
  @Override
  public Progress skip(App current, Action action, String reason) {
    checkReason(reason);
    AppRecord app = AppRecord.of(current);
    if (!action.step().equals(DueActions.DELETE)) {
      return new Progress(Optional.of(current), List.of(), List.of(), List.of());
    }
    AppRecord kept = app.toBeKept();
    return new Progress(Optional.of(kept.app()), List.of(), due.of(kept), List.of());
  }

  @Override
  public Retraction reopen(
      App current, AppId id, Action action, Optional<Map<String, String>> reported, String reason) {
    checkReason(reason);
    AppRecord before = AppRecord.of(current);
    String step = action.step();
    boolean deletes = step.equals(DueActions.DELETE);
    AppRecord after =
        reported
            .map(claims -> takingBack.of(before, id, step, claims, today()))
            .orElse(deletes ? before.toBeDeleted(today()) : before);
    String remark =
        step.equals(DueActions.CREATE)
            ? reason
                + ". If the app is there already, make no second one, only bring back what is"
                + " asked for"
            : reason;
    Progress progress = progress(before, Result.again(after, remark), step);
    List<String> fallen = new ArrayList<>(progress.withdrawn());
    fallen.addAll(TakingBack.fallen(before, after, step));
    return new Retraction(
        new Progress(progress.app(), List.of(), progress.opened(), fallen),
        reported.isPresent() && step.equals(DueActions.CREATE)
            ? List.of(CredentialKind.APP_KEY)
            : List.of());
  }

  private void checkReason(String reason) {
    settings
        .prefixes()
        .secretIn(reason)
        .ifPresent(
            secret -> {
              throw new RegistrationException.InvalidRequest(
                  List.of(
                      new Violation(
                          "reason", "secret", "reason " + CredentialPrefixes.told(secret))));
            });
  }

  @Override
  public Progress complete(App current, Action action, Evidence evidence) {
    AppRecord app = AppRecord.of(current);
    EvidenceReading reading = new EvidenceReading(action, evidence, settings.prefixes());
    if (action.step().equals(DueActions.DELETE)) {
      Reports.requireDeleted(app, action, reading);
      return new Progress(Optional.empty(), List.of(), List.of(), List.of());
    }
    return progress(app, new Reports(due, today()).of(app, action, reading), action.step());
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
