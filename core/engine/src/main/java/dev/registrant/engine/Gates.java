package dev.registrant.engine;

import dev.registrant.spi.RateScope;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The gates of all rate scopes, shared by the accounts that a vendor counts together. */
final class Gates {
  private final Function<RateScope, Gate> factory;
  private final Map<String, Gate> gates = new ConcurrentHashMap<>();

  Gates(Function<RateScope, Gate> factory) {
    this.factory = factory;
  }

  /** Returns the gate of an account. Where several share it, the strictest limit holds. */
  Gate of(OpenAccount account) {
    RateScope scope = account.connection().rateScope();
    Gate gate = gates.get(scope.id());
    if (gate == null) {
      gate = gates.computeIfAbsent(scope.id(), id -> factory.apply(scope));
    }
    if (scope.requestsPerSecond().isPresent()) {
      gate.pace().restrict(account.shareOf(scope.requestsPerSecond().getAsInt()));
    }
    return gate;
  }
}
