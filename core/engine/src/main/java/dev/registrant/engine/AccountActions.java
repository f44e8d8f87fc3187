package dev.registrant.engine;

import dev.registrant.Actions;
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
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.HumanSteps;
import dev.registrant.spi.HumanSteps.Evidence;
import dev.registrant.spi.HumanSteps.Need;
import dev.registrant.spi.HumanSteps.Progress;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
  public Registration complete(String actionId, Evidence evidence) {
    return pipeline.local(
        account,
        Operation.ACTIONS_COMPLETE,
        ClientMetadata.empty(),
        (none, steps) -> complete(require(actionId), evidence, steps));
  }

  @Override
  public OutstandingAction skip(String actionId, String reason) {
    if (reason.isBlank()) {
      throw new RegistrationException.InvalidRequest(
          List.of(new Violation("reason", "required", "a reason is required")));
    }
    return pipeline.local(
        account,
        Operation.ACTIONS_COMPLETE,
        ClientMetadata.empty(),
        (none, steps) -> skip(require(actionId), reason, steps));
  }

  private Registration complete(OutstandingAction seen, Evidence evidence, Steps steps) {
    Entry entry = records.require(new AppId(seen.registration().value()));
    try (Journal journal = apps.journal(entry, steps)) {
      OutstandingAction action = requireOpen(seen.id());
      requireNeeds(action, evidence);
      Entry current = records.require(new AppId(entry.id().value()));
      Progress progress = people.complete(current.app().orElseThrow(), action.action(), evidence);
      requireOwnApp(current, progress);
      Change change = new Change();
      change.actions().add(action.in(State.CLAIMED, evidence.values()));
      List<OutstandingAction> others =
          apps.openOf(current).stream().filter(open -> !open.id().equals(action.id())).toList();
      Entry now = apps.apply(progress, current, others, journal, change);
      Answer<AppId> brought = new Answer<>(now.appId(), progress.credentials(), Optional.empty());
      journal.afterAnswer(change, now.id(), brought, "action.completed", now.appId());
      return apps.registration(now, ClientMetadata.empty());
    }
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

  private OutstandingAction skip(OutstandingAction seen, String reason, Steps steps) {
    Entry entry = records.require(new AppId(seen.registration().value()));
    try (Journal journal = apps.journal(entry, steps)) {
      OutstandingAction skipped =
          requireOpen(seen.id()).in(State.SKIPPED, Map.of("reason", reason));
      Change change = new Change();
      change.actions().add(skipped);
      journal.before(change, "action.skipped", skipped.id());
      return skipped;
    }
  }

  /** Names are checked here, what stands in them by the provider. */
  private static void requireNeeds(OutstandingAction action, Evidence evidence) {
    List<Violation> violations = new ArrayList<>();
    List<Need> needs = action.action().needs();
    for (Need need : needs) {
      boolean inClear = evidence.values().containsKey(need.name());
      boolean secret = evidence.secrets().containsKey(need.name());
      if (need.secret() && inClear) {
        violations.add(
            new Violation(
                need.name(), "secret", need.name() + " is a secret and is not given in clear"));
      } else if (need.required() && !inClear && !secret) {
        violations.add(new Violation(need.name(), "required", need.name() + " is required"));
      }
    }
    List<String> known = needs.stream().map(Need::name).toList();
    List<String> given = new ArrayList<>(evidence.values().keySet());
    given.addAll(evidence.secrets().keySet());
    given.stream()
        .filter(name -> !known.contains(name))
        .forEach(
            name ->
                violations.add(
                    new Violation(
                        name,
                        "unknown-field",
                        name + " is not asked for; needed are " + String.join(", ", known))));
    if (!violations.isEmpty()) {
      throw new RegistrationException.InvalidRequest(violations);
    }
  }

  private OutstandingAction requireOpen(String actionId) {
    OutstandingAction action = require(actionId);
    if (action.state() != State.OPEN) {
      throw new RegistrationException.Conflict(
          "the action " + actionId + " is " + action.state().word() + ", not open",
          "List the open actions",
          ErrorDetails.builder(Outcome.NOT_APPLIED).build());
    }
    return action;
  }

  private OutstandingAction require(String actionId) {
    return Journal.reading(() -> records.store().actions(account.id()), "list the actions").stream()
        .filter(action -> action.id().equals(actionId))
        .findFirst()
        .orElseThrow(
            () ->
                new RegistrationException.NotFound(
                    "there is no action " + actionId + " in this account",
                    "List the open actions",
                    ErrorDetails.builder(Outcome.NOT_APPLIED).build()));
  }
}
