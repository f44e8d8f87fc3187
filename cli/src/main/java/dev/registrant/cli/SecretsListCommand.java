package dev.registrant.cli;

import dev.registrant.Account;
import dev.registrant.CredentialInfo;
import dev.registrant.spi.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the credentials of an app. */
@Command(
    name = "list",
    description = "Lists the credentials of an app as the store has them, without their values.")
final class SecretsListCommand implements Action {
  private final Session session;
  @Mixin private final AccountOption account = new AccountOption();
  @Mixin private final AppOption app = new AppOption();

  SecretsListCommand(Session session) {
    this.session = session;
  }

  @Override
  public Result run() {
    Account opened = account.open(session);
    List<CredentialInfo> credentials =
        Asked.as(
            Operation.SECRETS_LIST.word(),
            () -> opened.secrets().list(app.id(opened, Operation.SECRETS_LIST)));
    String text =
        credentials.stream()
            .map(one -> CredentialView.text(one, Optional.empty()))
            .collect(Collectors.joining("\n"));
    return Result.done(
        Map.of(
            "credentials",
            credentials.stream().map(one -> CredentialView.json(one, Optional.empty())).toList()),
        text.isEmpty() ? "there is no credential" : text);
  }
}
