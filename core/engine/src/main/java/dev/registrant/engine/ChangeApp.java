package dev.registrant.engine;

import dev.registrant.Difference;
import dev.registrant.Duty;
import dev.registrant.Intent;
import dev.registrant.Intent.Attempt;
import dev.registrant.Intent.Stage;
import dev.registrant.Platform;
import dev.registrant.RegistrationId;
import dev.registrant.Store;
import dev.registrant.Store.Change;
import dev.registrant.Store.Entry;
import dev.registrant.engine.Invocation.Record;
import dev.registrant.engine.Invocation.Step;
import dev.registrant.engine.Invocation.Steps;
import dev.registrant.spi.Answer;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Changes and deletes an app: what can be done again, and is settled by looking. */
final class ChangeApp {
  private final OpenAccount account;
  private final Store store;
  private final Platform platform;
  private final AppSteps reading;
  private final LateRequests late;
  private final Absence absence;

  ChangeApp(OpenAccount account, Store store, Platform platform) {
    this.account = account;
    this.store = store;
    this.platform = platform;
    this.reading = new AppSteps(account);
    this.late = new LateRequests(account, store);
    this.absence = new Absence(account, store);
  }

  App read(AppId id, Steps steps) {
    return steps.run(
        reading.read(
            id,
            answer -> {
              if (!answer.credentials().isEmpty() && isNews(id, answer)) {
                keep(id, answer, steps);
              }
            }));
  }

  private boolean isNews(AppId id, Answer<App> answer) {
    try {
      Optional<Entry> living = store.registration(account.id(), id);
      return living.isEmpty() || Journal.isNews(store, living.get().id(), answer);
    } catch (RuntimeException e) {
      return true; // The store cannot tell, and will be told.
    }
  }

  /** What a read brings may be shown once, so that it is not given up for a lease. */
  private void keep(AppId id, Answer<App> answer, Steps steps) {
    Runnable keeping =
        () -> {
          try (Journal journal = journal(id, steps, Journal.PATIENCE)) {
            this.<App>keeping(journal, id).brought(answer);
          }
        };
    try {
      keeping.run();
    } catch (RegistrationException.Unavailable | RegistrationException.Interrupted e) {
      throw new RegistrationException.SecretNotStored(
          "the vendor brought a credential of the app "
              + id
              + " that could not be stored: "
              + e.problem(),
          "Call retryStore() on this error when the store can be written",
          e.details().toBuilder()
              .outcome(Outcome.APPLIED)
              .requestId(answer.requestId())
              .candidates(List.of(id.value()))
              .build(),
          null,
          keeping);
    }
  }

  /** Makes an app that was registered elsewhere a registration of ours. */
  App adopt(AppId id, Steps steps) {
    try (Journal journal = journal(id, steps, Journal.PATIENCE)) {
      App app = steps.run(reading.read(id, keeping(journal, id)));
      if (journal.registration(id).isEmpty()) {
        requireNoOpenCreation(app, journal);
        Change change = new Change();
        change.registrations().add(journal.entry(RegistrationId.random(platform.random()), id));
        journal.after(change, "app.adopted", id.value(), Outcome.NOT_APPLIED);
      }
      return app;
    }
  }

  /** It would have two registrations, one of them with the credential. */
  private void requireNoOpenCreation(App app, Journal journal) {
    Journal.reading(() -> store.openIntents(account.id(), journal.now()), "list the intents")
        .stream()
        .filter(intent -> !intent.stage().isClosed() && intent.stage() != Stage.NEEDS_DECISION)
        .filter(intent -> new Marking(account, intent.marker()).isOn(app))
        .findFirst()
        .ifPresent(
            intent -> {
              throw new RegistrationException.Conflict(
                  "the app belongs to the creation with the key " + intent.key(),
                  "Reconcile, or create again with that key",
                  ErrorDetails.builder(Outcome.NOT_APPLIED).key(intent.key()).build());
            });
  }

  App update(AppId id, ClientMetadata asked, Steps steps) {
    try (Journal journal = journal(id, steps, Journal.PATIENCE)) {
      App current = steps.run(reading.read(id, keeping(journal, id)));
      ClientMetadata changes = withoutGuardingName(id, asked, journal);
      if (Difference.between(changes, current.metadata()).isEmpty()) {
        return current;
      }
      ClientMetadata wanted = current.metadata().with(changes);
      return change(current, wanted, journal, steps);
    }
  }

