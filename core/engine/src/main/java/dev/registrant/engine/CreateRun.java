package dev.registrant.engine;

import dev.registrant.Duty;
import dev.registrant.Intent;
import dev.registrant.Intent.Attempt;
import dev.registrant.Intent.Stage;
import dev.registrant.Reconciliation.Result;
import dev.registrant.engine.Invocation.Steps;
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
import org.jspecify.annotations.Nullable;

/**
 * One go at a creation, from wherever its intent stands: create under the working name, or find out
 * what became of that; get the credential, if it was not seen; give the final name. Each step is
 * written down before it begins and when it ended, so that any other process can go on from there.
 */
final class CreateRun {
  private static final Duration SEARCH_LAG = Duration.ofMillis(300);

  private final Steps steps;
  private final AppSteps reading;
  private final Marking marking;
  private final CreationLog log;
  private final FirstCredential credential;
  private final Listing listing;
  private final LateRequests late;
  private @Nullable App app;
  private boolean createdHere;

  /** Lists the apps of the account. */
  interface Listing {
    /**
     * Lists them.
     *
     * @param moment the list is not older than this, if it is not to come
     */
    List<App> noOlderThan(Instant moment);
  }

  CreateRun(OpenAccount account, Journal journal, Steps steps, Intent intent, Listing listing) {
    this.steps = steps;
    this.reading = new AppSteps(account);
    this.marking = new Marking(account, intent.marker());
    this.log =
        new CreationLog(
            journal, steps, marking, account.connection().settlement().window(), intent);
    this.credential = new FirstCredential(account, steps, log);
    this.listing = listing;
    this.late = new LateRequests(account, journal.store());
  }

  Intent intent() {
    return log.intent();
  }

  /** Goes on to the end; creates if nothing was created. */
  App complete() {
    if (intent().stage() == Stage.STARTED) {
      if (intent().unsettled(Operation.APPS_CREATE).isEmpty()
          || marking.isGuarding()
          || !settleStart()) {
        create();
      }
    }
    try {
      return fromThere();
    } catch (RegistrationException.NotFound e) {
      if (!isDeletedHere()) {
        throw hidden(e);
      }
      log.gone();
      throw new RegistrationException.Conflict(
          intent().reason(),
          "Use a new key for a new app",
          ErrorDetails.builder(Outcome.NOT_APPLIED).requestId(e.requestId()).build());
    }
  }

  /** A vendor may hide an app, or not show yet what it has just made. */
  private RegistrationException hidden(RegistrationException.NotFound e) {
    return new RegistrationException.OutcomeUnknown(
        "the app " + log.appId() + " was created, and the vendor does not show it",
        "Check what the account may see, then reconcile, or call again with the same key; if the app"
            + " was deleted at the vendor, delete it here too",
        e.details().toBuilder()
            .outcome(Outcome.APPLIED)
            .candidates(List.of(log.appId().value()))
            .build(),
        null);
  }

  private boolean isDeletedHere() {
    return log.journal().isDeleted(intent().registration());
  }

  /**
   * Finds out what became of the creation and goes on from there; creates nothing.
   *
   * @return what it turned out to be
   */
  Result settle() {
    if (intent().stage() == Stage.NEEDS_DECISION) {
      return Result.NEEDS_DECISION;
    }
    if (intent().stage() == Stage.STARTED && !settleStart()) {
      log.close();
      return Result.NOT_APPLIED;
    }
    try {
      fromThere();
      return Result.ADOPTED;
    } catch (RegistrationException.NotFound e) {
      if (!isDeletedHere()) {
        throw hidden(e);
      }
      log.gone();
      return Result.APPLIED;
    }
  }

  private App fromThere() {
    if (intent().stage() == Stage.SECURING) {
      credential.get(known()).ifPresent(read -> app = read);
    }
    if (intent().stage() == Stage.NAMING) {
      name();
    }
    return known();
  }

  /** Looks for the marker. Returns whether the app is there; false means that it never will be. */
  private boolean settleStart() {
    if (!marking.isUsed()) {
      if (intent().unsettled(Operation.APPS_CREATE).isEmpty()) {
        return false;
      }
      log.decide("the vendor offers no way to find out whether the app was created");
    }
    List<Attempt> unsettled = intent().unsettled(Operation.APPS_CREATE);
    // Asked for before the list: what it does not show may turn up between the two.
    Optional<Instant> open = log.openUntil(unsettled);
    List<App> marked = marked(unsettled);
    if (!marked.isEmpty()) {
      adopt(marked);
      return true;
    }
    if (open.isPresent()) {
      throw log.tooEarly(open.get(), "the app");
    }
    log.settled(Operation.APPS_CREATE, Outcome.NOT_APPLIED);
    return false;
  }

