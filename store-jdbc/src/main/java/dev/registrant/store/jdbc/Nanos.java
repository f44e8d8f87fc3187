package dev.registrant.store.jdbc;

import java.time.Duration;
import java.time.Instant;

/**
 * Times in columns that are compared, in nanoseconds since 1970. Before 1678 and after 2262 they
 * are the first and the last that can be told.
 */
final class Nanos {
  private static final long PER_SECOND = 1_000_000_000;
  private static final long LAST_SECOND = Long.MAX_VALUE / PER_SECOND - 1;

  private Nanos() {}

  static long of(Instant time) {
    long second = Math.max(-LAST_SECOND, Math.min(LAST_SECOND, time.getEpochSecond()));
    return second * PER_SECOND + time.getNano();
  }

  static Instant instant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, PER_SECOND), Math.floorMod(nanos, PER_SECOND));
  }

  static long after(Instant time, Duration duration) {
    long second = Math.min(LAST_SECOND, time.getEpochSecond());
    return of(Instant.ofEpochSecond(second, time.getNano()).plus(duration));
  }
}