  /**
   * Takes a new name out of a change while the working name still guards against a late creation:
   * the new one is owed instead of the one that was.
   */
  private ClientMetadata withoutGuardingName(AppId id, ClientMetadata changes, Journal journal) {
    String field = account.connection().settlement().markerField();
    Optional<String> name = changes.text(field);
    Optional<Duty> guarded =
        name.isEmpty()
            ? Optional.empty()
            : Journal.reading(() -> store.duties(account.id()), "list the duties").stream()
                .filter(duty -> duty.appId().equals(id))
                .filter(duty -> duty.notBefore().isAfter(journal.now()))
                .filter(
                    duty -> duty.replaces().text(field).filter(Marking::isWorkingName).isPresent())
                .findFirst();
    if (guarded.isEmpty()) {
      return changes;
    }
    Change change = new Change();
    change
        .duties()
        .add(guarded.get().changingTo(ClientMetadata.builder().set(field, name.get()).build()));
    journal.before(change, "duty.owed", id.value());
    return changes.toBuilder().remove(field).build();
  }

  /** Makes a change that is owed, as far as it is due. */
  void fulfil(Duty duty, Journal journal, Steps steps) {
    AppId id = duty.appId();
    App current = steps.run(reading.read(id, keeping(journal, id)));
    ClientMetadata target = duty.appliedTo(current.metadata());
    if (!target.equals(current.metadata())) {
      change(current, target, journal, steps);
    }
  }

  private App change(App before, ClientMetadata wanted, Journal journal, Steps steps) {
    App current = before;
    for (ClientMetadata state : reading.registry().steps(before, wanted)) {
      App from = current;
      ClientMetadata.Builder changed = ClientMetadata.builder();
      state
          .fields()
          .forEach(
              (field, value) -> {
                if (!value.equals(from.metadata().fields().get(field))) {
                  changed.set(field, value);
                }
              });
      Intent intent = intent(journal, from.id(), Operation.APPS_UPDATE, changed.build());
      current =
          steps.run(
              new Step<>(
                  Operation.APPS_UPDATE,
                  Optional.of(from.id()),
                  call -> reading.registry().update(from, state, call),
                  new Written<App>(journal, intent, state, steps)));
    }
    return current;
  }

  void delete(AppId id, Steps steps) {
    try (Journal journal = journal(id, steps, Journal.PATIENCE)) {
      boolean readable = account.capabilities().supports(Operation.APPS_GET);
      if (readable && !isThere(journal, id, steps)) {
        bury(journal, id);
        return;
      }
      boolean known = journal.registration(id).isPresent();
      Written<AppId> written =
          new Written<>(
              journal,
              intent(journal, id, Operation.APPS_DELETE, ClientMetadata.empty()),
              ClientMetadata.empty(),
              steps);
      try {
        steps.run(
            new Step<>(
                Operation.APPS_DELETE,
                Optional.of(id),
                call -> reading.registry().delete(id, call),
                written));
      } catch (RegistrationException.NotFound e) {
        // What could just be read with the same credential, or is known here, is gone by a 404 now.
        if (!readable && !known) {
          throw e;
        }
        bury(journal, id); // If that was not written together with the refusal.
      }
    }
  }

  /**
   * Finds out what became of a change whose answer was lost; empty while it may still happen.
   *
   * @param list reads the list of the account
   * @throws RegistrationException.NotFound if the vendor does not show the app, and nothing bears
   *     out that it is gone
   */
  Optional<Outcome> settle(Intent intent, Journal journal, Steps steps, Supplier<List<App>> list) {
    AppId id = intent.appId().orElseThrow();
    // Asked for first: what may still happen may happen between the two.
    boolean open = intent.openUntil().filter(journal.now()::isBefore).isPresent();
    boolean deleting = intent.operation() == Operation.APPS_DELETE;
    boolean applied;
    try {
      App found = steps.run(reading.read(id, keeping(journal, id)));
      applied = !deleting && Difference.between(intent.wanted(), found.metadata()).isEmpty();
    } catch (RegistrationException.NotFound e) {
      boolean ended = journal.isDeleted(intent.registration());
      if (!ended && !(deleting && absence.isProven(id, list))) {
        throw e;
      }
      applied = deleting;
    }
    if (!applied && open) {
      return Optional.empty();
    }
    settled(intent, applied, deleting, journal);
    return Optional.of(applied ? Outcome.APPLIED : Outcome.NOT_APPLIED);
  }

  private void settled(Intent intent, boolean applied, boolean deleting, Journal journal) {
    AppId id = intent.appId().orElseThrow();
    Change change = new Change();
    if (applied && !deleting) {
      change.duties().addAll(late.dutiesOfSettled(intent, journal));
      change.intents().add(intent.settled(intent.operation(), Outcome.APPLIED).at(Stage.DONE));
    } else {
      change.finishedIntents().add(intent);
    }
    if (applied && deleting) {
      journal.burial(journal.registration(id)).accept(change);
    }
    Outcome outcome = applied ? Outcome.APPLIED : Outcome.NOT_APPLIED;
    journal.after(change, intent.operation() + ".settled-" + outcome.word(), id.value(), outcome);
  }

