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
import dev.registrant.spi.Secret;
import dev.registrant.spi.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
        (none, steps) -> {
          RequireCapability.requireWritable(account);
          return complete(require(actionId), evidence, steps);
        });
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
        (none, steps) -> {
          RequireCapability.requireWritable(account);
          return skip(require(actionId), reason, steps);
        });
  }

  private Registration complete(OutstandingAction seen, Evidence evidence, Steps steps) {
    Entry entry = records.require(new AppId(seen.registration().value()));
    try (Journal journal = apps.journal(entry, steps)) {
      OutstandingAction action = requireOpen(seen.id());
      Entry current = records.require(new AppId(entry.id().value()));
      Progress progress = progress(current, action, evidence);
      requireOwnApp(current, progress);
      Change change = new Change();
      Entry now = apps.apply(progress, current, apps.openOf(current), journal, change);
      if (!isOpenedAgain(action, progress)) {
        change.actions().add(action.in(State.CLAIMED, evidence.values()));
      }
      Answer<AppId> brought = new Answer<>(now.appId(), progress.credentials(), Optional.empty());
      journal.afterAnswer(change, now.id(), brought, "action.completed", now.appId());
      return apps.registration(now, ClientMetadata.empty());
    }
  }

  private static boolean isOpenedAgain(OutstandingAction action, Progress progress) {
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

  /** Checks names here and has the provider check what stands in them: everything wrong at once. */
  private Progress progress(Entry current, OutstandingAction action, Evidence evidence) {
    List<Violation> violations = misplaced(action, evidence);
    List<Violation> missing = missing(action, evidence);
    addNew(violations, missing);
    Optional<Progress> progress = Optional.empty();
    try {
      progress =
          Optional.of(
              people.complete(
                  current.app().orElseThrow(), action.action(), askedFor(action, evidence)));
    } catch (RegistrationException.InvalidRequest e) {
      addNew(violations, e.details().violations());
    } catch (RuntimeException e) {
      if (missing.isEmpty()) {
        throw e;
      }
    }
    if (!violations.isEmpty()) {
      throw new RegistrationException.InvalidRequest(violations);
    }
    return progress.orElseThrow();
  }

  private static void addNew(List<Violation> violations, List<Violation> further) {
    List<String> told = violations.stream().map(Violation::field).toList();
    further.stream().filter(one -> !told.contains(one.field())).forEach(violations::add);
  }

  private static List<Violation> misplaced(OutstandingAction action, Evidence evidence) {
    List<Violation> violations = new ArrayList<>();
    List<Need> needs = action.action().needs();
    List<String> known = needs.stream().map(Need::name).toList();
    needs.stream()
        .filter(need -> need.secret() && evidence.values().containsKey(need.name()))
        .forEach(
            need ->
                violations.add(
                    new Violation(
                        need.name(),
                        "secret",
                        need.name() + " is a secret and is not given in clear")));
    Stream.concat(evidence.values().keySet().stream(), evidence.secrets().keySet().stream())
        .filter(name -> !known.contains(name))
        .forEach(
            name ->
                violations.add(
                    new Violation(
                        name,
                        "unknown-field",
                        name + " is not asked for; needed are " + String.join(", ", known))));
    return violations;
  }

  private static List<Violation> missing(OutstandingAction action, Evidence evidence) {
    return action.action().needs().stream()
        .filter(Need::required)
        .map(Need::name)
        .filter(name -> !evidence.values().containsKey(name))
        .filter(name -> !evidence.secrets().containsKey(name))
        .map(name -> new Violation(name, "required", name + " is required"))
        .toList();
  }

  private static Evidence askedFor(OutstandingAction action, Evidence evidence) {
    List<Need> needs = action.action().needs();
    Map<String, String> values = new HashMap<>(evidence.values());
    values
        .keySet()
        .removeIf(name -> needs.stream().noneMatch(n -> n.name().equals(name) && !n.secret()));
    Map<String, Secret> secrets = new HashMap<>(evidence.secrets());
    secrets.keySet().removeIf(name -> needs.stream().noneMatch(n -> n.name().equals(name)));
    return new Evidence(values, secrets);
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
