package dev.registrant;

import static java.util.Objects.requireNonNull;

import dev.registrant.engine.Engine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds a {@link Registrant}. Not thread-safe. */
public final class RegistrantBuilder {
  private final List<AccountConfiguration> accounts = new ArrayList<>();
  private @Nullable ProviderCatalog providers;
  private Policies policies = Policies.defaults();
  private Store store = Store.inMemory();
  private Platform platform = Platform.system();
  private final List<Listener> listeners = new ArrayList<>();
  private String actor = "host";
  private Optional<Duration> reconcileEvery = Optional.empty();

  RegistrantBuilder() {}

  /** Adds an account to be opened by {@link #build()}. */
  public RegistrantBuilder account(AccountConfiguration configuration) {
    accounts.add(requireNonNull(configuration, "configuration"));
    return this;
  }

  /** Sets the providers; by default those that the thread's context class loader finds. */
  public RegistrantBuilder providers(ProviderCatalog catalog) {
    providers = requireNonNull(catalog, "catalog");
    return this;
  }

  /**
   * Sets deadlines, retries, breaker, cache and whether it may write; see {@link
   * Policies#defaults()}.
   */
  public RegistrantBuilder policies(Policies value) {
    policies = requireNonNull(value, "value");
    return this;
  }

  /** Sets the store; by default {@link Store#inMemory()}, which is not durable. */
  public RegistrantBuilder store(Store value) {
    store = requireNonNull(value, "value");
    return this;
  }

  /**
   * Reconciles on a schedule, in a thread of its own; by default only {@link
   * Registrant#reconcile()} does.
   *
   * @param every the time between the end of one and the start of the next; above zero, at most
   *     36,500 days
   * @throws IllegalArgumentException if it is not
   */
  public RegistrantBuilder reconcileEvery(Duration every) {
    Policies.requireInRange(every, "every");
    reconcileEvery = Optional.of(every);
    return this;
  }

  /** Sets who the audit trail names; by default {@code host}. */
  public RegistrantBuilder actor(String name) {
    actor = requireNonNull(name, "name");
    return this;
  }

  /** Adds somebody to be told what happens; the log is told in any case. */
  public RegistrantBuilder listener(Listener listener) {
    listeners.add(requireNonNull(listener, "listener"));
    return this;
  }

  /** Sets time, sleep and randomness; by default those of the machine. For tests. */
  public RegistrantBuilder platform(Platform value) {
    platform = requireNonNull(value, "value");
    return this;
  }

  /**
   * Returns a running registrant with its accounts open. Sends nothing.
   *
   * @throws dev.registrant.spi.RegistrationException.InvalidRequest as {@link Registrant#open}
   *     does, with the violations of all accounts at once
   */
  public Registrant build() {
    ProviderCatalog catalog = providers == null ? ProviderCatalog.discover() : providers;
    return Engine.start(
        catalog, policies, store, platform, listeners, actor, reconcileEvery, accounts);
  }
}
