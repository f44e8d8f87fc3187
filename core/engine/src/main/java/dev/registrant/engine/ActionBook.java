package dev.registrant.engine;

import dev.registrant.OutstandingAction;
import dev.registrant.OutstandingAction.State;
import dev.registrant.Store.Change;
import dev.registrant.Store.Entry;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.HumanSteps.Action;
import dev.registrant.spi.HumanSteps.Progress;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What people must do, did and left out for one app, and what a change makes of it. Of the actions
 * of a step one at most is open. Used by one thread, while the app is leased.
 */
final class ActionBook {
  private final Entry entry;
  private final List<OutstandingAction> all;

  /**
   * Makes the book.
   *
   * @param ofAccount the actions of the account, oldest first
   */
  ActionBook(Entry entry, List<OutstandingAction> ofAccount) {
    this.entry = entry;
    this.all =
        ofAccount.stream().filter(action -> action.registration().equals(entry.id())).toList();
  }

  boolean hasOpen() {
    return all.stream().anyMatch(action -> action.state() == State.OPEN);
  }

  boolean isOpen(String step) {
    return open(step).isPresent();
  }

  /** Returns whether somebody left the step out, and nobody asked for it since. */
  boolean isLeftOut(String step) {
    return latest(step).filter(action -> action.state() == State.SKIPPED).isPresent();
  }

  /** Adds to a change what follows from progress. */
  void follow(Progress progress, Journal journal, Change change) {
    boolean gone = progress.app().isEmpty();
    List<String> opened = progress.opened().stream().map(Action::step).toList();
    all.stream()
        .filter(action -> action.state() == State.OPEN)
        .filter(action -> !opened.contains(action.action().step()))
        .filter(action -> gone || progress.withdrawn().contains(action.action().step()))
        .forEach(action -> change.actions().add(action.in(State.WITHDRAWN, Map.of())));
    for (Action action : progress.opened()) {
      change
          .actions()
          .add(opened(idOf(action.step()).orElseGet(() -> journal.newId("act")), action));
    }
  }

  /**
   * Adds to a change what follows when what was reported of an action is taken back. The report
   * stays in the book as an action of its own, unless the action itself can keep it.
   */
  void takeBack(
      OutstandingAction closed, String reason, Progress progress, Journal journal, Change change) {
    String step = closed.action().step();
    Optional<Action> again =
        progress.opened().stream().filter(action -> action.step().equals(step)).findFirst();
    boolean keepsItsId = again.isPresent() && open(step).isEmpty();
    follow(keepsItsId ? without(progress, step) : progress, journal, change);
    if (keepsItsId) {
      change.actions().add(opened(closed.id(), again.get()));
      change.actions().add(withdrawn(closed, journal.newId("act"), reason));
    } else {
      change.actions().add(withdrawn(closed, closed.id(), reason));
    }
    progress.withdrawn().stream()
        .flatMap(fallen -> latest(fallen).stream())
        .filter(action -> action.state() == State.CLAIMED && !action.id().equals(closed.id()))
        .forEach(action -> change.actions().add(withdrawn(action, action.id(), reason)));
  }

  /**
   * Refuses to take back a report on which a later one of the same step stands.
   *
   * @throws RegistrationException.Conflict if there is one
   */
  void requireLatestReport(OutstandingAction closed) {
    all.stream()
        .skip(all.indexOf(closed) + 1L)
        .filter(action -> closed.state() == State.CLAIMED && action.state() == State.CLAIMED)
        .filter(action -> action.action().step().equals(closed.action().step()))
        .findFirst()
        .ifPresent(
            later -> {
              throw new RegistrationException.Conflict(
                  "a later report of the same step stands on that of the action " + closed.id(),
                  "Reopen the action " + later.id() + " first",
                  ErrorDetails.builder(Outcome.NOT_APPLIED).build());
            });
  }

  /** Returns progress without opening some steps. */
  static Progress opening(Progress progress, Predicate<String> steps) {
    return new Progress(
        progress.app(),
        progress.credentials(),
        progress.opened().stream().filter(action -> steps.test(action.step())).toList(),
        progress.withdrawn());
  }

  private static Progress without(Progress progress, String step) {
    return opening(progress, other -> !other.equals(step));
  }

  /** A step that changes, or is to be done again, keeps the id that people were told. */
  private Optional<String> idOf(String step) {
    return open(step)
        .or(() -> latest(step).filter(action -> action.state() == State.WITHDRAWN))
        .map(OutstandingAction::id);
  }

  private Optional<OutstandingAction> open(String step) {
    return all.stream()
        .filter(action -> action.state() == State.OPEN && action.action().step().equals(step))
        .findFirst();
  }

  /** What was taken back is only kept for the record. */
  private Optional<OutstandingAction> latest(String step) {
    return all.stream()
        .filter(action -> action.action().step().equals(step))
        .filter(action -> !action.claimed().containsKey(OutstandingAction.REOPENED))
        .reduce((earlier, later) -> later);
  }

  private OutstandingAction opened(String id, Action action) {
    return new OutstandingAction(id, entry.accountId(), entry.id(), action, State.OPEN, Map.of());
  }

  private static OutstandingAction withdrawn(OutstandingAction action, String id, String reason) {
    Map<String, String> record = new HashMap<>(action.claimed());
    record.put(OutstandingAction.REOPENED, reason);
    return new OutstandingAction(
        id, action.accountId(), action.registration(), action.action(), State.WITHDRAWN, record);
  }
}
