package dev.registrant.engine;

import dev.registrant.Actions;
import dev.registrant.CredentialInfo;
import dev.registrant.OutstandingAction;
import dev.registrant.OutstandingAction.State;
import dev.registrant.Registration;
import dev.registrant.Store.Change;
import dev.registrant.Store.Entry;
import dev.registrant.engine.Invocation.Steps;
import dev.registrant.spi.Answer;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.CredentialChange;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.HumanSteps;
import dev.registrant.spi.HumanSteps.Evidence;
import dev.registrant.spi.HumanSteps.Progress;
import dev.registrant.spi.HumanSteps.Retraction;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Violation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What people must do for the apps of one account. */
final class AccountActions implements Actions {
  private final OpenAccount account;
  private final Pipeline pipeline;
  private final Records records;
  private final PeopleApps apps;
  private final HumanSteps people;

  AccountActions(
      OpenAccount account, Pipeline pipeline, Records records, PeopleApps apps, HumanSteps people) {
    this.account = account;
    this.pipeline = pipeline;
    this.records = records;
    this.apps = apps;
    this.people = people;
  }

  @Override
  public List<OutstandingAction> open() {
    return pipeline.local(
        account,
        Operation.ACTIONS_COMPLETE,
        ClientMetadata.empty(),
        (none, steps) -> records.openActions());
  }

  @Override
  public List<OutstandingAction> all() {
    return pipeline.local(
        account, Operation.ACTIONS_COMPLETE, ClientMetadata.empty(), (none, steps) -> actions());
  }

  @Override
  public Registration complete(String actionId, Evidence evidence) {
    return pipeline.local(
        account,
        Operation.ACTIONS_COMPLETE,
        ClientMetadata.empty(),
        (none, steps) -> {
          RequireCapability.requireWritable(account);
          return complete(require(actionId), evidence, steps);
        });
  }

  @Override
  public OutstandingAction skip(String actionId, String reason) {
    return forReason(reason, steps -> skip(require(actionId), reason, steps));
  }

  @Override
  public Registration reopen(String actionId, String reason) {
    return forReason(reason, steps -> reopen(require(actionId), reason, steps));
  }

  private <T> T forReason(String reason, Function<Steps, T> work) {
    if (reason.isBlank()) {
      throw new RegistrationException.InvalidRequest(
          List.of(new Violation("reason", "required", "a reason is required")));
    }
    return pipeline.local(
        account,
        Operation.ACTIONS_COMPLETE,
        ClientMetadata.empty(),
        (none, steps) -> {
          RequireCapability.requireWritable(account);
          return work.apply(steps);
        });
  }

  private Registration complete(OutstandingAction seen, Evidence evidence, Steps steps) {
    try (Journal journal = journal(seen, steps)) {
      OutstandingAction action = requireOpen(seen.id());
      Entry current = entry(seen);
      EvidenceCheck check = new EvidenceCheck(action.action(), evidence);
      Progress progress =
          check.with(known -> people.complete(PeopleApps.app(current), action.action(), known));
      requireOwnApp(current, progress);
      Change change = new Change();
      keepOnce(current, progress, check, change);
      Entry now = apps.apply(progress, current, journal, change);
      if (!isOpened(action, progress)) {
        change.actions().add(action.in(State.CLAIMED, evidence.values()));
      }
      Answer<AppId> brought = new Answer<>(now.appId(), progress.credentials(), Optional.empty());
      journal.afterAnswer(change, now.id(), brought, "action.completed", now.appId());
      return apps.registration(now, ClientMetadata.empty());
    }
  }

  private static boolean isOpened(OutstandingAction action, Progress progress) {
    return progress.opened().stream()
        .anyMatch(opened -> opened.step().equals(action.action().step()));
  }

  /** Two registrations of one app would be a slip of whoever copied its id. */
  private void requireOwnApp(Entry current, Progress progress) {
    progress
        .app()
        .map(App::id)
        .flatMap(records::find)
        .filter(other -> !other.id().equals(current.id()))
        .ifPresent(
            other -> {
              throw new RegistrationException.InvalidRequest(
                  List.of(
                      new Violation(
                          "app_id",
                          "duplicate",
                          "another registration, " + other.id() + ", has the app of this id")));
            });
  }

