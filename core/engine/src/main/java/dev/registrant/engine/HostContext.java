package dev.registrant.engine;

import dev.registrant.Platform;
import dev.registrant.spi.ConnectionContext;
import dev.registrant.spi.Network;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What the core offers to the provider of one account. */
record HostContext(
    String account, String provider, Network network, Platform platform, SharedResources resources)
    implements ConnectionContext {
  @Override
  public InstantSource clock() {
    return platform;
  }

  @Override
  public RandomGenerator random() {
    return platform.random();
  }

  @Override
  public <T extends AutoCloseable> T shared(Class<T> type, Supplier<T> factory) {
    return resources.get(type, factory);
  }
}
