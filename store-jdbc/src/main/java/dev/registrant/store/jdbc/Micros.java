package dev.registrant.store.jdbc;

import java.time.Duration;
import java.time.Instant;

/**
 * Times in columns that are compared, in microseconds since 1970. Rounded so that nothing ends
 * before its time; times out of range become the nearest in it.
 */
final class Micros {
  private static final long PER_SECOND = 1_000_000;
  private static final long NANOS = 1_000;

  private Micros() {}

  static long floor(Instant time) {
    return of(time, time.getNano() / NANOS);
  }

  static long ceiling(Instant time) {
    return of(time, (time.getNano() + NANOS - 1) / NANOS);
  }

  static long of(Duration duration) {
    return duration.toSeconds() * PER_SECOND;
  }

  private static long of(Instant time, long micros) {
    long limit = Long.MAX_VALUE / PER_SECOND / 2; // room to add to it
    long seconds = Math.max(-limit, Math.min(limit, time.getEpochSecond()));
    return seconds * PER_SECOND + micros;
  }
}
