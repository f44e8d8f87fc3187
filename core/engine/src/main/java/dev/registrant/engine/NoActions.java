package dev.registrant.engine;

import dev.registrant.Actions;
import dev.registrant.OutstandingAction;
import dev.registrant.Registration;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.HumanSteps.Evidence;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import java.util.List;

/** The actions of an account that is run without people. */
final class NoActions implements Actions {
  private final OpenAccount account;

  NoActions(OpenAccount account) {
    this.account = account;
  }

  @Override
  public List<OutstandingAction> open() {
    return List.of();
  }

  @Override
  public List<OutstandingAction> all() {
    return List.of();
  }

  @Override
  public Registration complete(String actionId, Evidence evidence) {
    throw none(actionId);
  }

  @Override
  public OutstandingAction skip(String actionId, String reason) {
    throw none(actionId);
  }

  @Override
  public Registration reopen(String actionId, String reason) {
    throw none(actionId);
  }

  private RegistrationException none(String actionId) {
    return new RegistrationException.NotFound(
        "there is no action " + actionId + "; this account needs no people",
        "Check the account",
        ErrorDetails.builder(Outcome.NOT_APPLIED)
            .account(account.name())
            .provider(account.providerId())
            .operation(Operation.ACTIONS_COMPLETE)
            .build());
  }
}
