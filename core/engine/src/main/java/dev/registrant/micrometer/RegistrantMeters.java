package dev.registrant.micrometer;

import static java.util.Objects.requireNonNull;

import dev.registrant.Account;
import dev.registrant.Backlog;
import dev.registrant.CacheStatistics;
import dev.registrant.Event;
import dev.registrant.Event.BreakerChanged;
import dev.registrant.Event.CallEnded;
import dev.registrant.Event.Reconciled;
import dev.registrant.Event.Repeating;
import dev.registrant.Event.RequestEnded;
import dev.registrant.Event.Waiting;
import dev.registrant.Listener;
import dev.registrant.Reconciliation.Settled;
import dev.registrant.Registrant;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;

/**
 * Keeps what happens as meters, each named as its {@link Event#name()}:
 *
 * <ul>
 *   <li>timers {@code registrant.call} (account, provider, operation, ending), {@code
 *       registrant.request} (account, provider, operation, method, status), {@code registrant.wait}
 *       (account, provider, operation, reason);
 *   <li>counters {@code registrant.repeat} (account, provider, operation, kind) and {@code
 *       registrant.reconcile} (result);
 *   <li>gauge {@code registrant.breaker} (scope): 0 closed, 1 half-open, 2 open;
 *   <li>after {@link #bindTo}: gauges {@code registrant.intents.open}, {@code
 *       registrant.intents.age} (of the oldest), {@code registrant.intents.decisions}, {@code
 *       registrant.duties}, counter {@code registrant.cache.gets} (result) and gauge {@code
 *       registrant.cache.size}, of all open accounts together.
 * </ul>
 *
 * <p>Thread-safe.
 *
 * @see dev.registrant.RegistrantBuilder#listener
 */
public final class RegistrantMeters implements Listener {
  private final MeterRegistry registry;
  private final Map<String, AtomicInteger> breakers = new ConcurrentHashMap<>();

  /** Makes meters in a registry; they appear as things happen. */
  public RegistrantMeters(MeterRegistry registry) {
    this.registry = requireNonNull(registry, "registry");
  }

  /**
   * Adds what a registrant is asked for each time the registry is read. The gauges of what is open
   * read its store then.
   */
  public void bindTo(Registrant registrant) {
    backlog(registrant, "registrant.intents.open", Backlog::openIntents);
    backlog(registrant, "registrant.intents.decisions", Backlog::decisions);
    backlog(registrant, "registrant.duties", Backlog::duties);
    TimeGauge.builder(
            "registrant.intents.age", registrant, TimeUnit.MILLISECONDS, RegistrantMeters::oldest)
        .register(registry);
    gets(registrant, "hit", CacheStatistics::hits);
    gets(registrant, "miss", CacheStatistics::misses);
    Gauge.builder(
            "registrant.cache.size", registrant, bound -> ofCaches(bound, CacheStatistics::size))
        .register(registry);
  }

  private void backlog(Registrant registrant, String name, ToDoubleFunction<Backlog> part) {
    Gauge.builder(name, registrant, bound -> bound.backlog().stream().mapToDouble(part).sum())
        .register(registry);
  }

  private static double oldest(Registrant registrant) {
    return registrant.backlog().stream()
        .mapToLong(backlog -> backlog.oldest().toMillis())
        .max()
        .orElse(0);
  }

  private void gets(Registrant registrant, String result, ToDoubleFunction<CacheStatistics> part) {
    FunctionCounter.builder("registrant.cache.gets", registrant, bound -> ofCaches(bound, part))
        .tag("result", result)
        .register(registry);
  }

  private static double ofCaches(Registrant registrant, ToDoubleFunction<CacheStatistics> part) {
    return registrant.accounts().stream().map(Account::cacheStatistics).mapToDouble(part).sum();
  }

  @Override
  public void on(Event event) {
    if (event instanceof RequestEnded e) {
      Tags tags = tags(e).and("method", e.method(), "status", status(e));
      registry.timer(e.name(), tags).record(e.time());
    } else if (event instanceof CallEnded e) {
      registry.timer(e.name(), tags(e).and("ending", e.ending())).record(e.time());
    } else if (event instanceof Waiting e) {
      String reason = e.reason().name().toLowerCase(Locale.ROOT);
      registry.timer(e.name(), tags(e).and("reason", reason)).record(e.time());
    } else if (event instanceof Repeating e) {
      registry.counter(e.name(), tags(e).and("kind", e.kind())).increment();
    } else if (event instanceof BreakerChanged e) {
      breakers.computeIfAbsent(e.scope(), this::breaker).set(e.state().ordinal());
    } else if (event instanceof Reconciled e) {
      for (Settled settled : e.result().settled()) {
        registry.counter(e.name(), "result", settled.result().word()).increment();
      }
    }
  }

  private static Tags tags(Event.InCall event) {
    return Tags.of(
        "account",
        event.account(),
        "provider",
        event.provider(),
        "operation",
        event.operation().word());
  }

  private static String status(RequestEnded event) {
    return event.status().isPresent() ? String.valueOf(event.status().getAsInt()) : "none";
  }

  private AtomicInteger breaker(String scope) {
    AtomicInteger state = new AtomicInteger();
    Gauge.builder("registrant.breaker", state, AtomicInteger::get)
        .tag("scope", scope)
        .register(registry);
    return state;
  }
}
