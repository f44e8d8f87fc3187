package dev.registrant.engine;

import dev.registrant.CredentialInfo;
import dev.registrant.Difference;
import dev.registrant.OutstandingAction;
import dev.registrant.Platform;
import dev.registrant.Registration;
import dev.registrant.RegistrationId;
import dev.registrant.Store;
import dev.registrant.Store.Entry;
import dev.registrant.engine.Invocation.Steps;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Looks up what the store has of one account. */
final class Records {
  private final OpenAccount account;
  private final Store store;
  private final Platform platform;

  Records(OpenAccount account, Store store, Platform platform) {
    this.account = account;
    this.store = store;
    this.platform = platform;
  }

  Store store() {
    return store;
  }

  Platform platform() {
    return platform;
  }

  /** The vendor's id of an app that may be named by the id of its registration. */
  AppId vendorId(AppId given) {
    return find(given).map(Entry::appId).orElse(given);
  }

  /** The living registration of an app, named by the vendor's id or by ours. */
  Optional<Entry> find(AppId given) {
    return Journal.reading(
        () ->
            RegistrationId.parse(given.value())
                .flatMap(store::registration)
                .filter(entry -> entry.accountId().equals(account.id()))
                .filter(entry -> entry.deletedAt().isEmpty())
                .or(() -> store.registration(account.id(), given)),
        "look up the app " + given);
  }

  Entry require(AppId given) {
    return find(given)
        .orElseThrow(
            () ->
                new RegistrationException.NotFound(
                    "the app " + given + " was not registered here",
                    "Check the id, or adopt the app",
                    ErrorDetails.builder(Outcome.NOT_APPLIED).build()));
  }

  List<CredentialInfo> credentials(RegistrationId owner) {
    return Journal.reading(() -> store.credentials(owner), "list the credentials");
  }

  List<OutstandingAction> openActions() {
    return Journal.reading(() -> store.actions(account.id()), "list the actions").stream()
        .filter(action -> action.state() == OutstandingAction.State.OPEN)
        .toList();
  }

  Journal journal(String name, Steps steps, Duration longest) {
    return Journal.open(store, platform, account, name, steps, longest, Journal.PATIENCE);
  }

  Registration registration(Optional<Entry> entry, App app, ClientMetadata requested) {
    Optional<RegistrationId> id = entry.map(Entry::id);
    return new Registration(
        id,
        app,
        id.map(this::credentials).orElse(List.of()),
        account.connection().people().isEmpty()
            ? List.of()
            : openActions().stream()
                .filter(a -> id.filter(a.registration()::equals).isPresent())
                .toList(),
        Difference.between(requested, app.metadata()));
  }
}
