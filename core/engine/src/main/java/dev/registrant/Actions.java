package dev.registrant;

import dev.registrant.spi.HumanSteps.Evidence;
import java.util.List;

/**
 * What people must do for the apps of an account. Every method throws {@link
 * dev.registrant.spi.RegistrationException}.
 */
public interface Actions {
  /** Returns the open actions, oldest first. */
  List<OutstandingAction> open();

  /**
   * Returns all actions, oldest first: also those that were done, as a person says, those that were
   * left out, and those that need no doing any more, of deleted apps too.
   */
  List<OutstandingAction> all();

  /**
   * Takes what a person brought back. It is checked for its form; claimed is not verified.
   *
   * @param actionId our id of the action
   * @param evidence what was brought back, under the names of the action's needs
   * @return the registration as it is now, with what is to be done next
   * @throws dev.registrant.spi.RegistrationException.InvalidRequest if it cannot be right, with
   *     every violation; the action stays open
   * @throws dev.registrant.spi.RegistrationException.NotFound if there is no such action
   * @throws dev.registrant.spi.RegistrationException.Conflict if it is not open; {@link #reopen}
   *     takes back what was reported
   */
  Registration complete(String actionId, Evidence evidence);

  /**
   * Leaves an action out. What it had kept back, as a deletion does, is open again then. It is
   * opened again by {@link #reopen}, by an update that asks for it, and by creating the app again
   * with its key if nothing else is left to be done for it.
   *
   * @param actionId our id of the action
   * @param reason why, for the record; not blank, no secret in it
   * @return the action as it is now
   * @throws dev.registrant.spi.RegistrationException.InvalidRequest if the reason is blank or
   *     cannot be kept; the action stays open
   * @throws dev.registrant.spi.RegistrationException.NotFound if there is no such action
   * @throws dev.registrant.spi.RegistrationException.Conflict if it is not open
   */
  OutstandingAction skip(String actionId, String reason);

  /**
   * Takes back what was reported of an action, because it was wrong or does not hold any more, or
   * that it was left out, and opens it again under its id. What was reported stays in the record as
   * a withdrawn action of its own; a credential that came with it counts as revoked. What cannot
   * stand without the report is withdrawn with it.
   *
   * @param actionId our id of the action; if the same step is open already, that one is what is to
   *     be done
   * @param reason why, for the record and for whoever does it again; not blank, no secret in it
   * @return the registration as it is now, with what is to be done
   * @throws dev.registrant.spi.RegistrationException.InvalidRequest if the reason is blank or
   *     cannot be kept; nothing is taken back
   * @throws dev.registrant.spi.RegistrationException.NotFound if there is no such action, or its
   *     app is deleted
   * @throws dev.registrant.spi.RegistrationException.Conflict if it is open or withdrawn, if a
   *     later report of the same step stands on it, or if it was left out and need not be done any
   *     more
   */
  Registration reopen(String actionId, String reason);
}
