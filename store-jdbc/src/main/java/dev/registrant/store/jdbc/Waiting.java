package dev.registrant.store.jdbc;

import dev.registrant.Platform;
import java.time.Duration;

/** Waits between tries until its time is over. For one thread. */
final class Waiting {
  private static final int TRIES = 200;

  private final Platform platform;
  private final Duration pause;
  private final long end;

  private Waiting(Platform platform, Duration longest) {
    this.platform = platform;
    this.pause = longest.dividedBy(TRIES);
    this.end = platform.nanoTime() + longest.toNanos();
  }

  static Waiting upTo(Duration longest) {
    return new Waiting(Platform.system(), longest);
  }

  /** Waits, not as long as anybody else; returns whether there is time for another try. */
  boolean again() {
    if (platform.nanoTime() - end >= 0) {
      return false;
    }
    try {
      platform.sleep(pause.plusNanos(platform.random().nextLong(pause.toNanos() + 1)));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
