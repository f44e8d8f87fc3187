package dev.registrant.engine;

import dev.registrant.Account;
import dev.registrant.AccountConfiguration;
import dev.registrant.Backlog;
import dev.registrant.Duty;
import dev.registrant.Event.Reconciled;
import dev.registrant.Intent;
import dev.registrant.Intent.Stage;
import dev.registrant.Platform;
import dev.registrant.ProviderCatalog;
import dev.registrant.Reconciliation;
import dev.registrant.Reconciliation.Open;
import dev.registrant.Reconciliation.Settled;
import dev.registrant.Registrant;
import dev.registrant.Store;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.Connection;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.RegistrationProvider;
import dev.registrant.spi.Settings;
import dev.registrant.spi.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** The accounts that are open, by name. */
final class RunningRegistrant implements Registrant {
  private final ProviderCatalog catalog;
  private final Store store;
  private final Platform platform;
  private final Pipeline pipeline;
  private final Events events;
  private final String actor;
  private final SharedResources shared = new SharedResources();

  /** By the id of the provider. */
  private final Map<String, AppCaches> caches = new ConcurrentHashMap<>();

  private final Map<String, OpenAccount> accounts = new ConcurrentSkipListMap<>();
  private final Lock opening = new ReentrantLock();
  private volatile boolean closed;
  private volatile Optional<ReconcileSchedule> schedule = Optional.empty();

  RunningRegistrant(
      ProviderCatalog catalog,
      Store store,
      Platform platform,
      Pipeline pipeline,
      Events events,
      String actor) {
    this.catalog = catalog;
    this.store = store;
    this.platform = platform;
    this.pipeline = pipeline;
    this.events = events;
    this.actor = actor;
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
    requireOpen();
    RegistrationProvider provider = catalog.provider(configuration.providerId());
    OpenAccount account =
        new OpenAccount(
            configuration,
            connect(provider, configuration),
            pipeline,
            store,
            platform,
            actor,
            caches.computeIfAbsent(configuration.providerId(), id -> new AppCaches()));
    boolean added = false;
    try {
      add(account);
      added = true;
    } finally {
      if (!added) {
        account.close();
      }
    }
    return account;
  }

  private Connection connect(RegistrationProvider provider, AccountConfiguration configuration) {
    try {
      Settings settings =
          provider
              .configuration()
              .bind(configuration.settings(), configuration.secrets(), platform);
      return provider.connect(
          settings,
          new HostContext(
              configuration.name(), provider.id(), configuration.network(), platform, shared));
    } catch (RegistrationException e) {
      throw e;
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (Throwable e) { // a failed assertion and a missing class too are of this account alone
      throw Fault.in(
          "the provider",
          e,
          ErrorDetails.builder(Outcome.NOT_APPLIED)
              .account(configuration.name())
              .provider(configuration.providerId())
              .build());
    }
  }

  private void add(OpenAccount account) {
    opening.lock();
    try {
      requireOpen();
      boolean taken =
          accounts.values().stream()
              .anyMatch(
                  other -> other.name().equals(account.name()) || other.id().equals(account.id()));
      if (taken) {
        throw new RegistrationException.InvalidRequest(
            List.of(
                new Violation(
                    "account",
                    "duplicate-account",
                    "an account with the name or id of " + account.name() + " is open")));
      }
      accounts.put(account.name(), account);
    } finally {
      opening.unlock();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the registrant is closed");
    }
  }

  @Override
  public void close(String accountName) {
    OpenAccount account = accounts.remove(accountName);
    if (account != null) {
      account.close();
    }
  }

  @Override
  public Reconciliation reconcile() {
    if (accounts.values().stream().anyMatch(this::isRestored)) {
      throw new RegistrationException.Unavailable(
          "the store is a restored copy, older than the one that was last used, or another one:"
              + " nothing was settled",
          "Bring back the newer one, or accept this one ('registrant store accept-restored'), then"
              + " reconcile again",
          ErrorDetails.builder(Outcome.NOT_APPLIED).build(),
          null);
    }
    List<Settled> settled = new ArrayList<>();
    List<Open> open = new ArrayList<>();
    List<Duty> duties = new ArrayList<>();
    for (OpenAccount account : accounts.values()) {
      try {
        reconcile(account, settled, open, duties);
      } catch (RegistrationException.Interrupted | RegistrationException.Unsupported e) {
        throw e;
      } catch (RegistrationException e) {
        open.add(
            new Open(
                "", account.name(), Operation.APPS_LIST.word(), Optional.empty(), e.problem()));
      }
    }
    Reconciliation result = new Reconciliation(settled, open, duties);
    events.tell(new Reconciled(result));
    return result;
  }

  private void reconcile(
      OpenAccount account, List<Settled> settled, List<Open> open, List<Duty> duties) {
    pipeline.local(
        account,
        Operation.APPS_LIST,
        ClientMetadata.empty(),
        (none, steps) -> {
          RequireCapability.requireWritable(account);
          Reconciler reconciler =
              new Reconciler(account, store.forReconciliation(), platform, steps);
          try {
            reconciler.run();
          } finally {
            settled.addAll(reconciler.settled());
            open.addAll(reconciler.open());
          }
          duties.addAll(Journal.reading(() -> store.duties(account.id()), "list the duties"));
          return account;
        });
  }

  private boolean isRestored(OpenAccount account) {
    try {
      return store.standing(account.id()) == Store.Standing.RESTORED;
    } catch (RuntimeException e) {
      return false; // A store that cannot be read is told of account by account.
    }
  }

  @Override
  public List<Backlog> backlog() {
    return accounts.values().stream().map(this::backlog).toList();
  }

  private Backlog backlog(OpenAccount account) {
    Instant now = platform.instant();
    List<Intent> open =
        Journal.reading(() -> store.openIntents(account.id(), now), "list the intents").stream()
            .filter(intent -> !intent.stage().isClosed())
            .toList();
    int damaged =
        Journal.reading(() -> store.damagedIntents(account.id(), now), "list the intents").size();
    return new Backlog(
        account.name(),
        open.size() + damaged,
        open.stream()
            .map(Intent::begunAt)
            .min(Instant::compareTo)
            .filter(now::isAfter)
            .map(oldest -> Duration.between(oldest, now))
            .orElse(Duration.ZERO),
        damaged
            + (int) open.stream().filter(intent -> intent.stage() == Stage.NEEDS_DECISION).count(),
        Journal.reading(() -> store.duties(account.id()), "list the duties").size());
  }

  /** Starts the schedule; called once, before anybody has the registrant. */
  void reconcileEvery(Duration every) {
    schedule = Optional.of(ReconcileSchedule.start(this, every, platform));
  }

  @Override
  public List<RegistrationProvider> providers() {
    return catalog.providers();
  }

  @Override
  public void close() {
    opening.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
    } finally {
      opening.unlock();
    }
    schedule.ifPresent(ReconcileSchedule::close);
    List.copyOf(accounts.keySet()).forEach(this::close);
    shared.close();
    store.close();
  }
}
