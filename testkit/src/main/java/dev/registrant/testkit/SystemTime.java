package dev.registrant.testkit;

import dev.registrant.testkit.vendor.SandboxTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Real time; waiting tasks run on one daemon thread. */
final class SystemTime implements SandboxTime, AutoCloseable {

  private final ScheduledThreadPoolExecutor scheduler =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread thread = new Thread(task, "sandbox-later");
            thread.setDaemon(true);
            return thread;
          });

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    Thread.sleep(duration.toMillis());
  }

  @Override
  public void later(Duration delay, Runnable task) {
    try {
      Object unused = scheduler.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // the sandbox has closed: as documented, the task does nothing
    }
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
  }
}
