package dev.registrant.engine;

import dev.registrant.Platform;
import dev.registrant.spi.Connection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The gates of all rate scopes, shared by the accounts that a vendor counts together. */
final class RateScopes {
  private final Platform platform;
  private final Map<String, RateGate> gates = new ConcurrentHashMap<>();

  RateScopes(Platform platform) {
    this.platform = platform;
  }

  RateGate of(Connection connection) {
    var scope = connection.rateScope();
    return gates.computeIfAbsent(scope.id(), id -> new RateGate(scope, platform));
  }
}
