package dev.registrant.guice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import dev.registrant.NamedProvider;
import dev.registrant.Policies;
import dev.registrant.ProviderCatalog;
import dev.registrant.Registrant;
import dev.registrant.Store;
import dev.registrant.spi.RegistrationProvider;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistrantModuleTest {
  @Test
  void defaultsGiveARunningRegistrantAsASingleton() {
    var injector = Guice.createInjector(new RegistrantModule());
    Registrant registrant = injector.getInstance(Registrant.class);
    assertSame(registrant, injector.getInstance(Registrant.class));
    assertEquals(List.of(), registrant.accounts());
    assertSame(injector.getInstance(Store.class), injector.getInstance(Store.class));
    assertFalse(injector.getInstance(Store.class).isDurable());
    registrant.close();
  }

  @Test
  void hostReplacesPortsAndAddsProviders() {
    Store store = Store.inMemory();
    Policies policies = Policies.defaults().withDeadline(Duration.ofSeconds(1));
    var injector =
        Guice.createInjector(
            new RegistrantModule(),
            new AbstractModule() {
              @Override
              protected void configure() {
                OptionalBinder.newOptionalBinder(binder(), Store.class)
                    .setBinding()
                    .toInstance(store);
                OptionalBinder.newOptionalBinder(binder(), Policies.class)
                    .setBinding()
                    .toInstance(policies);
                OptionalBinder.newOptionalBinder(binder(), ProviderCatalog.class)
                    .setBinding()
                    .toInstance(ProviderCatalog.of(List.of(new NamedProvider("one"))));
                Multibinder.newSetBinder(binder(), RegistrationProvider.class)
                    .addBinding()
                    .toInstance(new NamedProvider("two"));
              }
            });
    assertSame(store, injector.getInstance(Store.class));
    assertSame(policies, injector.getInstance(Policies.class));
    try (Registrant registrant = injector.getInstance(Registrant.class)) {
      assertEquals(
          List.of("one", "two"),
          registrant.providers().stream().map(RegistrationProvider::id).toList());
      assertTrue(registrant.accounts().isEmpty());
    }
  }
}
