package dev.registrant.engine;

import dev.registrant.Platform;
import java.time.Duration;

/** The moment by which a call has ended. */
final class Deadline {
  private final Platform platform;
  private final long end;

  private Deadline(Platform platform, long end) {
    this.platform = platform;
    this.end = end;
  }

  static Deadline in(Duration duration, Platform platform) {
    return new Deadline(platform, platform.nanoTime() + duration.toNanos());
  }

  Duration remaining() {
    return Duration.ofNanos(Math.max(0, end - platform.nanoTime()));
  }

  boolean allows(Duration wait) {
    return wait.compareTo(remaining()) < 0;
  }
}
