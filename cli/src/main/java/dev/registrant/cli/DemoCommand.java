package dev.registrant.cli;

import dev.registrant.Platform;
import dev.registrant.Policies;
import dev.registrant.ProviderCatalog;
import dev.registrant.Registrant;
import dev.registrant.Store;
import dev.registrant.spi.RegistrationException;
import dev.registrant.testkit.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;

/** Does the main job at every simulated vendor and checks each step against its state. */
@Command(
    name = "demo",
    description = "Shows the main job at every bundled provider, against simulated vendors.")
final class DemoCommand implements Action {
  private record Row(String provider, String step, boolean ok, long millis, String detail) {
    Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("provider", provider);
      json.put("step", step);
      json.put("ok", ok);
      json.put("millis", millis);
      json.put("detail", detail);
      return json;
    }
  }

  private static final List<Journey> JOURNEYS =
      List.of(new SnykJourney(), new ZitadelJourney(), new PeopleJourney(), new PortalJourney());

  private final Session session;
  private final List<Row> rows = new ArrayList<>();

  DemoCommand(Session session) {
    this.session = session;
  }

  @Override
  public Duration patience() {
    return BRIEF;
  }

  @Override
  public Result run() throws InterruptedException {
    session.terminal().progress("starting the simulated vendors …");
    ProviderCatalog catalog = ProviderCatalog.discover(Main.class.getClassLoader());
    try (Sandbox sandbox = Sandbox.start();
        DemoFolder folder = DemoFolder.create();
        Store store = folder.store();
        Registrant registrant = start(catalog, store, SandboxAccount.of(sandbox, catalog))) {
      for (Journey journey : JOURNEYS) {
        Stage stage =
            new Stage(
                registrant,
                registrant.account(journey.account()),
                store,
                new SandboxState(sandbox.admin(), journey.provider()),
                sandbox.account(journey.provider()));
        for (Step step : journey.steps(stage)) {
          take(journey.provider(), step);
        }
      }
    }
    return result();
  }

  private static Registrant start(
      ProviderCatalog catalog, Store store, List<SandboxAccount> accounts) {
    return Host.start(
        catalog,
        Policies.defaults(),
        store,
        accounts.stream()
            .map(account -> account.configuration(catalog.provider(account.provider())))
            .toList(),
        "demo");
  }

  private void take(String provider, Step step) throws InterruptedException {
    session.terminal().progress(provider + ": " + step.name() + " …");
    long start = Platform.system().nanoTime();
    boolean ok = false;
    String detail;
    try {
      detail = step.act().run();
      ok = true;
    } catch (RegistrationException.Interrupted e) {
      Thread.interrupted(); // what is to be closed now is closed in peace
      throw e;
    } catch (Step.Mismatch | RegistrationException e) {
      detail = String.valueOf(e.getMessage());
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(Platform.system().nanoTime() - start);
    rows.add(new Row(provider, step.name(), ok, millis, detail));
  }

  private Result result() {
    boolean ok = !rows.isEmpty() && rows.stream().allMatch(Row::ok);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("steps", rows.stream().map(Row::json).toList());
    json.put("ok", ok);
    TextTable table = new TextTable();
    rows.forEach(
        row ->
            table.row(
                row.ok() ? "✓" : "✗",
                row.provider(),
                row.step(),
                row.millis() + " ms",
                row.detail()));
    String text = table + "\n" + (ok ? "all steps hold" : "some steps do not hold");
    return new Result(json, text, ok ? ExitCodes.DONE : ExitCodes.FAILED);
  }
}
