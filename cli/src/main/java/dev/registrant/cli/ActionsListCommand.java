package dev.registrant.cli;

import dev.registrant.Account;
import dev.registrant.Store;
import dev.registrant.cli.ActionScope.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the open actions. */
@Command(name = "list", description = "Lists what people must still do, oldest first.")
final class ActionsListCommand implements Action {
  private final Session session;
  @Mixin private final ActionScope scope = new ActionScope();

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
      account
          .actions()
          .open()
          .forEach(
              action -> {
                var app = new Found(account, action, store).app();
                json.add(ActionView.json(action, account.name(), app));
                text.add(ActionView.text(action, account.name(), app));
              });
    }
    return Result.done(Map.of("actions", json), text.toString());
  }
}