  /**
   * Refuses a credential that another app has, and lets one that was given up and is brought once
   * more count again: it is kept already.
   */
  private void keepOnce(Entry current, Progress progress, EvidenceCheck check, Change change) {
    for (CredentialChange brought : progress.credentials()) {
      for (Entry other : registrations()) {
        boolean own = other.id().equals(current.id());
        for (CredentialInfo kept : records.credentials(other.id())) {
          boolean counts = kept.state() == CredentialInfo.State.CURRENT;
          if (counts == own || !isOf(kept, brought)) {
            continue;
          }
          if (!own) {
            String field = check.nameOf(brought.value());
            throw new RegistrationException.InvalidRequest(
                List.of(
                    new Violation(
                        field,
                        "duplicate",
                        field + " is that of another app, registration " + other.id())));
          }
          change.credentialStates().add(kept.in(CredentialInfo.State.CURRENT));
        }
      }
    }
  }

  private List<Entry> registrations() {
    return Journal.reading(
        () -> records.store().registrations(account.id()), "list the registrations");
  }

  private boolean isOf(CredentialInfo kept, CredentialChange brought) {
    return kept.kind() == brought.kind()
        && Journal.reading(() -> records.store().reveal(kept.id()), "compare the credentials")
            .filter(brought.value()::equals)
            .isPresent();
  }

  private OutstandingAction skip(OutstandingAction seen, String reason, Steps steps) {
    try (Journal journal = journal(seen, steps)) {
      OutstandingAction action = requireOpen(seen.id());
      Entry current = entry(seen);
      ActionBook book = apps.book(current);
      Progress progress =
          ActionBook.opening(
              people.skip(PeopleApps.app(current), action.action(), reason),
              step -> !step.equals(action.action().step()) && !book.isLeftOut(step));
      OutstandingAction skipped =
          action.in(State.SKIPPED, Map.of(OutstandingAction.REASON, reason));
      Change change = new Change();
      apps.apply(progress, current, journal, change);
      change.actions().add(skipped);
      journal.before(change, "action.skipped", skipped.id());
      return skipped;
    }
  }

  private Registration reopen(OutstandingAction seen, String reason, Steps steps) {
    try (Journal journal = journal(seen, steps)) {
      OutstandingAction action = require(seen.id());
      requireClosed(action);
      Entry current = entry(seen);
      ActionBook book = apps.book(current);
      book.requireLatestReport(action);
      Retraction retraction =
          people.reopen(
              PeopleApps.app(current),
              new AppId(current.id().value()),
              action.action(),
              action.state() == State.CLAIMED ? Optional.of(action.claimed()) : Optional.empty(),
              reason);
      if (action.state() == State.SKIPPED && !isOpened(action, retraction.progress())) {
        throw conflict("the action " + action.id() + " need not be done any more");
      }
      Change change = new Change();
      book.takeBack(action, reason, retraction.progress(), journal, change);
      Entry now = apps.applyToApp(retraction.progress(), current, journal, change);
      records.credentials(current.id()).stream()
          .filter(kept -> retraction.credentials().contains(kept.kind()))
          .forEach(kept -> change.credentialStates().add(kept.in(CredentialInfo.State.REVOKED)));
      journal.before(change, "action.reopened", action.id());
      return apps.registration(now, ClientMetadata.empty());
    }
  }

  private Journal journal(OutstandingAction action, Steps steps) {
    return apps.journal(entry(action), steps);
  }

  /** Its app may go by another id than it did, but not by another registration. */
  private Entry entry(OutstandingAction action) {
    return records.require(new AppId(action.registration().value()));
  }

  private OutstandingAction requireOpen(String actionId) {
    OutstandingAction action = require(actionId);
    if (action.state() != State.OPEN) {
      throw conflict("the action " + actionId + " is " + action.state().word() + ", not open");
    }
    return action;
  }

  private static void requireClosed(OutstandingAction action) {
    if (action.state() != State.CLAIMED && action.state() != State.SKIPPED) {
      throw conflict(
          "the action "
              + action.id()
              + " is "
              + action.state().word()
              + ", so that there is nothing to take back");
    }
  }

  private static RegistrationException conflict(String problem) {
    return new RegistrationException.Conflict(
        problem, "List the actions", ErrorDetails.builder(Outcome.NOT_APPLIED).build());
  }

  private OutstandingAction require(String actionId) {
    return actions().stream()
        .filter(action -> action.id().equals(actionId))
        .findFirst()
        .orElseThrow(
            () ->
                new RegistrationException.NotFound(
                    "there is no action " + actionId + " in this account",
                    "List the open actions",
                    ErrorDetails.builder(Outcome.NOT_APPLIED).build()));
  }

  private List<OutstandingAction> actions() {
    return Journal.reading(() -> records.store().actions(account.id()), "list the actions");
  }
}
