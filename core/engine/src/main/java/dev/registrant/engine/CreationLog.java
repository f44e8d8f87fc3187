package dev.registrant.engine;

import dev.registrant.Duty;
import dev.registrant.Intent;
import dev.registrant.Intent.Attempt;
import dev.registrant.Intent.Stage;
import dev.registrant.Store.Change;
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
import java.util.function.Supplier;

/**
 * The intent of one creation, and how it gets from stage to stage: nothing changes here that is not
 * written to the journal.
 */
final class CreationLog {
  private final Journal journal;
  private final Steps steps;
  private final Marking marking;
  private final Duration window;
  private Intent intent;

  CreationLog(Journal journal, Steps steps, Marking marking, Duration window, Intent intent) {
    this.journal = journal;
    this.steps = steps;
    this.marking = marking;
    this.window = window;
    this.intent = intent;
  }

  Intent intent() {
    return intent;
  }

  Journal journal() {
    return journal;
  }

  AppId appId() {
    return intent.appId().orElseThrow();
  }

  /** Notes what unsettled attempts turned out to be; written with the next change. */
  void settled(Operation operation, Outcome outcome) {
    intent = intent.settled(operation, outcome);
  }

  /** Notes a stage; written with the next change. */
  void at(Stage stage) {
    intent = intent.at(stage);
  }

  void adopted(App found) {
    intent =
        intent.settled(Operation.APPS_CREATE, Outcome.APPLIED).about(found.id()).at(Stage.SECURING);
    Change change = new Change();
    change.registrations().add(journal.entry(intent.registration(), found.id()));
    change.intents().add(intent);
    journal.after(change, "app.adopted", found.id().value(), Outcome.APPLIED);
  }

  /** The app was created, and deleted through this account before this was done with it. */
  void gone() {
    intent = intent.at(Stage.DONE, "the app was created, and deleted since");
    Change change = new Change();
    change.intents().add(intent);
    journal.after(change, "app.gone", intent.key(), Outcome.APPLIED);
  }

  void done(String event) {
    intent = intent.at(Stage.DONE);
    Change change = new Change();
    change.intents().add(intent);
    journal.after(change, event, appId().value(), Outcome.APPLIED);
  }

  void owe(Instant notBefore, String reason) {
    Change change = new Change();
    ClientMetadata owed = marking.finalName(intent.wanted());
    change.duties().add(journal.duty(appId(), owed, marking.workingName(), notBefore, reason));
    intent = intent.at(Stage.DONE, reason);
    change.intents().add(intent);
    journal.after(change, "duty.owed", appId().value(), Outcome.APPLIED);
  }

  void close() {
    intent = intent.at(Stage.NOT_APPLIED);
    Change change = new Change();
    change.intents().add(intent);
    journal.after(change, "intent.closed", intent.key(), Outcome.NOT_APPLIED);
  }

  void decide(String reason) {
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

  void requireOver(List<Attempt> unsettled, String what) {
    Optional<Instant> open = openUntil(unsettled);
    if (open.isPresent()) {
      throw tooEarly(open.get(), what);
    }
  }

  Optional<Instant> openUntil(List<Attempt> attempts) {
    return attempts.stream()
        .map(Attempt::openUntil)
        .max(Instant::compareTo)
        .filter(journal.now()::isBefore);
  }

  RegistrationException tooEarly(Instant open, String what) {
    return new RegistrationException.OutcomeUnknown(
        "a request for " + what + " was given up and may be carried out until " + open,
        "Reconcile after that, or call again with the same key",
        ErrorDetails.builder(Outcome.UNKNOWN).key(intent.key()).build(),
        null);
  }

  /**
   * Whether a refusal can be due to an earlier request of ours: then the name guards, and proves
   * that the app was created. If nothing was lost before, the vendor means something else.
   */
  boolean provesApp() {
    return marking.isGuarding()
        && intent.attempts().stream()
            .anyMatch(a -> a.operation() == Operation.APPS_CREATE && a.mayHaveBeenLost());
  }

  /** Writes a mutating step down, with the stage it leads to. */
  class Recorded<R> implements Invocation.Record<R> {
    private final Operation operation;
    private final List<String> known;
    private final ClientMetadata sent;
    private final String event;
    private boolean lost;

    Recorded(Operation operation, List<String> known, String event) {
      this(operation, known, ClientMetadata.empty(), event);
    }

    Recorded(Operation operation, List<String> known, ClientMetadata sent, String event) {
      this.operation = operation;
      this.known = known;
      this.sent = sent;
      this.event = event;
    }

    /** Completes the change that an answer makes; returns the stage it leads to. */
    Stage next(Answer<R> answer, Change change) {
      return operation == Operation.SECRETS_REVOKE ? Stage.SECURING : Stage.NAMING;
    }

    AppId about(Answer<R> answer) {
      return appId();
    }

    @Override
    public void begins() {
      Instant openUntil = journal.now().plus(steps.deadline().remaining()).plus(window);
      intent = intent.attempting(Attempt.of(operation, openUntil, known, sent));
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

  /** Writes the giving of the final name down. */
  final class RecordedNaming extends Recorded<App> {
    private final AppId id;
    private final Supplier<List<Duty>> owed;
    private List<Duty> duties = List.of();

    /**
     * Makes it.
     *
     * @param sent what the app is registered with then
     * @param owed what is to be owed then; asked for before anything is sent
     */
    RecordedNaming(AppId id, ClientMetadata sent, Supplier<List<Duty>> owed) {
      super(Operation.APPS_UPDATE, List.of(), sent, "app.named");
      this.id = id;
      this.owed = owed;
    }

    @Override
    public void begins() {
      duties = owed.get();
      super.begins();
    }

    @Override
    Stage next(Answer<App> answer, Change change) {
      change.duties().addAll(duties);
      return Stage.DONE;
    }

    @Override
    AppId about(Answer<App> answer) {
      return id;
    }
  }

  /** Writes the creation itself down. */
  final class RecordedCreation extends Recorded<App> {
    private final FirstCredential credential;

    RecordedCreation(FirstCredential credential) {
      super(Operation.APPS_CREATE, List.of(), "app.created");
      this.credential = credential;
    }

    @Override
    Stage next(Answer<App> answer, Change change) {
      AppId id = answer.value().id();
      intent = intent.about(id);
      change.registrations().add(journal.entry(intent.registration(), id));
      return credential.isMissing(answer.value()) ? Stage.SECURING : Stage.NAMING;
    }

    @Override
    AppId about(Answer<App> answer) {
      return answer.value().id();
    }
  }
}
