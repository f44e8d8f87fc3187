package dev.registrant.cli;

import dev.registrant.AccountConfiguration;
import dev.registrant.Policies;
import dev.registrant.ProviderCatalog;
import dev.registrant.Registrant;
import dev.registrant.Store;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Violation;
import dev.registrant.store.jdbc.JdbcStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One run of the command: the options that all commands have, and what follows from them. What is
 * not asked for is not read. For one thread.
 */
final class Session implements AutoCloseable {
  private final Terminal terminal;
  private final Map<String, String> env;
  private final RegistrantCommand options;
  private Optional<ProviderPath> providers = Optional.empty();
  private Optional<Registrant> registrant = Optional.empty();
  private Optional<JdbcStore> durable = Optional.empty();

  Session(Terminal terminal, Map<String, String> env, RegistrantCommand options) {
    this.terminal = terminal;
    this.env = Map.copyOf(env);
    this.options = options;
  }

  Terminal terminal() {
    return terminal;
  }

  /** Returns the value of an environment variable that is set to something. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(env.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  /** Returns the providers there are; what cannot be loaded is told on standard error, once. */
  ProviderPath providers() {
    if (providers.isEmpty()) {
      ProviderPath found = ProviderPath.open(options.providerPath);
      found.problems().forEach(p -> terminal.note("warning: " + Printable.clean(p)));
      providers = Optional.of(found);
    }
    return providers.get();
  }

  /**
   * Returns the configuration, which has no problems as far as can be told without opening the
   * accounts.
   *
   * @throws RegistrationException.InvalidRequest with everything that is wrong with it
   */
  Configuration configuration() {
    ProviderCatalog catalog = providers().catalog();
    Configuration configuration = new ConfigurationReader(catalog, env).read(options.config);
    if (!configuration.problems().isEmpty()) {
      try (Registrant others = start(configuration, Store.inMemory())) {
        throw configuration.invalid();
      }
    }
    return configuration;
  }

  /**
   * Returns the configuration, which is known to have the account.
   *
   * @throws RegistrationException.InvalidRequest if it has none of that name
   */
  Configuration configurationWith(String account) {
    Configuration configuration = configuration();
    List<String> names = configuration.accountNames().stream().sorted().toList();
    Optional<String> problem =
        names.isEmpty()
            ? Optional.of(configuration.file() + " has no account")
            : Choice.problem("account", account, names);
    problem.ifPresent(
        message -> {
          throw new RegistrationException.InvalidRequest(
              List.of(new Violation("--account", "unknown-account", message)));
        });
    return configuration;
  }

  /**
   * Opens the durable store of the configuration. It is closed with the session.
   *
   * @return empty if the configuration has none
   * @throws RegistrationException.InvalidRequest if it cannot be used
   * @throws RegistrationException.Unavailable if it cannot be used at this moment
   */
  Optional<JdbcStore> durableStore(Configuration configuration) {
    if (durable.isEmpty()) {
      durable = configuration.store().map(StoreSettings::open);
    }
    return durable;
  }

  /** Opens the store of the configuration; one in memory if it has none. */
  Store store(Configuration configuration) {
    return durableStore(configuration).<Store>map(Function.identity()).orElseGet(Store::inMemory);
  }

  /**
   * Opens the accounts. Sends nothing. The registrant is closed with the session.
   *
   * @throws RegistrationException.InvalidRequest with everything that is wrong with the
   *     configuration
   */
  Registrant open(Configuration configuration, Store store) {
    Registrant started = start(configuration, store);
    registrant = Optional.of(started);
    return started;
  }

  @Override
  public void close() {
    registrant.ifPresent(Registrant::close);
    durable.ifPresent(JdbcStore::close);
    providers.ifPresent(ProviderPath::close);
  }

  private Registrant start(Configuration configuration, Store store) {
    try {
      return Host.start(
          providers().catalog(),
          policies(configuration.policies()),
          store,
          configuration.accounts(),
          options.actor());
    } catch (RegistrationException.InvalidRequest e) {
      configuration.problems().addFromCore(e.details().violations(), configuration.accountNames());
      throw configuration.invalid();
    }
  }

  private Policies policies(Policies configured) {
    return options.timeout.map(configured::withDeadline).orElse(configured);
  }

  /**
   * Opens one account and closes it again. Sends nothing.
   *
   * @throws RegistrationException if it cannot be opened for other reasons than its configuration,
   *     which is told when all are opened
   */
  void tryOut(Configuration configuration, AccountConfiguration account) {
    try {
      Host.start(
              providers().catalog(),
              policies(configuration.policies()),
              Store.inMemory(),
              List.of(account),
              options.actor())
          .close();
    } catch (RegistrationException.InvalidRequest e) {
      // Told when all are opened.
    }
  }
}
