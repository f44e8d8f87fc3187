package dev.registrant.engine;

import dev.registrant.Account;
import dev.registrant.AccountConfiguration;
import dev.registrant.Platform;
import dev.registrant.ProviderCatalog;
import dev.registrant.Registrant;
import dev.registrant.Store;
import dev.registrant.spi.Connection;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.RegistrationProvider;
import dev.registrant.spi.Settings;
import dev.registrant.spi.Violation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** The accounts that are open, by name. */
final class RunningRegistrant implements Registrant {
  private final ProviderCatalog catalog;
  private final Store store;
  private final Platform platform;
  private final Pipeline pipeline;
  private final SharedResources shared = new SharedResources();
  private final Map<String, OpenAccount> accounts = new ConcurrentSkipListMap<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  RunningRegistrant(ProviderCatalog catalog, Store store, Platform platform, Pipeline pipeline) {
    this.catalog = catalog;
    this.store = store;
    this.platform = platform;
    this.pipeline = pipeline;
  }

  @Override
  public Account account(String name) {
    OpenAccount account = accounts.get(name);
    if (account == null) {
      throw new RegistrationException.NotFound(
          "there is no open account " + name,
          accounts.isEmpty()
              ? "Open one first"
              : "Open are " + String.join(", ", accounts.keySet()),
          ErrorDetails.builder(Outcome.NOT_APPLIED).account(name).build());
    }
    return account;
  }

  @Override
  public List<Account> accounts() {
    return List.copyOf(accounts.values());
  }

  @Override
  public Account open(AccountConfiguration configuration) {
    if (closed.get()) {
      throw new IllegalStateException("the registrant is closed");
    }
    RegistrationProvider provider = catalog.provider(configuration.providerId());
    Settings settings =
        provider.configuration().bind(configuration.settings(), configuration.secrets());
    Connection connection =
        provider.connect(
            settings, new HostContext(configuration.name(), provider.id(), platform, shared));
    OpenAccount account = new OpenAccount(configuration, connection, pipeline, store, platform);
    boolean taken =
        accounts.values().stream().anyMatch(other -> other.id().equals(configuration.id()))
            || accounts.putIfAbsent(configuration.name(), account) != null;
    if (taken) {
      connection.close();
      throw new RegistrationException.InvalidRequest(
          List.of(
              new Violation(
                  "account",
                  "duplicate-account",
                  "an account with the name or id of " + configuration.name() + " is open")));
    }
    return account;
  }

  @Override
  public void close(String accountName) {
    OpenAccount account = accounts.remove(accountName);
    if (account != null) {
      account.close();
    }
  }

  @Override
  public List<RegistrationProvider> providers() {
    return catalog.providers();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      List.copyOf(accounts.keySet()).forEach(this::close);
      shared.close();
      store.close();
    }
  }
}
