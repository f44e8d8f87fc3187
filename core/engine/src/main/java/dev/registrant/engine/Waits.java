package dev.registrant.engine;

import dev.registrant.Event.Waiting;
import dev.registrant.Platform;
import dev.registrant.spi.Operation;
import java.time.Duration;

/** How calls wait: it is told, and the platform sleeps. */
final class Waits {
  private final Platform platform;
  private final Events events;

  Waits(Platform platform, Events events) {
    this.platform = platform;
    this.events = events;
  }

  void sleep(Invocation<?> invocation, Operation operation, Waiting.Reason reason, Duration time)
      throws InterruptedException {
    events.tell(
        new Waiting(
            invocation.account().name(),
            invocation.account().providerId(),
            operation,
            invocation.correlation(),
            reason,
            time));
    platform.sleep(time);
  }
}
