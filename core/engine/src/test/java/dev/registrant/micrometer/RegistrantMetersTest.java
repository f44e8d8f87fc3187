package dev.registrant.micrometer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.registrant.Event;
import dev.registrant.Event.BreakerChanged;
import dev.registrant.Event.CallEnded;
import dev.registrant.Event.Reconciled;
import dev.registrant.Event.Repeating;
import dev.registrant.Event.RequestEnded;
import dev.registrant.Event.Waiting;
import dev.registrant.ProviderCatalog;
import dev.registrant.Reconciliation;
import dev.registrant.Reconciliation.Result;
import dev.registrant.Reconciliation.Settled;
import dev.registrant.Registrant;
import dev.registrant.spi.Operation;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RegistrantMetersTest {
  private static final Duration TIME = Duration.ofMillis(5);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final RegistrantMeters meters = new RegistrantMeters(registry);

  @Test
  void callsRequestsAndWaitsAreTimed() {
    Operation operation = Operation.APPS_GET;
    meters.on(new CallEnded("main", "snyk", operation, "call_1", "done", 1, TIME));
    meters.on(
        new RequestEnded("main", "snyk", operation, "call_1", "GET", OptionalInt.of(200), TIME));
    meters.on(
        new RequestEnded("main", "snyk", operation, "call_1", "GET", OptionalInt.empty(), TIME));
    meters.on(new Waiting("main", "snyk", operation, "call_1", Waiting.Reason.PAUSE, TIME));
    assertEquals(5, millis("registrant.call", "ending", "done"));
    assertEquals(5, millis("registrant.request", "status", "200"));
    assertEquals(5, millis("registrant.request", "status", "none"));
    assertEquals(5, millis("registrant.wait", "reason", "pause"));
  }

  @Test
  void repeatsAndSettledWritesAreCounted() {
    meters.on(new Repeating("main", "snyk", Operation.APPS_GET, "call_1", "Unavailable", 1));
    Settled settled =
        new Settled("key", "main", "apps.create", Result.ADOPTED, Optional.of("app"), "");
    meters.on(new Reconciled(new Reconciliation(List.of(settled, settled), List.of(), List.of())));
    assertEquals(1, registry.get("registrant.repeat").tag("kind", "Unavailable").counter().count());
    assertEquals(
        2, registry.get("registrant.reconcile").tag("result", "adopted").counter().count());
  }

  @Test
  void stateOfABreakerIsANumber() {
    for (BreakerChanged.State state : BreakerChanged.State.values()) {
      meters.on(new BreakerChanged("scope", state));
      assertEquals(
          state.ordinal(),
          registry.get("registrant.breaker").tag("scope", "scope").gauge().value());
    }
    assertEquals(2, BreakerChanged.State.OPEN.ordinal());
  }

  @Test
  void whatIsOpenIsAskedForWhenTheRegistryIsRead() {
    try (Registrant registrant =
        Registrant.builder().providers(ProviderCatalog.of(List.of())).build()) {
      meters.bindTo(registrant);
      for (String name :
          List.of(
              "registrant.intents.open",
              "registrant.intents.decisions",
              "registrant.duties",
              "registrant.cache.size")) {
        assertEquals(0, registry.get(name).gauge().value(), name);
      }
      assertEquals(0, registry.get("registrant.intents.age").timeGauge().value());
      assertEquals(
          0, registry.get("registrant.cache.gets").tag("result", "hit").functionCounter().count());
    }
  }

  @Test
  void metersBearTheNamesOfTheEvents() {
    Event event = new BreakerChanged("scope", BreakerChanged.State.OPEN);
    meters.on(event);
    assertEquals(1, registry.get(event.name()).gauges().size());
  }

  private double millis(String name, String tag, String value) {
    return registry
        .get(name)
        .tags("account", "main", "provider", "snyk", "operation", "apps.get", tag, value)
        .timer()
        .totalTime(TimeUnit.MILLISECONDS);
  }
}
