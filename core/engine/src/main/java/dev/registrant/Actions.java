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
   * Takes what a person brought back. It is checked for its form; claimed is not verified.
   *
   * @param actionId our id of the action
   * @param evidence what was brought back, under the names of the action's needs
   * @return the registration as it is now, with what is to be done next
   * @throws dev.registrant.spi.RegistrationException.InvalidRequest if it cannot be right, with
   *     every violation; the action stays open
   * @throws dev.registrant.spi.RegistrationException.NotFound if there is no such action
   * @throws dev.registrant.spi.RegistrationException.Conflict if it is not open
   */
  Registration complete(String actionId, Evidence evidence);

  /**
   * Leaves an action out.
   *
   * @param actionId our id of the action
   * @param reason why, for the record; not blank
   * @return the action as it is now
   */
  OutstandingAction skip(String actionId, String reason);
}
