package dev.registrant.cli;

import dev.registrant.Account;
import dev.registrant.Registration;
import dev.registrant.Store;
import dev.registrant.spi.Operation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Makes an app that was registered elsewhere ours. */
@Command(
    name = "adopt",
    description = {
      "Makes an app that was registered elsewhere a registration of ours.",
      "Changes nothing at the vendor; a secret is known only if the vendor still shows it."
    })
final class AppsAdoptCommand implements Action {
  private final Session session;
  @Mixin private final AccountOption account = new AccountOption();

  @Parameters(paramLabel = "ID", description = "The vendor's id of the app.")
  private String id = "";

  AppsAdoptCommand(Session session) {
    this.session = session;
  }

  @Override
  public Result run() {
    Configuration configuration = account.configuration(session);
    Store store = session.store(configuration);
    if (!store.isDurable()) {
      throw new UsageProblem(
          "what is adopted would be forgotten with the end of this command",
          "Give the configuration a durable store; nothing was sent");
    }
    Account opened = account.open(session, configuration, store);
    Registration adopted =
        Asked.as(
            "apps.adopt", () -> opened.apps().adopt(GivenId.of(id, opened, Operation.APPS_GET)));
    return AppView.show(adopted, opened.name());
  }
}
