package dev.registrant.engine;

import dev.registrant.Apps;
import dev.registrant.Intent;
import dev.registrant.Intent.Stage;
import dev.registrant.OutstandingAction;
import dev.registrant.Registration;
import dev.registrant.RegistrationId;
import dev.registrant.Store.Change;
import dev.registrant.Store.Entry;
import dev.registrant.engine.Invocation.Steps;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.HumanSteps;
import dev.registrant.spi.HumanSteps.Action;
import dev.registrant.spi.HumanSteps.Progress;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The apps of an account whose vendor has people instead of an API. Nothing is sent. */
final class PeopleApps implements Apps {
  private static final Duration LEASE = Duration.ofSeconds(30);

  private final OpenAccount account;
  private final Pipeline pipeline;
  private final Records records;
  private final HumanSteps people;

  PeopleApps(OpenAccount account, Pipeline pipeline, Records records, HumanSteps people) {
    this.account = account;
    this.pipeline = pipeline;
    this.records = records;
    this.people = people;
  }

  /** Nothing is cached that the store has. */
  @Override
  public Apps fresh() {
    return this;
  }

  @Override
  public Registration create(ClientMetadata metadata) {
    return create(metadata, IdempotencyKey.random(records.platform()));
  }

  @Override
  public Registration create(ClientMetadata metadata, String key) {
    IdempotencyKey.check(key);
    return pipeline.run(
        account, Operation.APPS_CREATE, metadata, (wanted, steps) -> begin(wanted, key, steps));
  }

  private Registration begin(ClientMetadata wanted, String key, Steps steps) {
    try (Journal journal = records.journal("key/" + key, steps, LEASE)) {
      Optional<Intent> earlier =
          Journal.reading(() -> records.store().intent(account.id(), key), "look up the key");
      if (earlier.isPresent()) {
        return again(earlier.get(), wanted);
      }
      RegistrationId id = RegistrationId.random(records.platform().random());
      AppId appId = new AppId(id.value());
      Progress progress = people.create(appId, wanted);
      Change change = new Change();
      change
          .intents()
          .add(
              new Intent(
                  account.id(),
                  key,
                  Operation.APPS_CREATE,
                  Digest.of(wanted),
                  "",
                  id,
                  wanted,
                  journal.now(),
                  Optional.of(appId),
                  Stage.DONE,
                  List.of(),
                  ""));
      Entry entry = apply(progress, journal.entry(id, appId), List.of(), journal, change);
      journal.before(change, "app.planned", id.value());
      return registration(entry, wanted);
    }
  }

  private Registration again(Intent intent, ClientMetadata wanted) {
    Optional<Entry> entry = records.find(new AppId(intent.registration().value()));
    boolean same = intent.digest().equals(Digest.of(wanted));
    if (!same || entry.isEmpty()) {
      throw new RegistrationException.Conflict(
          same ? "the app of this key was deleted" : "the key was used for another request",
          "Use a new key for a new app; nothing was changed",
          ErrorDetails.builder(Outcome.NOT_APPLIED).build());
    }
    return registration(entry.get(), wanted);
  }

  @Override
  public Registration find(AppId id) {
    return pipeline.run(
        account,
        Operation.APPS_GET,
        ClientMetadata.empty(),
        (none, steps) -> registration(records.require(id), none));
  }

  @Override
  public Registration adopt(AppId id) {
    return find(id);
  }

  @Override
  public Stream<App> list() {
    return pipeline.run(
        account,
        Operation.APPS_LIST,
        ClientMetadata.empty(),
        (none, steps) ->
            Journal.reading(
                    () -> records.store().registrations(account.id()), "list the registrations")
                .stream()
                .flatMap(entry -> entry.app().stream()));
  }

  @Override
  public Registration update(AppId id, ClientMetadata changes) {
    return pipeline.run(
        account,
        Operation.APPS_UPDATE,
        changes,
        (checked, steps) -> {
          Entry entry = records.require(id);
          try (Journal journal = journal(entry, steps)) {
            App current = app(entry);
            Progress progress = people.update(current, current.metadata().with(checked));
            return registration(commit(progress, entry, journal, "app.change-planned"), checked);
          }
        });
  }

  @Override
  public Optional<Registration> delete(AppId id) {
    return pipeline.run(
        account,
        Operation.APPS_DELETE,
        ClientMetadata.empty(),
        (none, steps) -> {
          Entry entry = records.require(id);
          try (Journal journal = journal(entry, steps)) {
            Progress progress = people.delete(app(entry));
            Entry now = commit(progress, entry, journal, "app.deletion-planned");
            return now.deletedAt().isPresent()
                ? Optional.<Registration>empty()
                : Optional.of(registration(now, none));
          }
        });
  }

  Journal journal(Entry entry, Steps steps) {
    return records.journal("app/" + entry.id(), steps, LEASE);
  }

  Registration registration(Entry entry, ClientMetadata requested) {
    return records.registration(Optional.of(entry), app(entry), requested);
  }

  private Entry commit(Progress progress, Entry entry, Journal journal, String event) {
    Change change = new Change();
    Entry now = apply(progress, entry, openOf(entry), journal, change);
    journal.before(change, event, entry.id().value());
    return now;
  }

  List<OutstandingAction> openOf(Entry entry) {
    return records.openActions().stream()
        .filter(action -> action.registration().equals(entry.id()))
        .toList();
  }

  /** Adds to a change what follows from progress; returns the registration as it is then. */
  Entry apply(
      Progress progress,
      Entry entry,
      List<OutstandingAction> open,
      Journal journal,
      Change change) {
    boolean gone = progress.app().isEmpty();
    List<String> opened = progress.opened().stream().map(Action::step).toList();
    open.stream()
        .filter(action -> !opened.contains(action.action().step()))
        .filter(action -> gone || progress.withdrawn().contains(action.action().step()))
        .forEach(
            action -> change.actions().add(action.in(OutstandingAction.State.WITHDRAWN, Map.of())));
    for (Action action : progress.opened()) {
      change
          .actions()
          .add(
              new OutstandingAction(
                  idOf(action.step(), open).orElseGet(() -> journal.newId("act")),
                  account.id(),
                  entry.id(),
                  action,
                  OutstandingAction.State.OPEN,
                  Map.of()));
    }
    Entry now =
        new Entry(
            entry.id(),
            entry.accountId(),
            progress.app().map(App::id).orElse(entry.appId()),
            progress.app().or(entry::app),
            gone ? Optional.of(journal.now()) : Optional.empty());
    change.registrations().add(now);
    return now;
  }

  /** A step that changes, or is to be done again, keeps the id that people were told. */
  private static Optional<String> idOf(String step, List<OutstandingAction> known) {
    return known.stream()
        .filter(action -> action.action().step().equals(step))
        .map(OutstandingAction::id)
        .findFirst();
  }

  private static App app(Entry entry) {
    return entry.app().orElseThrow();
  }
}
