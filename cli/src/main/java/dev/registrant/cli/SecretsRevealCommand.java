package dev.registrant.cli;

import dev.registrant.Account;
import dev.registrant.CredentialInfo;
import dev.registrant.RegistrationId;
import dev.registrant.Store;
import dev.registrant.spi.AppId;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes the value of a credential out of the store. */
@Command(
    name = "reveal",
    description = {
      "Takes the value of a credential out of the store and notes that in the audit trail.",
      "Give --secret-file to write it to a file, or --reveal to show it."
    })
final class SecretsRevealCommand implements Action {
  private final Session session;
  @Mixin private final AccountOption account = new AccountOption();
  @Mixin private final AppOption app = new AppOption();
  @Mixin private final SecretPlace place = new SecretPlace();

  @Option(
      names = "--credential",
      paramLabel = "CRED",
      description = "The id of the credential; by default the current one.")
  private Optional<String> credential = Optional.empty();

  SecretsRevealCommand(Session session) {
    this.session = session;
  }

  @Override
  public Result run() {
    if (!place.isGiven()) {
      throw new UsageProblem(
          "a secret is never shown unasked",
          "Give --secret-file PATH to write it to a new file, or --reveal to show it");
    }
    Configuration configuration = account.configuration(session);
    Store store = session.store(configuration);
    Account opened = account.open(session, configuration, store);
    return Asked.as(
        "secrets.reveal", () -> reveal(store, opened, app.id(opened, Operation.SECRETS_LIST)));
  }

  private Result reveal(Store store, Account opened, AppId id) {
    CredentialInfo chosen = chosen(opened.secrets().list(id));
    RegistrationId owner = owner(store, opened, id);
    Optional<SecretFile> file = place.prepare(store);
    try {
      SecretPlace.deliver(opened, owner, List.of(chosen), file, session.terminal());
      Optional<String> shown = place.shown(opened, chosen);
      return Result.done(
          Map.of("credentials", List.of(CredentialView.json(chosen, shown))),
          CredentialView.text(chosen, shown));
    } finally {
      file.ifPresent(SecretFile::close);
    }
  }

  private CredentialInfo chosen(List<CredentialInfo> all) {
    List<CredentialInfo> fitting =
        all.stream()
            .filter(
                one ->
                    credential
                        .map(one.id()::equals)
                        .orElse(one.state() == CredentialInfo.State.CURRENT))
            .toList();
    if (fitting.size() == 1) {
      return fitting.get(0);
    }
    ErrorDetails details =
        ErrorDetails.builder(Outcome.NOT_APPLIED)
            .candidates(all.stream().map(CredentialInfo::id).toList())
            .build();
    if (fitting.isEmpty()) {
      throw new RegistrationException.NotFound(
          credential
              .map(given -> "the app has no credential " + given)
              .orElse("the app has no current credential"),
          "See 'registrant secrets list'",
          details);
    }
    throw new RegistrationException.InvalidRequest(
        "the app has " + fitting.size() + " current credentials",
        "Name one with --credential",
        details);
  }

  /** The core has found the app by this id already. */
  private static RegistrationId owner(Store store, Account opened, AppId id) {
    return RegistrationId.parse(id.value())
        .or(() -> StoreWork.of(() -> store.registration(opened.id(), id)).map(Store.Entry::id))
        .orElseThrow();
  }
}
