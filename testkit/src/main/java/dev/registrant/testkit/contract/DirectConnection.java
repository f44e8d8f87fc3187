package dev.registrant.testkit.contract;

import dev.registrant.AccountConfiguration;
import dev.registrant.Platform;
import dev.registrant.spi.Connection;
import dev.registrant.spi.ConnectionContext;
import dev.registrant.spi.RegistrationProvider;
import dev.registrant.spi.Settings;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** A connection without the core around it, so that a test sees what the provider itself does. */
final class DirectConnection implements ConnectionContext, AutoCloseable {
  private final AccountConfiguration account;
  private final Map<Class<?>, AutoCloseable> shared = new LinkedHashMap<>();
  private final Settings settings;
  private final Connection connection;

  DirectConnection(RegistrationProvider provider, AccountConfiguration account) {
    this.account = account;
    this.settings = provider.configuration().bind(account.settings(), account.secrets());
    this.connection = provider.connect(settings, this);
  }

  Settings settings() {
    return settings;
  }

  Connection connection() {
    return connection;
  }

  @Override
  public String account() {
    return account.name();
  }

  @Override
  public String provider() {
    return account.providerId();
  }

  @Override
  public InstantSource clock() {
    return Platform.system();
  }

  @Override
  public RandomGenerator random() {
    return Platform.system().random();
  }

  @Override
  public synchronized <T extends AutoCloseable> T shared(Class<T> type, Supplier<T> factory) {
    AutoCloseable resource = shared.get(type);
    if (resource == null) {
      resource = factory.get();
      shared.put(type, resource);
    }
    return type.cast(resource);
  }

  @Override
  public synchronized void close() throws Exception {
    connection.close();
    for (AutoCloseable resource : shared.values()) {
      resource.close();
    }
  }
}
