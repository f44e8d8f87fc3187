package dev.registrant.cli;

import dev.registrant.Account;
import dev.registrant.spi.AppId;
import dev.registrant.spi.Operation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Changes an app. */
@Command(name = "update", description = "Changes an app; what is not given stays.")
final class AppsUpdateCommand implements Action {
  private final Session session;
  @Mixin private final AccountOption account = new AccountOption();
  @Mixin private final MetadataOptions changes = new MetadataOptions();

  @Parameters(
      paramLabel = "ID",
      description = "The vendor's id of the app, or that of its registration.")
  private String id = "";

  AppsUpdateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Result run() {
    var metadata = changes.metadata();
    Account opened = account.open(session);
    AppId app = GivenId.of(id, opened, Operation.APPS_UPDATE, metadata);
    return AppView.show(opened.apps().update(app, metadata), opened.name());
  }
}
