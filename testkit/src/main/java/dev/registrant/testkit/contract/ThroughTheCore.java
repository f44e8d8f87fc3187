package dev.registrant.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.AccountConfiguration;
import dev.registrant.Apps;
import dev.registrant.CredentialInfo;
import dev.registrant.ProviderCatalog;
import dev.registrant.Registrant;
import dev.registrant.Registration;
import dev.registrant.Store;
import dev.registrant.spi.AppId;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.RegistrationProvider;
import dev.registrant.spi.Violation;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The part of the contract that holds for a provider with the core around it. */
final class ThroughTheCore {
  private final RegistrationProvider provider;
  private final AccountConfiguration account;
  private final NoSecretLeaks leaks;
  private final Store store = Store.inMemory();

  ThroughTheCore(RegistrationProvider provider, AccountConfiguration account, NoSecretLeaks leaks) {
    this.provider = provider;
    this.account = account;
    this.leaks = leaks;
    account.secrets().values().forEach(secret -> leaks.watch(secret.get()));
  }

  void refusesWithheld(Operation operation, AppId id, ClientMetadata change) {
    WatchedProvider watched = new WatchedProvider(provider, Set.of(operation));
    var error =
        refused(
            RegistrationException.Unsupported.class,
            watched,
            apps -> {
              switch (operation) {
                case APPS_CREATE -> apps.create(ClientMetadata.empty());
                case APPS_GET -> apps.find(id);
                case APPS_LIST -> apps.list().forEach(app -> {});
                case APPS_UPDATE -> apps.update(id, change);
                case APPS_DELETE -> apps.delete(id);
                default -> throw new IllegalArgumentException(operation + " is no call on apps");
              }
            });
    assertEquals(operation.word(), error.details().operation().orElseThrow());
  }

  void refuses(BoundCases.Case broken, AppId id) {
    WatchedProvider watched = new WatchedProvider(provider, Set.of());
    var error =
        refused(
            RegistrationException.InvalidRequest.class,
            watched,
            apps -> {
              if (broken.operation() == Operation.APPS_CREATE) {
                apps.create(broken.metadata());
              } else {
                apps.update(id, broken.metadata());
              }
            });
    List<Violation> violations = error.details().violations();
    assertTrue(
        violations.stream()
            .anyMatch(
                violation ->
                    violation.code().equals(broken.code())
                        && violation.field().split("\\[", 2)[0].equals(broken.field())),
        () -> broken.code() + " of " + broken.field() + " is not among " + violations);
  }

  void liveThroughALife(ClientMetadata newApp, ClientMetadata change, List<CredentialKind> issued) {
    try (Registrant registrant = start(provider)) {
      Apps apps = registrant.account(account.name()).apps();
      Registration created = apps.create(newApp);
      AppId id = created.app().id();
      for (CredentialInfo credential : created.credentials()) {
        leaks.watch(store.reveal(credential.id()).orElseThrow());
      }
      leaks.requireClean("the registration", created);
      assertEquals(issued, created.credentials().stream().map(CredentialInfo::kind).toList());
      assertEquals(List.of(), created.differences());
      assertEquals(created, apps.find(id));
      assertTrue(apps.list().anyMatch(app -> app.equals(created.app())), "it is listed");
      assertEquals(List.of(), apps.update(id, change).differences());
      apps.delete(id);
      assertThrows(RegistrationException.NotFound.class, () -> apps.find(id));
    }
  }

  private <E extends RegistrationException> E refused(
      Class<E> kind, WatchedProvider watched, Consumer<Apps> action) {
    try (Registrant registrant = start(watched)) {
      Apps apps = registrant.account(account.name()).apps();
      E error = assertThrows(kind, () -> action.accept(apps));
      leaks.requireClean(error);
      assertEquals(List.of(), watched.called(), "nothing is asked of the provider");
      assertEquals(Outcome.NOT_APPLIED, error.outcome());
      return error;
    }
  }

  private Registrant start(RegistrationProvider used) {
    return Registrant.builder()
        .providers(ProviderCatalog.of(List.of(used)))
        .account(account)
        .store(store)
        .build();
  }
}
