package dev.registrant.engine;

import dev.registrant.Account;
import dev.registrant.AccountConfiguration;
import dev.registrant.Apps;
import dev.registrant.Platform;
import dev.registrant.Store;
import dev.registrant.spi.App;
import dev.registrant.spi.Capabilities;
import dev.registrant.spi.Connection;

/** An account with its connection. */
final class OpenAccount implements Account {
  private final AccountConfiguration configuration;
  private final Connection connection;
  private final Apps apps;

  OpenAccount(
      AccountConfiguration configuration,
      Connection connection,
      Pipeline pipeline,
      Store store,
      Platform platform) {
    this.configuration = configuration;
    this.connection = connection;
    this.apps = new AccountApps(this, pipeline, store, platform);
  }

  @Override
  public String name() {
    return configuration.name();
  }

  @Override
  public String id() {
    return configuration.id();
  }

  @Override
  public String providerId() {
    return configuration.providerId();
  }

  @Override
  public Capabilities capabilities() {
    return connection.capabilities();
  }

  @Override
  public Capabilities capabilities(App app) {
    return connection.capabilities(app);
  }

  @Override
  public Apps apps() {
    return apps;
  }

  Connection connection() {
    return connection;
  }

  void close() {
    connection.close();
  }
}
