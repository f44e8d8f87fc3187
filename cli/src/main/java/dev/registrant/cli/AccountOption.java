package dev.registrant.cli;

import dev.registrant.Account;
import dev.registrant.Store;
import picocli.CommandLine.Option;

/** The option of a command that works on one account. */
final class AccountOption {
  @Option(
      names = "--account",
      paramLabel = "A",
      required = true,
      description = "The account of the configuration to work on.")
  private String name = "";

  /** Opens the account with the store of the configuration. Sends nothing. */
  Account open(Session session) {
    Configuration configuration = session.configurationWith(name);
    return open(session, configuration, session.store(configuration));
  }

  /** Opens the account with a store. Sends nothing. */
  Account open(Session session, Configuration configuration, Store store) {
    return session.open(configuration, store).account(name);
  }

  /** Reads the configuration and makes sure that it has the account. */
  Configuration configuration(Session session) {
    return session.configurationWith(name);
  }
}
