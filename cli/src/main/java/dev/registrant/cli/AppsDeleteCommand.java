package dev.registrant.cli;

import dev.registrant.Apps;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes an app. */
@Command(name = "delete", description = "Deletes an app and with it its credentials.")
final class AppsDeleteCommand implements Action {
  private final Session session;
  @Mixin private final AccountOption account = new AccountOption();

  @Parameters(paramLabel = "ID", description = "The vendor's id of the app.")
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
    AppId appId = new AppId(id);
    boolean asks = !plan && !yes;
    if (asks && !session.terminal().isInteractive()) {
      throw new UsageProblem(
          "deleting an app cannot be undone and there is no terminal to ask at",
          "Give --yes to delete it, or --plan to see what would be done; nothing was sent");
    }
    Apps apps = account.open(session).apps();
    App app = apps.find(appId).app();
    if (plan) {
      return plan(app);
    }
    if (asks && !session.terminal().confirm("Delete " + title(app) + "?")) {
      throw new InterruptedException();
    }
    apps.delete(appId);
    return result("deleted", true, app, "deleted " + title(app));
  }

  private static Result plan(App app) {
    List<String> steps =
        List.of(
            "delete the app " + title(app) + " at the vendor, and with it its credentials",
            "forget its registration and credentials here");
    return result("plan", steps, app, String.join("\n", steps));
  }

  private static Result result(String key, Object value, App app, String text) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(key, value);
    json.put("app", AppView.json(app, Optional.empty()));
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
