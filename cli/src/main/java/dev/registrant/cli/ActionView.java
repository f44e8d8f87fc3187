package dev.registrant.cli;

import dev.registrant.OutstandingAction;
import dev.registrant.spi.AppId;
import dev.registrant.spi.HumanSteps.Need;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** Shows what people must do. */
final class ActionView {
  private ActionView() {}

  /**
   * Shows an action to programs.
   *
   * @param account the name of its account
   * @param app the id of its app
   */
  static Map<String, Object> json(OutstandingAction action, String account, AppId app) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", action.id());
    json.put("step", action.action().step());
    json.put("account", account);
    json.put("app", app.value());
    json.put("who", action.action().who());
    json.put("where", action.action().where());
    json.put("text", action.action().text());
    json.put("needs", action.action().needs().stream().map(ActionView::json).toList());
    json.put("state", action.state().word());
    if (!action.claimed().isEmpty()) {
      json.put("claimed", action.claimed());
    }
    return json;
  }

  /** Shows an action to people. */
  static String text(OutstandingAction action, String account, AppId app) {
    StringJoiner text = new StringJoiner("\n");
    text.add(
        "action " + action.id() + ": " + action.action().step() + ", " + action.state().word());
    text.add("  app    " + Printable.clean(app.value()) + " at account " + account);
    text.add("  who    " + Printable.clean(action.action().who()));
    text.add("  where  " + Printable.clean(action.action().where()));
    action.action().text().lines().forEach(line -> text.add("    " + Printable.clean(line)));
    for (Need need : action.action().needs()) {
      text.add(
          "  bring  "
              + need.name()
              + (need.required() ? "" : " (optional)")
              + ": "
              + Printable.clean(need.description()));
    }
    new TreeMap<>(action.claimed())
        .forEach(
            (name, value) ->
                text.add("  told   " + Printable.clean(name) + ": " + Printable.clean(value)));
    if (action.state() == OutstandingAction.State.OPEN) {
      text.add("  then   registrant actions complete " + action.id() + arguments(action));
    }
    if (action.state() == OutstandingAction.State.CLAIMED
        || action.state() == OutstandingAction.State.SKIPPED) {
      text.add("  if wrong  registrant actions reopen " + action.id() + " --reason …");
    }
    return text.toString();
  }

  private static Map<String, Object> json(Need need) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", need.name());
    json.put("secret", need.secret());
    json.put("required", need.required());
    json.put("description", need.description());
    return json;
  }

  private static String arguments(OutstandingAction action) {
    List<Need> required = action.action().needs().stream().filter(Need::required).toList();
    StringBuilder arguments = new StringBuilder();
    required.forEach(
        need ->
            arguments.append(
                need.secret() ? " --secret-stdin " + need.name() : " --set " + need.name() + "=…"));
    return arguments.toString();
  }
}