  /** Forgets a change that is done and cannot be carried out once more. */
  void forget(Intent intent, Journal journal) {
    if (intent.lostUntil(intent.operation()).filter(journal.now()::isBefore).isEmpty()) {
      Change change = new Change();
      change.finishedIntents().add(intent);
      journal.after(change, "intent.forgotten", intent.key(), Outcome.APPLIED);
    }
  }

  Journal journal(AppId id, Steps steps, Duration patience) {
    Duration longest =
        steps.deadline().remaining().plus(account.connection().settlement().window());
    return Journal.open(store, platform, account, "app/" + id, steps, longest, patience);
  }

  /** What is gone from the vendor and known here was deleted before. */
  private boolean isThere(Journal journal, AppId id, Steps steps) {
    try {
      steps.run(reading.read(id, keeping(journal, id)));
      return true;
    } catch (RegistrationException.NotFound e) {
      if (journal.registration(id).isEmpty() || !absence.isProven(id, () -> reading.list(steps))) {
        throw e;
      }
      return false;
    }
  }

  private void bury(Journal journal, AppId id) {
    Optional<Entry> living = journal.registration(id);
    if (living.isPresent()) {
      Change change = new Change();
      journal.burial(living).accept(change);
      journal.after(change, "app.gone", id.value(), Outcome.APPLIED);
    }
  }

  /** An app that was not registered here becomes a registration if a read brings a credential. */
  private <R> Record<R> keeping(Journal journal, AppId id) {
    RegistrationId owner =
        journal
            .registration(id)
            .map(Entry::id)
            .orElseGet(() -> RegistrationId.random(platform.random()));
    return journal.keeping(owner, id);
  }

  private Intent intent(Journal journal, AppId id, Operation operation, ClientMetadata wanted) {
    RegistrationId registration =
        journal
            .registration(id)
            .map(Entry::id)
            .orElseGet(() -> RegistrationId.random(platform.random()));
    return new Intent(
        account.id(),
        journal.newId("change"),
        operation,
        Digest.of(wanted),
        "",
        registration,
        wanted,
        journal.now(),
        Optional.of(id),
        Stage.STARTED,
        List.of(),
        "");
  }

  /** Writes a change down; an intent is not kept if nothing of it can happen any more. */
  private final class Written<R> implements Record<R> {
    private final Journal journal;
    private final Steps steps;
    private final ClientMetadata sent;
    private final Consumer<Change> burial;
    private Intent intent;
    private List<Duty> duties = List.of();
    private boolean lost;

    Written(Journal journal, Intent intent, ClientMetadata sent, Steps steps) {
      this.journal = journal;
      this.intent = intent;
      this.sent = sent;
      this.steps = steps;
      this.burial =
          intent.operation() == Operation.APPS_DELETE
              ? journal.burial(journal.registration(id()))
              : change -> {};
    }

    @Override
    public void begins() {
      Instant openUntil =
          journal
              .now()
              .plus(steps.deadline().remaining())
              .plus(account.connection().settlement().window());
      duties = late.duties(id(), intent.wanted(), intent.key(), journal);
      intent = intent.attempting(Attempt.of(intent.operation(), openUntil, List.of(), sent));
      Change change = new Change();
      change.intents().add(intent);
      journal.before(change, intent.operation() + ".begins", id().value());
    }

    @Override
    public void repeating(RegistrationException failure) {
      lost |= failure.outcome() == Outcome.UNKNOWN;
    }

    @Override
    public void brought(Answer<R> answer) {
      Change change = new Change();
      if (lost && intent.operation() == Operation.APPS_UPDATE) {
        // The one that was lost may be carried out over a later change.
        change.intents().add(intent.ended(Outcome.APPLIED, true).at(Stage.DONE));
      } else {
        change.finishedIntents().add(intent);
      }
      change.duties().addAll(duties);
      burial.accept(change);
      if (!answer.credentials().isEmpty() && intent.operation() != Operation.APPS_DELETE) {
        change.registrations().add(journal.entry(intent.registration(), id()));
      }
      journal.afterAnswer(
          change, intent.registration(), answer, intent.operation() + ".applied", id());
    }

    @Override
    public void failed(RegistrationException failure) {
      Change change = new Change();
      if (failure.outcome() == Outcome.UNKNOWN) {
        intent = intent.ended(Outcome.UNKNOWN, true);
        change.intents().add(intent);
      } else {
        change.finishedIntents().add(intent);
      }
      if (failure instanceof RegistrationException.NotFound) {
        // In one commit: without its intent nobody would look for what became of the app.
        burial.accept(change);
      }
      journal.afterFailure(
          change, intent.operation() + "." + failure.kind(), id().value(), failure);
    }

    private AppId id() {
      return intent.appId().orElseThrow();
    }
  }
}
