package dev.registrant.crash;

import dev.registrant.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** The machine's own time and randomness, with a clock that is ahead. */
record LaterPlatform(Duration ahead) implements Platform {
  @Override
  public Instant instant() {
    return Platform.system().instant().plus(ahead);
  }

  @Override
  public long nanoTime() {
    return Platform.system().nanoTime();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    Platform.system().sleep(duration);
  }

  @Override
  public RandomGenerator random() {
    return Platform.system().random();
  }
}
