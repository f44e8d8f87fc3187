package dev.registrant.cli;

import dev.registrant.Account;
import dev.registrant.OutstandingAction;
import dev.registrant.Registrant;
import dev.registrant.Store;
import dev.registrant.spi.AppId;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option of commands that look for actions in one account or in all. */
final class ActionScope {
  /**
   * An action where it was found.
   *
   * @param account its account
   * @param action the action, whatever its state
   * @param store where it is kept
   */
  record Found(Account account, OutstandingAction action, Store store) {
    /** Returns the id of its app. Sends nothing: only where people work is there an action. */
    AppId app() {
      AppId registration = new AppId(action.registration().value());
      try {
        return account.apps().find(registration).app().id();
      } catch (RegistrationException.NotFound e) {
        return registration; // deleted meanwhile
      }
    }

    /** Returns whether its app was deleted. */
    boolean isDeleted() {
      return StoreWork.of(() -> store.registration(action.registration()))
          .flatMap(Store.Entry::deletedAt)
          .isPresent();
    }
  }

  @Option(
      names = "--account",
      paramLabel = "A",
      description = "The account to look in; by default all.")
  private Optional<String> name = Optional.empty();

  /** Opens the accounts. Sends nothing. */
  List<Account> open(Session session, Configuration configuration, Store store) {
    Registrant registrant = session.open(configuration, store);
    return name.map(one -> List.of(registrant.account(one))).orElseGet(registrant::accounts);
  }

  /** Reads the configuration and makes sure that it has the account. */
  Configuration configuration(Session session) {
    return name.map(session::configurationWith).orElseGet(session::configuration);
  }

  /**
   * Finds an action in the store.
   *
   * @throws RegistrationException.NotFound if there is none of that id
   */
  Found find(Session session, String id) {
    Configuration configuration = configuration(session);
    Store store = session.store(configuration);
    for (Account account : open(session, configuration, store)) {
      for (OutstandingAction action : actions(store, account)) {
        if (action.id().equals(id)) {
          return new Found(account, action, store);
        }
      }
    }
    throw new RegistrationException.NotFound(
        "there is no action "
            + id
            + name.map(one -> " in account " + one).orElse(" in any account"),
        "List them with 'registrant actions list --all'",
        ErrorDetails.builder(Outcome.NOT_APPLIED).build());
  }

  private static List<OutstandingAction> actions(Store store, Account account) {
    return StoreWork.of(() -> store.actions(account.id()));
  }
}
