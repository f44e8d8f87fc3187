package dev.registrant;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Time, sleep and randomness. The core takes them from nowhere else, so that tests are exact.
 * Thread-safe.
 */
public interface Platform extends InstantSource {
  /** Returns the time of day. */
  @Override
  Instant instant();

  /** Returns nanoseconds from an arbitrary origin; never goes back. */
  long nanoTime();

  /**
   * Sleeps.
   *
   * @throws InterruptedException if the thread is interrupted before or while it sleeps
   */
  void sleep(Duration duration) throws InterruptedException;

  /** Returns a source of randomness good enough for ids that must not be guessed. */
  RandomGenerator random();

  /** Returns the machine's own. */
  static Platform system() {
    return SystemPlatform.INSTANCE;
  }
}
