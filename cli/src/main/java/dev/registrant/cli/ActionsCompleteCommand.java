package dev.registrant.cli;

import dev.registrant.Registration;
import dev.registrant.cli.ActionScope.Found;
import dev.registrant.spi.HumanSteps.Evidence;
import dev.registrant.spi.HumanSteps.Need;
import dev.registrant.spi.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes what a person brought back. */
@Command(
    name = "complete",
    description = {
      "Takes what a person brought back for an action; what is to be done next is shown.",
      "A secret is given on standard input or at the prompt, never as an argument."
    })
final class ActionsCompleteCommand implements Action {
  private final Session session;
  @Mixin private final ActionScope scope = new ActionScope();

  @Parameters(paramLabel = "ID", description = "The id of the action.")
  private String id = "";

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "What was brought back, under the name of a need; may be repeated.")
  private List<String> values = new ArrayList<>();

  @Option(
      names = "--secret-stdin",
      paramLabel = "KEY",
      description = "Take the secret of this name from standard input.")
  private Optional<String> fromInput = Optional.empty();

  ActionsCompleteCommand(Session session) {
    this.session = session;
  }

  @Override
  public Result run() throws InterruptedException {
    Map<String, String> inClear = Assignments.single("--set", values);
    Found found = scope.find(session, id);
    Evidence evidence = new Evidence(inClear, secrets(found, inClear));
    Registration registration = found.account().actions().complete(id, evidence);
    return result(registration, found);
  }

  private Map<String, Secret> secrets(Found found, Map<String, String> inClear)
      throws InterruptedException {
    Map<String, Secret> secrets = new LinkedHashMap<>();
    if (fromInput.isPresent()) {
      secrets.put(fromInput.get(), session.terminal().secret(fromInput.get()));
    }
    if (session.terminal().isInteractive()) {
      for (Need need : found.action().action().needs()) {
        boolean missing = !secrets.containsKey(need.name()) && !inClear.containsKey(need.name());
        if (need.secret() && need.required() && missing) {
          secrets.put(need.name(), session.terminal().secret(need.name()));
        }
      }
    }
    return secrets;
  }

  private Result result(Registration registration, Found found) {
    String account = found.account().name();
    Map<String, Object> json = new LinkedHashMap<>();
    boolean deleted = found.isDeleted();
    if (deleted) {
      json.put("deleted", true);
    }
    json.putAll(AppView.json(registration, account, one -> Optional.empty()));
    String text = AppView.text(registration, account, one -> Optional.empty());
    return Result.done(json, deleted ? "the app is gone and forgotten here\n" + text : text);
  }
}
