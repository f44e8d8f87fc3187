package dev.registrant.engine;

import dev.registrant.AccountConfiguration;
import dev.registrant.Listener;
import dev.registrant.Platform;
import dev.registrant.Policies;
import dev.registrant.ProviderCatalog;
import dev.registrant.Registrant;
import dev.registrant.Store;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Wires the engine. Hosts use {@link Registrant#builder()} instead. */
public final class Engine {
  private Engine() {}

  /**
   * Starts a registrant and opens its accounts. Sends nothing.
   *
   * @throws RegistrationException.InvalidRequest with the violations of all accounts at once
   */
  public static Registrant start(
      ProviderCatalog catalog,
      Policies policies,
      Store store,
      Platform platform,
      List<Listener> listeners,
      String actor,
      Optional<Duration> reconcileEvery,
      List<AccountConfiguration> accounts) {
    Events events = new Events(listeners);
    Pipeline pipeline = new Pipeline(policies, platform, events);
    RunningRegistrant registrant =
        new RunningRegistrant(catalog, store, platform, pipeline, events, actor);
    List<Violation> violations = new ArrayList<>();
    for (AccountConfiguration account : accounts) {
      try {
        registrant.open(account);
      } catch (RegistrationException.InvalidRequest e) {
        e.details()
            .violations()
            .forEach(
                v ->
                    violations.add(
                        new Violation(
                            account.name() + "." + v.field(),
                            v.code(),
                            "account " + account.name() + ": " + v.message())));
      } catch (RuntimeException e) {
        registrant.close();
        throw e;
      }
    }
    if (!violations.isEmpty()) {
      registrant.close();
      throw new RegistrationException.InvalidRequest(violations);
    }
    reconcileEvery.ifPresent(registrant::reconcileEvery);
    return registrant;
  }
}
