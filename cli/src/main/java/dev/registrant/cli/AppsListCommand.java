package dev.registrant.cli;

import dev.registrant.spi.App;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the apps of an account. */
@Command(name = "list", description = "Lists the apps of an account, those made elsewhere too.")
final class AppsListCommand implements Action {
  private final Session session;
  @Mixin private final AccountOption account = new AccountOption();

  AppsListCommand(Session session) {
    this.session = session;
  }

  @Override
  public Result run() {
    try (Stream<App> stream = account.open(session).apps().list()) {
      List<App> apps = stream.toList();
      return Result.done(
          Map.of("apps", apps.stream().map(app -> AppView.json(app, Optional.empty())).toList()),
          AppView.text(apps));
    }
  }
}
