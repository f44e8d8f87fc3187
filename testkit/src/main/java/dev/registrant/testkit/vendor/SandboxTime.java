package dev.registrant.testkit.vendor;

import java.time.Duration;
import java.time.Instant;

/**
 * The only source of time in a sandbox, so that a test can be exact. All methods may be called from
 * any thread.
 */
public interface SandboxTime {

  /**
   * Returns the present.
   *
   * @return an instant that never goes back
   */
  Instant now();

  /**
   * Blocks the calling thread; a manual time may return at once or when it is moved on.
   *
   * @param duration how long, never negative
   * @throws InterruptedException when the sandbox closes meanwhile
   */
  void sleep(Duration duration) throws InterruptedException;

  /**
   * Runs a task once, later, on a thread of this object's choice. A task that is still waiting when
   * its sandbox is reset or closed does nothing.
   *
   * @param delay how long from now, never negative
   * @param task what to run; it does not throw
   */
  void later(Duration delay, Runnable task);
}
