package dev.registrant.cli;

import dev.registrant.OutstandingAction;
import dev.registrant.cli.ActionScope.Found;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Leaves an action out. */
@Command(name = "skip", description = "Leaves an action out, for a reason that is kept.")
final class ActionsSkipCommand implements Action {
  private final Session session;
  @Mixin private final ActionScope scope = new ActionScope();

  @Parameters(paramLabel = "ID", description = "The id of the action.")
  private String id = "";

  @Option(
      names = "--reason",
      paramLabel = "R",
      required = true,
      description = "Why, for the record.")
  private String reason = "";

  ActionsSkipCommand(Session session) {
    this.session = session;
  }

  @Override
  public Result run() {
    Found found = scope.find(session, id);
    OutstandingAction skipped = found.account().actions().skip(id, reason);
    String account = found.account().name();
    return Result.done(
        Map.of("actions", List.of(ActionView.json(skipped, account, found.app()))),
        ActionView.text(skipped, account, found.app()));
  }
}
