package dev.registrant.engine;

import dev.registrant.CredentialInfo;
import dev.registrant.Platform;
import dev.registrant.RegistrationId;
import dev.registrant.Store;
import dev.registrant.spi.Answer;
import dev.registrant.spi.AppId;
import dev.registrant.spi.CredentialChange;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What the store knows of one account's apps. */
final class Ledger {
  private final String accountId;
  private final Store store;
  private final Platform platform;

  Ledger(String accountId, Store store, Platform platform) {
    this.accountId = accountId;
    this.store = store;
    this.platform = platform;
  }

  RegistrationId newId() {
    return RegistrationId.random(platform.random());
  }

  /** Credentials first: a registration without its secret would be believed to be complete. */
  void register(RegistrationId id, AppId appId, Answer<?> answer) {
    register(() -> id, appId, answer);
  }

  private void register(Supplier<RegistrationId> owner, AppId appId, Answer<?> answer) {
    try {
      RegistrationId id = owner.get();
      for (CredentialChange change : answer.credentials()) {
        if (change.replacesOthers()) {
          store.revoke(id, change.kind());
        }
        CredentialInfo info =
            new CredentialInfo(
                "cred_%016x%016x"
                    .formatted(platform.random().nextLong(), platform.random().nextLong()),
                change.kind(),
                CredentialInfo.State.CURRENT);
        store.save(id, info, change.value());
      }
      store.save(new Store.Entry(id, accountId, appId));
    } catch (RuntimeException e) {
      throw notStored(appId, answer, e);
    }
  }

  /** Any answer may bring credentials, also for an app that was not registered here. */
  void keep(AppId appId, Answer<?> answer) {
    if (!answer.credentials().isEmpty()) {
      register(() -> find(appId).orElseGet(this::newId), appId, answer);
    }
  }

  void requireNoCredentials(Answer<?> answer) {
    if (!answer.credentials().isEmpty()) {
      throw new RegistrationException.ProtocolError(
          "the provider brought credentials that belong to no app",
          "This is a defect of the provider; report it",
          ErrorDetails.builder(Outcome.APPLIED).requestId(answer.requestId()).build());
    }
  }

  Optional<RegistrationId> find(AppId appId) {
    return store.find(accountId, appId).map(Store.Entry::id);
  }

  List<CredentialInfo> credentials(RegistrationId id) {
    return store.credentials(id);
  }

  void forget(AppId appId) {
    find(appId).ifPresent(store::remove);
  }

  private static RegistrationException notStored(
      AppId appId, Answer<?> answer, RuntimeException cause) {
    return new RegistrationException.SecretNotStored(
        "the vendor has the app "
            + appId
            + " and its credential could not be stored: "
            + cause.getMessage(),
        "Mend the store, then replace the app's secret, or delete the app and create it again",
        ErrorDetails.builder(Outcome.APPLIED)
            .requestId(answer.requestId())
            .candidates(List.of(appId.value()))
            .build(),
        cause);
  }
}
