package dev.registrant.engine;

import dev.registrant.CredentialInfo;
import dev.registrant.Secrets;
import dev.registrant.Store;
import dev.registrant.Store.Change;
import dev.registrant.Store.Entry;
import dev.registrant.spi.AppId;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import java.time.Duration;
import java.util.List;

/** What the store has of an account's credentials. */
final class AccountSecrets implements Secrets {
  private static final Duration LEASE = Duration.ofSeconds(10);

  private final OpenAccount account;
  private final Pipeline pipeline;
  private final Records records;

  AccountSecrets(OpenAccount account, Pipeline pipeline, Records records) {
    this.account = account;
    this.pipeline = pipeline;
    this.records = records;
  }

  @Override
  public List<CredentialInfo> list(AppId app) {
    return pipeline.local(
        account,
        Operation.APPS_GET,
        ClientMetadata.empty(),
        (none, steps) -> records.credentials(records.require(app).id()));
  }

  @Override
  public Secret reveal(String credentialId) {
    return pipeline.local(
        account,
        Operation.APPS_GET,
        ClientMetadata.empty(),
        (none, steps) -> {
          Store store = records.store();
          boolean ours =
              Journal.reading(() -> store.registrations(account.id()), "list the registrations")
                  .stream()
                  .map(Entry::id)
                  .flatMap(id -> records.credentials(id).stream())
                  .anyMatch(info -> info.id().equals(credentialId));
          if (!ours) {
            throw new RegistrationException.NotFound(
                "there is no credential " + credentialId + " in this account",
                "List the credentials of an app first",
                ErrorDetails.builder(Outcome.NOT_APPLIED).build());
          }
          Secret secret =
              Journal.reading(() -> store.reveal(credentialId), "unseal the credential")
                  .orElseThrow();
          try (Journal journal = records.journal("credential/" + credentialId, steps, LEASE)) {
            journal.before(new Change(), "credential.revealed", credentialId);
          }
          return secret;
        });
  }
}
