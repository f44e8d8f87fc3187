package dev.registrant.provider.servicetitan;

import dev.registrant.spi.ConnectionContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** A context with a given clock and repeatable randomness. */
final class FakeContext implements ConnectionContext, AutoCloseable {
  private final InstantSource clock;
  private final RandomGenerator random = new Random(1);
  private Optional<AutoCloseable> shared = Optional.empty();

  FakeContext(InstantSource clock) {
    this.clock = clock;
  }

  static FakeContext at(String instant) {
    return new FakeContext(InstantSource.fixed(Instant.parse(instant)));
  }

  @Override
  public String account() {
    return "main";
  }

  @Override
  public String provider() {
    return "servicetitan";
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  @Override
  public RandomGenerator random() {
    return random;
  }

  @Override
  public synchronized <T extends AutoCloseable> T shared(Class<T> type, Supplier<T> factory) {
    if (shared.isEmpty()) {
      shared = Optional.of(factory.get());
    }
    return type.cast(shared.get());
  }

  @Override
  public void close() throws Exception {
    if (shared.isPresent()) {
      shared.get().close();
    }
  }
}
