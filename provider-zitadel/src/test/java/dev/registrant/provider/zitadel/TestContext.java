package dev.registrant.provider.zitadel;

import dev.registrant.spi.ConnectionContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A context whose clock can be put forward. */
final class TestContext implements ConnectionContext, AutoCloseable {
  private volatile Duration ahead = Duration.ZERO;
  private @Nullable AutoCloseable shared;

  void putForward(Duration time) {
    ahead = ahead.plus(time);
  }

  @Override
  public String account() {
    return "main";
  }

  @Override
  public String provider() {
    return "zitadel";
  }

  @Override
  public InstantSource clock() {
    return () -> Instant.now().plus(ahead);
  }

  @Override
  public RandomGenerator random() {
    return new Random(1);
  }

  @Override
  public synchronized <T extends AutoCloseable> T shared(Class<T> type, Supplier<T> factory) {
    AutoCloseable instance = shared;
    if (instance == null) {
      instance = factory.get();
      shared = instance;
    }
    return type.cast(instance);
  }

  @Override
  public synchronized void close() throws Exception {
    if (shared != null) {
      shared.close();
    }
  }
}
