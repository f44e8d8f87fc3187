package dev.registrant.engine;

import dev.registrant.Account;
import dev.registrant.AccountConfiguration;
import dev.registrant.Actions;
import dev.registrant.Apps;
import dev.registrant.CacheStatistics;
import dev.registrant.Platform;
import dev.registrant.Secrets;
import dev.registrant.Store;
import dev.registrant.spi.App;
import dev.registrant.spi.Capabilities;
import dev.registrant.spi.Connection;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.HumanSteps;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Repeatability;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Phaser;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An account with its connection. */
final class OpenAccount implements Account {
  private static final Logger LOG = LoggerFactory.getLogger(OpenAccount.class);

  private final AccountConfiguration configuration;
  private final Connection connection;
  private final Pipeline pipeline;
  private final String actor;
  private final AppCaches caches;
  private final AppCache cache;
  private final Apps apps;
  private final Secrets secrets;
  private final Actions actions;

  /** One party for the open account, one for each call under way. */
  private final Phaser underWay = new Phaser(1);

  private volatile boolean closing;

  OpenAccount(
      AccountConfiguration configuration,
      Connection connection,
      Pipeline pipeline,
      Store store,
      Platform platform,
      String actor,
      AppCaches caches) {
    this.configuration = configuration;
    this.connection = connection;
    this.pipeline = pipeline;
    this.actor = actor;
    this.caches = caches;
    this.cache = caches.open(pipeline.policies().cache(), platform);
    Records records = new Records(this, store, platform);
    this.secrets = new AccountSecrets(this, pipeline, records);
    if (connection.people().isPresent()) {
      HumanSteps people = connection.people().get();
      PeopleApps planned = new PeopleApps(this, pipeline, records, people);
      this.apps = planned;
      this.actions = new AccountActions(this, pipeline, records, planned, people);
    } else {
      this.apps = new AccountApps(this, pipeline, records);
      this.actions = new NoActions(this);
    }
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
    return allowed(connection.capabilities());
  }

  @Override
  public Capabilities capabilities(App app) {
    return allowed(connection.capabilities(app));
  }

  private Capabilities allowed(Capabilities capabilities) {
    if (!isReadOnly()) {
      return capabilities;
    }
    Map<Operation, Repeatability> reads = new EnumMap<>(Operation.class);
    capabilities
        .operations()
        .forEach(
            (operation, repeatability) -> {
              if (!operation.isWrite()) {
                reads.put(operation, repeatability);
              }
            });
    return new Capabilities(reads, capabilities.metadata(), capabilities.retired());
  }

  @Override
  public CacheStatistics cacheStatistics() {
    return cache.statistics();
  }

  @Override
  public boolean isRunByPeople() {
    return connection.people().isPresent();
  }

  @Override
  public Apps apps() {
    return apps;
  }

  @Override
  public Secrets secrets() {
    return secrets;
  }

  @Override
  public Actions actions() {
    return actions;
  }

  String actor() {
    return actor;
  }

  Connection connection() {
    return connection;
  }

  boolean isReadOnly() {
    return pipeline.policies().readOnly();
  }

  boolean isOpen() {
    return !closing;
  }

  AppCache cache() {
    return cache;
  }

  /** The caches of all accounts that may have what this one has. */
  AppCaches caches() {
    return caches;
  }

  /** The gate of the account's rate scope, which may change with its key. */
  Gate gate() {
    return pipeline.gate(this);
  }

  /** How much of a vendor's limit is for this account: at least one request a second. */
  int shareOf(int requestsPerSecond) {
    return Math.max(1, (int) (requestsPerSecond * configuration.rateShare()));
  }

  /** Runs a call; {@link #close} waits for it. */
  <T> T whileOpen(Operation operation, Supplier<T> call) {
    if (closing || underWay.register() < 0) {
      throw new RegistrationException.NotFound(
          "the account " + name() + " is closed",
          "Open it again and take the account from there; nothing was sent",
          ErrorDetails.builder(Outcome.NOT_APPLIED)
              .account(name())
              .provider(providerId())
              .operation(operation)
              .build());
    }
    try {
      return call.get();
    } finally {
      underWay.arriveAndDeregister();
    }
  }

  /** Refuses new calls, waits for those under way, each of which has a deadline, and closes. */
  void close() {
    closing = true;
    underWay.awaitAdvance(underWay.arriveAndDeregister());
    caches.close(cache);
    try {
      connection.close();
    } catch (RuntimeException e) {
      LOG.warn("registrant.close failed for account {}: {}", name(), e.getClass().getName());
    }
  }
}