  private void create() {
    if (marking.isGuarding() && intent().unsettled(Operation.APPS_CREATE).isEmpty()) {
      requireFreeName();
    }
    ClientMetadata working = marking.on(intent().wanted());
    try {
      app =
          steps.run(
              new Invocation.Step<>(
                  Operation.APPS_CREATE,
                  Optional.empty(),
                  call -> reading.registry().create(working, call),
                  log.new RecordedCreation(credential)));
      createdHere = true;
    } catch (RegistrationException.Conflict e) {
      if (!log.provesApp()) {
        throw e;
      }
      adopt(awaitMarked(e));
    }
  }

  /**
   * The name guards: the refusal proves that it was created, even if the search does not show it.
   */
  private List<App> awaitMarked(RegistrationException.Conflict refusal) {
    while (true) {
      List<App> marked = reading.list(steps).stream().filter(marking::isOn).toList();
      if (!marked.isEmpty()) {
        return marked;
      }
      if (!steps.deadline().allows(SEARCH_LAG)) {
        throw new RegistrationException.OutcomeUnknown(
            "the app was created, but the vendor's search does not show it yet",
            "Reconcile, or call again with the same key",
            refusal.details().toBuilder().outcome(Outcome.UNKNOWN).key(intent().key()).build(),
            null);
      }
      steps.deadline().sleep(SEARCH_LAG);
    }
  }

  private void requireFreeName() {
    String wanted = intent().wanted().text(marking.field()).orElse("");
    reading.list(steps).stream()
        .filter(
            other ->
                other.metadata().text(marking.field()).filter(wanted::equalsIgnoreCase).isPresent())
        .findFirst()
        .ifPresent(
            other -> {
              throw new RegistrationException.Conflict(
                  "there is an app of that name already: " + other.id(),
                  "Choose another name, or adopt that app; nothing was created",
                  ErrorDetails.builder(Outcome.NOT_APPLIED)
                      .candidates(List.of(other.id().value()))
                      .build());
            });
  }

  /** Several are all ours; what is not adopted is found as surplus. */
  private void adopt(List<App> marked) {
    app = marked.get(0);
    log.adopted(app);
  }

  private void name() {
    App named = known();
    if (!marking.isUsed() || !marking.isOn(named)) {
      log.done("app.named"); // It was given, or somebody gave it another one since.
      return;
    }
    Optional<Instant> guards =
        marking.isGuarding()
            ? intent().lostUntil(Operation.APPS_CREATE).filter(log.journal().now()::isBefore)
            : Optional.empty();
    if (guards.isPresent()) {
      log.owe(guards.get(), "the working name still guards against a late creation");
      return;
    }
    ClientMetadata target = marking.off(named, intent().wanted());
    ClientMetadata changed = marking.finalName(intent().wanted());
    try {
      app =
          steps.run(
              new Invocation.Step<>(
                  Operation.APPS_UPDATE,
                  Optional.of(named.id()),
                  call -> reading.registry().update(named, target, call),
                  log
                  .new RecordedNaming(named.id(), target, () -> owedAfter(named.id(), changed))));
    } catch (RegistrationException.Interrupted | RegistrationException.SecretNotStored e) {
      throw e;
    } catch (RegistrationException e) {
      log.owe(
          log.journal().now(), "the final name was not given: " + e.kind() + ", " + e.problem());
    }
  }

  /** Nobody can have changed an app that this run has just created. */
  private List<Duty> owedAfter(AppId id, ClientMetadata changed) {
    return createdHere ? List.of() : late.duties(id, changed, intent().key(), log.journal());
  }

  private List<App> marked(List<Attempt> attempts) {
    Instant last =
        attempts.stream()
            .map(Attempt::openUntil)
            .max(Instant::compareTo)
            .orElseGet(log.journal()::now);
    return listing.noOlderThan(last).stream().filter(marking::isOn).toList();
  }

  private App known() {
    if (app == null) {
      AppId id = log.appId();
      app = steps.run(reading.read(id, log.journal().keeping(intent().registration(), id)));
    }
    return app;
  }
}
