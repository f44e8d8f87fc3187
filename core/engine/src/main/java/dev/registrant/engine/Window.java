package dev.registrant.engine;

import java.time.Duration;
import java.util.Arrays;

/**
 * The moments of the latest requests, as many as are allowed in a length of time; empty allows any
 * number. Not thread-safe.
 */
final class Window {
  private final long length;

  /** The oldest is {@code next}. */
  private long[] moments;

  private int next;

  Window(Duration length, int allowed, long now) {
    this.length = length.toNanos();
    this.moments = new long[allowed];
    Arrays.fill(moments, now - this.length);
  }

  /** From when on there is room for another, or the given moment if there is room then. */
  long room(long atFirst) {
    if (moments.length == 0) {
      return atFirst;
    }
    long room = moments[next] + length;
    return room - atFirst > 0 ? room : atFirst;
  }

  void add(long moment) {
    if (moments.length > 0) {
      moments[next] = moment;
      next = (next + 1) % moments.length;
    }
  }

  /** Allows another number from now on. */
  void allow(int allowed, long now) {
    long[] kept = new long[allowed];
    Arrays.fill(kept, now - length);
    for (int i = 1; i <= Math.min(allowed, moments.length); i++) {
      kept[allowed - i] = moments[Math.floorMod(next - i, moments.length)];
    }
    moments = kept;
    next = 0;
  }
}
