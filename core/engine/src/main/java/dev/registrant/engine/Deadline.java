package dev.registrant.engine;

import dev.registrant.Platform;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
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

  /** Sleeps within a call whose request has been carried out. */
  void sleep(Duration wait) {
    try {
      platform.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistrationException.Interrupted(
          "interrupted while waiting for the vendor",
          "Reconcile, or call again with the same key",
          ErrorDetails.builder(Outcome.UNKNOWN).build());
    }
  }

  boolean allows(Duration wait) {
    return wait.compareTo(remaining()) < 0;
  }
}
