package dev.registrant.cli;

import dev.registrant.Account;
import dev.registrant.spi.AppId;
import dev.registrant.spi.Operation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Reads an app. */
@Command(name = "get", description = "Reads an app.")
final class AppsGetCommand implements Action {
  private final Session session;
  @Mixin private final AccountOption account = new AccountOption();

  @Parameters(
      paramLabel = "ID",
      description = "The vendor's id of the app, or that of its registration.")
  private String id = "";

  AppsGetCommand(Session session) {
    this.session = session;
  }

  @Override
  public Result run() {
    Account opened = account.open(session);
    AppId app = GivenId.of(id, opened, Operation.APPS_GET);
    return AppView.show(opened.apps().find(app), opened.name());
  }
}
