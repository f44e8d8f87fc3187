package dev.registrant.cli;

import dev.registrant.Registration;
import dev.registrant.cli.ActionScope.Found;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes back what was reported of an action. */
@Command(
    name = "reopen",
    description = {
      "Opens an action again whose report was wrong, or that was left out; the report stays in the"
          + " record.",
      "A credential that came with the report counts as revoked here."
    })
final class ActionsReopenCommand implements Action {
  private final Session session;
  @Mixin private final ActionScope scope = new ActionScope();

  @Parameters(
      paramLabel = "ID",
      description = "The id of the action, as 'actions list --all' shows it.")
  private String id = "";

  @Option(
      names = "--reason",
      paramLabel = "R",
      required = true,
      description = "Why, for the record and for whoever does it again.")
  private String reason = "";

  ActionsReopenCommand(Session session) {
    this.session = session;
  }

  @Override
  public Result run() {
    Found found = scope.find(session, id);
    Registration registration = found.account().actions().reopen(id, reason);
    String account = found.account().name();
    return Result.done(
        AppView.json(registration, account, one -> Optional.empty()),
        AppView.text(registration, account, one -> Optional.empty()));
  }
}
