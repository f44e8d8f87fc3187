package dev.registrant.cli;

import dev.registrant.Account;
import dev.registrant.OutstandingAction;
import dev.registrant.Store;
import dev.registrant.cli.ActionScope.Found;
import dev.registrant.spi.AppId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists actions: the open ones, or all. */
@Command(name = "list", description = "Lists what people must still do, oldest first.")
final class ActionsListCommand implements Action {
  private final Session session;
  @Mixin private final ActionScope scope = new ActionScope();

  @Option(
      names = "--all",
      description = "Also list what was done, left out, taken back or needs no doing any more.")
  private boolean all;

  ActionsListCommand(Session session) {
    this.session = session;
  }

  @Override
  public Result run() {
    Configuration configuration = scope.configuration(session);
    List<Map<String, Object>> json = new ArrayList<>();
    StringJoiner text = new StringJoiner("\n\n").setEmptyValue("there is nothing to be done");
    Store store = session.store(configuration);
    for (Account account : scope.open(session, configuration, store)) {
      for (OutstandingAction action : all ? account.actions().all() : account.actions().open()) {
        AppId app = new Found(account, action, store).app();
        json.add(ActionView.json(action, account.name(), app));
        text.add(ActionView.text(action, account.name(), app));
      }
    }
    return Result.done(Map.of("actions", json), text.toString());
  }
}
