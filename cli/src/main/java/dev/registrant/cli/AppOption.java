package dev.registrant.cli;

import dev.registrant.Account;
import dev.registrant.spi.AppId;
import dev.registrant.spi.Operation;
import picocli.CommandLine.Option;

/** The option of a command that works on what belongs to an app. */
final class AppOption {
  @Option(
      names = "--app",
      paramLabel = "ID",
      required = true,
      description = "The vendor's id of the app, or that of its registration.")
  private String id = "";

  /** Returns the id for an operation on what belongs to the app. */
  AppId id(Account account, Operation operation) {
    return GivenId.of(id, account, operation);
  }
}
