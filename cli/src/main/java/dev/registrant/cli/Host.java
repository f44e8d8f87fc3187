package dev.registrant.cli;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.ProvisionException;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import dev.registrant.AccountConfiguration;
import dev.registrant.Policies;
import dev.registrant.ProviderCatalog;
import dev.registrant.Registrant;
import dev.registrant.Store;
import dev.registrant.guice.RegistrantModule;
import dev.registrant.spi.RegistrationException;
import java.util.List;

/** Binds what the command supplies to a {@link Registrant} and starts it. */
final class Host extends AbstractModule {
  private final ProviderCatalog catalog;
  private final Policies policies;
  private final Store store;
  private final List<AccountConfiguration> accounts;

  private Host(
      ProviderCatalog catalog,
      Policies policies,
      Store store,
      List<AccountConfiguration> accounts) {
    this.catalog = catalog;
    this.policies = policies;
    this.store = store;
    this.accounts = accounts;
  }

  /**
   * Starts a registrant with open accounts. Sends nothing.
   *
   * @param actor who the audit trail names
   * @throws RegistrationException.InvalidRequest with the violations of all accounts
   */
  static Registrant start(
      ProviderCatalog catalog,
      Policies policies,
      Store store,
      List<AccountConfiguration> accounts,
      String actor) {
    Injector injector =
        Guice.createInjector(
            new RegistrantModule(actor), new Host(catalog, policies, store, accounts));
    try {
      return injector.getInstance(Registrant.class);
    } catch (ProvisionException e) {
      if (e.getCause() instanceof RegistrationException cause) {
        throw cause;
      }
      throw e;
    }
  }

  @Override
  protected void configure() {
    OptionalBinder.newOptionalBinder(binder(), ProviderCatalog.class)
        .setBinding()
        .toInstance(catalog);
    OptionalBinder.newOptionalBinder(binder(), Policies.class).setBinding().toInstance(policies);
    OptionalBinder.newOptionalBinder(binder(), Store.class).setBinding().toInstance(store);
    Multibinder<AccountConfiguration> set =
        Multibinder.newSetBinder(binder(), AccountConfiguration.class);
    accounts.forEach(account -> set.addBinding().toInstance(account));
  }
}
