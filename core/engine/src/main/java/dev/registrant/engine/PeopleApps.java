package dev.registrant.engine;

import dev.registrant.Apps;
import dev.registrant.Intent;
import dev.registrant.Intent.Stage;
import dev.registrant.Registration;
import dev.registrant.RegistrationId;
import dev.registrant.Store.Change;
import dev.registrant.Store.Entry;
import dev.registrant.engine.Invocation.Steps;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.AppStatus;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.HumanSteps;
import dev.registrant.spi.HumanSteps.Progress;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import java.time.Duration;
import java.util.List;
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
        return again(earlier.get(), wanted, steps);
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
      Entry entry = apply(progress, journal.entry(id, appId), journal, change);
      journal.before(change, "app.planned", id.value());
      return registration(entry, wanted);
    }
  }

  private Registration again(Intent intent, ClientMetadata wanted, Steps steps) {
    Optional<Entry> entry = records.find(new AppId(intent.registration().value()));
    boolean same = intent.digest().equals(Digest.of(wanted));
    if (!same || entry.isEmpty()) {
      throw new RegistrationException.Conflict(
          same ? "the app of this key was deleted" : "the key was used for another request",
          "Use a new key for a new app; nothing was changed",
          ErrorDetails.builder(Outcome.NOT_APPLIED).build());
    }
    return registration(pickedUp(entry.get(), steps), wanted);
  }

  /** An app that waits for people who have nothing left to do would wait for ever. */
  private Entry pickedUp(Entry entry, Steps steps) {
    if (app(entry).status() != AppStatus.PENDING || book(entry).hasOpen()) {
      return entry;
    }
    try (Journal journal = journal(entry, steps)) {
      Entry current = records.require(new AppId(entry.id().value()));
      App app = app(current);
      return commit(update(current, app.metadata()), current, journal, "app.picked-up");
    }
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
            Progress progress = update(entry, app(entry).metadata().with(checked));
            return registration(commit(progress, entry, journal, "app.change-planned"), checked);
          }
        });
  }

  /** What is open and does not change keeps its text, with what was remarked on it. */
  private Progress update(Entry entry, ClientMetadata wanted) {
    Progress progress = people.update(app(entry), wanted);
    ActionBook book = book(entry);
    return progress.app().equals(entry.app())
        ? ActionBook.opening(progress, step -> !book.isOpen(step))
        : progress;
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
    Entry now = apply(progress, entry, journal, change);
    journal.before(change, event, entry.id().value());
    return now;
  }

  ActionBook book(Entry entry) {
    return new ActionBook(
        entry, Journal.reading(() -> records.store().actions(account.id()), "list the actions"));
  }

  /** Adds to a change what follows from progress; returns the registration as it is then. */
  Entry apply(Progress progress, Entry entry, Journal journal, Change change) {
    book(entry).follow(progress, journal, change);
    return applyToApp(progress, entry, journal, change);
  }

  /** Adds to a change what becomes of the app alone; returns the registration as it is then. */
  Entry applyToApp(Progress progress, Entry entry, Journal journal, Change change) {
    boolean gone = progress.app().isEmpty();
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

  static App app(Entry entry) {
    return entry.app().orElseThrow();
  }
}
