package dev.registrant.engine;

import dev.registrant.Intent;
import dev.registrant.Intent.Attempt;
import dev.registrant.Intent.Stage;
import dev.registrant.Reconciliation.Result;
import dev.registrant.Store.Change;
import dev.registrant.engine.Invocation.Steps;
import dev.registrant.spi.Answer;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Settlement;
import dev.registrant.spi.VendorCredential;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One go at a creation, from wherever its intent stands: create under the working name, or find out
 * what became of that; get the credential, if it was not seen; give the final name. Each step is
 * written down before it begins and when it ended, so that any other process can go on from there.
 */
final class CreateRun {
  static final String WORKING_PREFIX = "registrant-";

  private static final Pattern WORKING_NAME = Pattern.compile(WORKING_PREFIX + "[0-9a-f]{32}");

  private static final Duration SEARCH_LAG = Duration.ofMillis(300);

  private final OpenAccount account;
  private final Journal journal;
  private final Steps steps;
  private final AppSteps reading;
  private final Settlement settlement;
  private final Listing listing;
  private Intent intent;
  private @Nullable App app;

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
    this.account = account;
    this.journal = journal;
    this.steps = steps;
    this.reading = new AppSteps(account);
    this.settlement = account.connection().settlement();
    this.intent = intent;
    this.listing = listing;
  }

  Intent intent() {
    return intent;
  }

  /** Goes on to the end; creates if nothing was created. */
  App complete() {
    if (intent.stage() == Stage.STARTED) {
      if (intent.unsettled(Operation.APPS_CREATE).isEmpty()
          || settlement.way() == Settlement.Way.GUARDED
          || !settleStart()) {
        create();
      }
    }
    try {
      return fromThere();
    } catch (RegistrationException.NotFound e) {
      end(e);
      throw new RegistrationException.Conflict(
          intent.reason(),
          "Use a new key for a new app",
          ErrorDetails.builder(Outcome.NOT_APPLIED).requestId(e.requestId()).build());
    }
  }

  /**
   * Finds out what became of the creation and goes on from there; creates nothing.
   *
   * @return what it turned out to be
   */
  Result settle() {
    if (intent.stage() == Stage.NEEDS_DECISION) {
      return Result.NEEDS_DECISION;
    }
    if (intent.stage() == Stage.STARTED && !settleStart()) {
      close();
      return Result.NOT_APPLIED;
    }
    try {
      fromThere();
      return Result.ADOPTED;
    } catch (RegistrationException.NotFound e) {
      end(e);
      return Result.APPLIED;
    }
  }

  /** The app was created, and deleted by somebody before this was done with it. */
  private void end(RegistrationException.NotFound gone) {
    Optional<Instant> open =
        openUntil(
            intent.attempts().stream()
                .filter(attempt -> attempt.operation() == Operation.APPS_CREATE)
                .toList());
    if (open.isPresent()) {
      throw gone; // A vendor may not show yet what it has just made.
    }
    Change change = new Change();
    journal.burial(intent.appId().flatMap(journal::registration)).accept(change);
    intent = intent.at(Stage.DONE, "the app was created and is not at the vendor any more");
    change.intents().add(intent);
    journal.after(change, "app.gone", intent.key(), Outcome.APPLIED);
  }

  private App fromThere() {
    if (intent.stage() == Stage.SECURING) {
      secure();
    }
    if (intent.stage() == Stage.NAMING) {
      name();
    }
    return known();
  }

  /** Looks for the marker. Returns whether the app is there; false means that it never will be. */
  private boolean settleStart() {
    if (!isMarking()) {
      if (intent.unsettled(Operation.APPS_CREATE).isEmpty()) {
        return false;
      }
      decide("the vendor offers no way to find out whether the app was created");
    }
    List<Attempt> unsettled = intent.unsettled(Operation.APPS_CREATE);
    // Asked for before the list: what it does not show may turn up between the two.
    Optional<Instant> open = openUntil(unsettled);
    List<App> marked = marked(unsettled);
    if (!marked.isEmpty()) {
      adopt(marked);
      return true;
    }
    if (open.isPresent()) {
      throw tooEarly(open.get(), "the app");
    }
    intent = intent.settled(Operation.APPS_CREATE, Outcome.NOT_APPLIED);
    return false;
  }

  private void create() {
    if (settlement.way() == Settlement.Way.GUARDED && intent.attempts().isEmpty()) {
      requireFreeName();
    }
    ClientMetadata working =
        isMarking()
            ? intent.wanted().toBuilder().set(settlement.markerField(), workingName()).build()
            : intent.wanted();
    try {
      app =
          steps.run(
              new Invocation.Step<>(
                  Operation.APPS_CREATE,
                  call -> reading.registry().create(working, call),
                  new Recorded<App>(Operation.APPS_CREATE, List.of(), "app.created") {
                    @Override
                    Stage next(Answer<App> answer, Change change) {
                      AppId id = answer.value().id();
                      intent = intent.about(id);
                      change.registrations().add(journal.entry(intent.registration(), id));
                      return needsFirst(answer.value()).isPresent() ? Stage.SECURING : Stage.NAMING;
                    }

                    @Override
                    AppId about(Answer<App> answer) {
                      return answer.value().id();
                    }
                  }));
    } catch (RegistrationException.Conflict e) {
      if (!provesApp()) {
        throw e;
      }
      adopt(awaitMarked(e));
    }
  }

  /**
   * Whether a refusal can be due to an earlier request of ours: then the name guards, and proves
   * that the app was created. If nothing was lost before, the vendor means something else.
   */
  private boolean provesApp() {
    return settlement.way() == Settlement.Way.GUARDED
        && intent.attempts().stream()
            .anyMatch(a -> a.operation() == Operation.APPS_CREATE && a.mayHaveBeenLost());
  }

  /**
   * The name guards: the refusal proves that it was created, even if the search does not show it.
   */
  private List<App> awaitMarked(RegistrationException.Conflict refusal) {
    while (true) {
      List<App> marked = reading.list(steps).stream().filter(this::isMarked).toList();
      if (!marked.isEmpty()) {
        return marked;
      }
      if (!steps.deadline().allows(SEARCH_LAG)) {
        throw new RegistrationException.OutcomeUnknown(
            "the app was created, but the vendor's search does not show it yet",
            "Reconcile, or call again with the same key",
            refusal.details().toBuilder().outcome(Outcome.UNKNOWN).key(intent.key()).build(),
            null);
      }
      steps.deadline().sleep(SEARCH_LAG);
    }
  }

  private void requireFreeName() {
    String wanted = intent.wanted().text(settlement.markerField()).orElse("");
    reading.list(steps).stream()
        .filter(
            other ->
                other
                    .metadata()
                    .text(settlement.markerField())
                    .filter(wanted::equalsIgnoreCase)
                    .isPresent())
        .findFirst()
        .ifPresent(
            other -> {
              throw new RegistrationException.Conflict(
                  "there is an app of that name already: " + other.id(),
                  "Choose another name, or adopt that app; nothing was sent",
                  ErrorDetails.builder(Outcome.NOT_APPLIED)
                      .candidates(List.of(other.id().value()))
                      .build());
            });
  }

  private void adopt(List<App> marked) {
    App first = marked.get(0);
    app = first;
    intent =
        intent.settled(Operation.APPS_CREATE, Outcome.APPLIED).about(first.id()).at(Stage.SECURING);
    Change change = new Change();
    change.registrations().add(journal.entry(intent.registration(), first.id()));
    change.intents().add(intent);
    journal.after(change, "app.adopted", first.id().value(), Outcome.APPLIED);
  }

  private void secure() {
    Optional<CredentialKind> first = needsFirst(known());
    if (first.isPresent()) {
      issueFirst(first.get());
    } else if (account.capabilities(known()).supports(Operation.SECRETS_REPLACE)) {
      replaceUnseen();
    } else {
      reread();
    }
  }

  /** Some vendors show a credential for ever; then reading the app brings it. */
  private void reread() {
    AppId id = intent.appId().orElseThrow();
    app = steps.run(reading.read(id, journal.keeping(intent.registration(), id)));
    if (journal.store().credentials(intent.registration()).isEmpty()) {
      decide("the app's secret was never seen and this account cannot replace it");
    }
    intent = intent.at(Stage.NAMING);
  }

  private void replaceUnseen() {
    requireOver(intent.unsettled(Operation.SECRETS_REPLACE), "the app's secret");
    App owner = known();
    intent = intent.settled(Operation.SECRETS_REPLACE, Outcome.UNKNOWN);
    steps.run(
        new Invocation.Step<>(
            Operation.SECRETS_REPLACE,
            call -> reading.secrets().replace(owner, CredentialKind.CLIENT_SECRET, call),
            new Recorded<AppId>(Operation.SECRETS_REPLACE, List.of(), "secret.replaced")));
  }

  /** A key whose answer was lost is in nobody's hands: it is dropped before another is made. */
  private void issueFirst(CredentialKind kind) {
    App owner = known();
    List<Attempt> lost = intent.unsettled(Operation.SECRETS_ISSUE);
    requireOver(lost, "the app's key");
    List<VendorCredential> there = reading.credentials(owner, steps);
    if (!lost.isEmpty()) {
      for (VendorCredential orphan : orphans(there, lost)) {
        revoke(owner, orphan);
      }
      intent = intent.settled(Operation.SECRETS_ISSUE, Outcome.NOT_APPLIED);
      there = reading.credentials(owner, steps);
    }
    List<String> known = there.stream().map(VendorCredential::id).toList();
    steps.run(
        new Invocation.Step<>(
            Operation.SECRETS_ISSUE,
            call -> reading.secrets().issue(owner, kind, call),
            new Recorded<AppId>(Operation.SECRETS_ISSUE, known, "secret.issued")));
  }

  private List<VendorCredential> orphans(List<VendorCredential> there, List<Attempt> lost) {
    List<String> known = new ArrayList<>();
    lost.forEach(attempt -> known.addAll(attempt.known()));
    journal
        .store()
        .credentials(intent.registration())
        .forEach(info -> info.vendorId().ifPresent(known::add));
    return there.stream().filter(credential -> !known.contains(credential.id())).toList();
  }

  private void revoke(App owner, VendorCredential orphan) {
    try {
      steps.run(
          new Invocation.Step<>(
              Operation.SECRETS_REVOKE,
              call ->
                  reading
                      .secrets()
                      .revoke(
                          owner, orphan.kind(), Optional.of(orphan.id()), Optional.empty(), call),
              new Recorded<AppId>(Operation.SECRETS_REVOKE, List.of(), "secret.revoked")));
    } catch (RegistrationException.NotFound e) {
      // Gone is what was wanted.
    }
  }

  private void name() {
    App named = known();
    ClientMetadata target = isMarking() ? target(named) : named.metadata();
    if (target.equals(named.metadata())) {
      done("app.named");
      return;
    }
    Optional<Instant> guards =
        settlement.way() == Settlement.Way.GUARDED
            ? intent.lostUntil(Operation.APPS_CREATE).filter(journal.now()::isBefore)
            : Optional.empty();
    if (guards.isPresent()) {
      owe(guards.get(), "the working name still guards against a late creation");
      return;
    }
    try {
      app =
          steps.run(
              new Invocation.Step<>(
                  Operation.APPS_UPDATE,
                  call -> reading.registry().update(named, target, call),
                  new Recorded<App>(Operation.APPS_UPDATE, List.of(), "app.named")));
    } catch (RegistrationException.Interrupted | RegistrationException.SecretNotStored e) {
      throw e;
    } catch (RegistrationException e) {
      owe(journal.now(), "the final name was not given: " + e.kind() + ", " + e.problem());
    }
  }

  private ClientMetadata target(App named) {
    ClientMetadata.Builder target = named.metadata().toBuilder();
    String field = settlement.markerField();
    intent
        .wanted()
        .text(field)
        .ifPresentOrElse(value -> target.set(field, value), () -> target.remove(field));
    return target.build();
  }

  private void owe(Instant notBefore, String reason) {
    Change change = new Change();
    String field = settlement.markerField();
    intent
        .wanted()
        .text(field)
        .map(value -> ClientMetadata.builder().set(field, value).build())
        .ifPresent(
            owed -> change.duties().add(journal.duty(known().id(), owed, notBefore, reason)));
    intent = intent.at(Stage.DONE, reason);
    change.intents().add(intent);
    journal.after(change, "duty.owed", known().id().value(), Outcome.APPLIED);
  }

  private void done(String event) {
    intent = intent.at(Stage.DONE);
    Change change = new Change();
    change.intents().add(intent);
    journal.after(change, event, known().id().value(), Outcome.APPLIED);
  }

  private void close() {
    intent = intent.at(Stage.NOT_APPLIED);
    Change change = new Change();
    change.intents().add(intent);
    journal.after(change, "intent.closed", intent.key(), Outcome.NOT_APPLIED);
  }

  private void decide(String reason) {
    intent = intent.at(Stage.NEEDS_DECISION, reason);
    Change change = new Change();
    change.intents().add(intent);
    journal.after(change, "intent.needs-decision", intent.key(), Outcome.UNKNOWN);
    throw new RegistrationException.OutcomeUnknown(
        reason,
        "Somebody has to decide: look at the vendor, then adopt or delete what is there",
        ErrorDetails.builder(Outcome.UNKNOWN).key(intent.key()).build(),
        null);
  }

  private void requireOver(List<Attempt> unsettled, String what) {
    Optional<Instant> open = openUntil(unsettled);
    if (open.isPresent()) {
      throw tooEarly(open.get(), what);
    }
  }

  private Optional<Instant> openUntil(List<Attempt> attempts) {
    return attempts.stream()
        .map(Attempt::openUntil)
        .max(Instant::compareTo)
        .filter(journal.now()::isBefore);
  }

  private RegistrationException tooEarly(Instant open, String what) {
    return new RegistrationException.OutcomeUnknown(
        "a request for " + what + " was given up and may be carried out until " + open,
        "Reconcile after that, or call again with the same key",
        ErrorDetails.builder(Outcome.UNKNOWN).key(intent.key()).build(),
        null);
  }

  /** What was registered decides, which need not be what was asked for. */
  private Optional<CredentialKind> needsFirst(App registered) {
    return reading.registry().firstCredential(registered.metadata());
  }

  private List<App> marked(List<Attempt> attempts) {
    Instant last =
        attempts.stream().map(Attempt::openUntil).max(Instant::compareTo).orElseGet(journal::now);
    return listing.noOlderThan(last).stream().filter(this::isMarked).toList();
  }

  private boolean isMarked(App other) {
    return other
        .metadata()
        .text(settlement.markerField())
        .filter(workingName()::equals)
        .isPresent();
  }

  /** A name that could not be given back would be worse than an outcome that stays unknown. */
  private boolean isMarking() {
    return settlement.way() != Settlement.Way.NONE
        && account.capabilities().supports(Operation.APPS_LIST)
        && account.capabilities().supports(Operation.APPS_UPDATE);
  }

  /** Returns whether a name was given by a creation that has not given the final one. */
  static boolean isWorkingName(String name) {
    return WORKING_NAME.matcher(name).matches();
  }

  private String workingName() {
    return WORKING_PREFIX + intent.marker();
  }

  private App known() {
    if (app == null) {
      AppId id = intent.appId().orElseThrow();
      app = steps.run(reading.read(id, journal.keeping(intent.registration(), id)));
    }
    return app;
  }

  /** Writes a mutating step down, with the stage it leads to. */
  class Recorded<R> implements Invocation.Record<R> {
    private final Operation operation;
    private final List<String> known;
    private final String event;
    private boolean lost;

    Recorded(Operation operation, List<String> known, String event) {
      this.operation = operation;
      this.known = known;
      this.event = event;
    }

    /** Completes the change that an answer makes; returns the stage it leads to. */
    Stage next(Answer<R> answer, Change change) {
      return switch (operation) {
        case APPS_UPDATE -> Stage.DONE;
        case SECRETS_REVOKE -> Stage.SECURING;
        default -> Stage.NAMING;
      };
    }

    AppId about(Answer<R> answer) {
      return intent.appId().orElseThrow();
    }

    @Override
    public void begins() {
      Instant openUntil =
          journal.now().plus(steps.deadline().remaining()).plus(settlement.window());
      intent = intent.attempting(new Attempt(operation, openUntil, Optional.empty(), false, known));
      Change change = new Change();
      change.intents().add(intent);
      journal.before(change, operation + ".begins", intent.key());
    }

    @Override
    public void repeating(RegistrationException failure) {
      lost |= failure.outcome() == Outcome.UNKNOWN;
    }

    @Override
    public void brought(Answer<R> answer) {
      Change change = new Change();
      Stage stage = next(answer, change);
      intent = intent.ended(Outcome.APPLIED, lost).at(stage);
      change.intents().add(intent);
      journal.afterAnswer(change, intent.registration(), answer, event, about(answer));
    }

    @Override
    public void failed(RegistrationException failure) {
      boolean creating = operation == Operation.APPS_CREATE;
      intent = intent.ended(failure.outcome(), lost);
      if (creating && failure instanceof RegistrationException.Conflict && provesApp()) {
        intent = intent.ended(Outcome.UNKNOWN, true);
      }
      if (creating && intent.unsettled(operation).isEmpty()) {
        intent = intent.at(Stage.NOT_APPLIED, failure.kind());
      }
      Change change = new Change();
      change.intents().add(intent);
      journal.afterFailure(change, operation + "." + failure.kind(), intent.key(), failure);
    }
  }
}
