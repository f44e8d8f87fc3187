package dev.registrant.guice;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import dev.registrant.AccountConfiguration;
import dev.registrant.Listener;
import dev.registrant.Platform;
import dev.registrant.Policies;
import dev.registrant.ProviderCatalog;
import dev.registrant.Registrant;
import dev.registrant.Store;
import dev.registrant.spi.RegistrationProvider;
import java.util.Optional;
import java.util.Set;

/**
 * Binds {@link Registrant} for a host that uses Guice.
 *
 * <p>The host may bind what it wants otherwise, by {@code OptionalBinder.setBinding}: {@link
 * Store}, {@link Policies}, {@link Platform} and {@link ProviderCatalog}; and may add to the sets
 * of {@link AccountConfiguration} (the accounts to open), {@link RegistrationProvider} (providers
 * that are not found by ServiceLoader) and {@link Listener} (who is told what happens).
 *
 * <p>The registrant is a singleton; whoever owns the injector closes it.
 */
public final class RegistrantModule extends AbstractModule {
  private final Optional<String> actor;

  /** Makes the module. */
  public RegistrantModule() {
    this.actor = Optional.empty();
  }

  /**
   * Makes the module.
   *
   * @param actor who the audit trail names
   */
  public RegistrantModule(String actor) {
    this.actor = Optional.of(actor);
  }

  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), AccountConfiguration.class);
    Multibinder.newSetBinder(binder(), RegistrationProvider.class);
    Multibinder.newSetBinder(binder(), Listener.class);
    OptionalBinder.newOptionalBinder(binder(), Store.class)
        .setDefault()
        .toProvider(Store::inMemory)
        .in(Singleton.class);
    OptionalBinder.newOptionalBinder(binder(), Policies.class)
        .setDefault()
        .toInstance(Policies.defaults());
    OptionalBinder.newOptionalBinder(binder(), Platform.class)
        .setDefault()
        .toInstance(Platform.system());
    OptionalBinder.newOptionalBinder(binder(), ProviderCatalog.class)
        .setDefault()
        .toProvider(() -> ProviderCatalog.discover())
        .in(Singleton.class);
  }

  @Provides
  @Singleton
  Registrant registrant(
      ProviderCatalog catalog,
      Set<RegistrationProvider> furtherProviders,
      Set<AccountConfiguration> accounts,
      Set<Listener> listeners,
      Store store,
      Policies policies,
      Platform platform) {
    var builder =
        Registrant.builder()
            .providers(catalog.with(furtherProviders))
            .store(store)
            .policies(policies)
            .platform(platform);
    accounts.forEach(builder::account);
    listeners.forEach(builder::listener);
    actor.ifPresent(builder::actor);
    return builder.build();
  }
}
