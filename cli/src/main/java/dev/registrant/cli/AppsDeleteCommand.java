package dev.registrant.cli;

import dev.registrant.Account;
import dev.registrant.Registration;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.Operation;
import dev.registrant.spi.RegistrationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes an app. */
@Command(
    name = "delete",
    description = {
      "Deletes an app and with it its credentials.",
      "Where people do it, the actions are shown; the app is gone once they are completed."
    })
final class AppsDeleteCommand implements Action {
  private final Session session;
  @Mixin private final AccountOption account = new AccountOption();

  @Parameters(
      paramLabel = "ID",
      description = "The vendor's id of the app, or that of its registration.")
  private String id = "";

  @Option(names = "--plan", description = "Say what would be done, and do nothing.")
  private boolean plan;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  AppsDeleteCommand(Session session) {
    this.session = session;
  }

  @Override
  public Result run() throws InterruptedException {
    boolean asks = !plan && !yes;
    if (asks && !session.terminal().isInteractive()) {
      throw new UsageProblem(
          "deleting an app cannot be undone and there is no terminal to ask at",
          "Give --yes to delete it, or --plan to see what would be done; nothing was sent");
    }
    Account opened = account.open(session);
    AppId appId = GivenId.of(id, opened, Operation.APPS_DELETE);
    Optional<Registration> found =
        Asked.as(Operation.APPS_DELETE.word(), () -> find(opened, appId));
    String title = found.map(one -> title(one.app())).orElse(Printable.clean(id));
    if (plan) {
      return plan(found.orElseThrow(), title, opened.isRunByPeople());
    }
    if (asks && !session.terminal().confirm("Delete " + title + "?")) {
      throw new InterruptedException();
    }
    Optional<Registration> left = opened.apps().delete(appId);
    return left.isPresent()
        ? pending(left.get(), opened.name())
        : result("deleted", true, found, "deleted " + title);
  }

  /** An app that is gone may still be registered here; then deleting it is to forget it. */
  private Optional<Registration> find(Account opened, AppId appId) {
    try {
      return Optional.of(opened.apps().find(appId));
    } catch (RegistrationException.NotFound e) {
      if (yes) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Result plan(Registration registration, String title, boolean byPeople) {
    List<String> steps =
        List.of(
            (byPeople ? "have people delete the app " : "delete the app ")
                + title
                + " at the vendor, and with it its credentials",
            "forget its registration and credentials here");
    return result("plan", steps, Optional.of(registration), String.join("\n", steps));
  }

  private static Result pending(Registration registration, String account) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("deleted", false);
    json.putAll(AppView.json(registration, account, one -> Optional.empty()));
    return Result.done(
        json,
        "not deleted yet: people are to do it\n"
            + AppView.text(registration, account, one -> Optional.empty()));
  }

  private Result result(String key, Object value, Optional<Registration> found, String text) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(key, value);
    json.put(
        "app",
        found
            .<Map<String, ?>>map(one -> AppView.json(one.app(), one.id()))
            .orElse(Map.of("id", id)));
    return Result.done(json, text);
  }

  private static String title(App app) {
    return Printable.clean(
        app.metadata()
            .clientName()
            .map(name -> name + " (" + app.id() + ")")
            .orElse(app.id().value()));
  }
}
