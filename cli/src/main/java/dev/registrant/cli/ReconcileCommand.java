package dev.registrant.cli;

import dev.registrant.Duty;
import dev.registrant.Reconciliation;
import dev.registrant.Reconciliation.Open;
import dev.registrant.Reconciliation.Settled;
import dev.registrant.Registrant;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** Finds out what became of requests whose answer was lost. */
@Command(
    name = "reconcile",
    description = {
      "Finds out at all accounts what became of requests whose answer was lost, and does what is"
          + " owed. Creates no app and removes none. May run at any time and as often as you like.",
      "Ends with 0 also when something is still open or needs a decision: see the result."
    })
final class ReconcileCommand implements Action {
  private final Session session;

  ReconcileCommand(Session session) {
    this.session = session;
  }

  @Override
  public Result run() {
    Configuration configuration = session.configuration();
    Registrant registrant = session.open(configuration, StoreWork.require(session));
    Map<String, String> names =
        configuration.accounts().stream()
            .collect(Collectors.toMap(one -> one.id(), one -> one.name()));
    session.terminal().progress("asking the vendors …");
    Reconciliation found = registrant.reconcile();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("settled", found.settled().stream().map(ReconcileCommand::json).toList());
    json.put("open", found.open().stream().map(ReconcileCommand::json).toList());
    json.put("duties", found.duties().stream().map(duty -> json(duty, names)).toList());
    return Result.done(json, text(found, names));
  }

  private static Map<String, Object> json(Settled one) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("key", one.key());
    json.put("account", one.account());
    json.put("operation", one.operation());
    json.put("result", one.result().word());
    one.appId().ifPresent(id -> json.put("appId", id));
    if (!one.reason().isEmpty()) {
      json.put("reason", one.reason());
    }
    return json;
  }

  private static Map<String, Object> json(Open one) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("key", one.key());
    json.put("account", one.account());
    json.put("operation", one.operation());
    one.until().ifPresent(until -> json.put("until", until.toString()));
    json.put("reason", one.reason());
    return json;
  }

  private static Map<String, Object> json(Duty duty, Map<String, String> names) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", duty.id());
    json.put("account", names.getOrDefault(duty.accountId(), duty.accountId()));
    json.put("appId", duty.appId().value());
    json.put("notBefore", duty.notBefore().toString());
    json.put("reason", duty.reason());
    return json;
  }

  private static String text(Reconciliation found, Map<String, String> names) {
    TextTable table = new TextTable();
    found
        .settled()
        .forEach(
            one ->
                table.row(
                    one.result().word(),
                    one.account(),
                    one.operation(),
                    one.appId().orElse("-"),
                    one.key(),
                    one.reason()));
    found
        .open()
        .forEach(
            one ->
                table.row(
                    "open",
                    one.account(),
                    one.operation(),
                    one.until().map(Instant::toString).map("until "::concat).orElse("-"),
                    one.key(),
                    one.reason()));
    found
        .duties()
        .forEach(
            duty ->
                table.row(
                    "owed",
                    names.getOrDefault(duty.accountId(), duty.accountId()),
                    "from " + duty.notBefore(),
                    duty.appId().value(),
                    duty.id(),
                    duty.reason()));
    String text = table.toString();
    return text.isEmpty() ? "nothing is open" : text;
  }
}
