package dev.registrant.testkit;

import dev.registrant.testkit.vendor.SandboxTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A time that stands still until it is moved; sleeping moves it. */
public final class ManualTime implements SandboxTime {

  private record Task(Instant due, Runnable work) {}

  private final List<Task> tasks = new ArrayList<>();
  private Instant now = Instant.parse("2025-11-21T12:00:00Z");

  @Override
  public synchronized Instant now() {
    return now;
  }

  @Override
  public void sleep(Duration duration) {
    forward(duration);
  }

  @Override
  public synchronized void later(Duration delay, Runnable task) {
    tasks.add(new Task(now.plus(delay), task));
  }

  /** Moves on and runs what has become due. */
  public void forward(Duration duration) {
    List<Task> due = new ArrayList<>();
    synchronized (this) {
      now = now.plus(duration);
      for (Task task : List.copyOf(tasks)) {
        if (!task.due().isAfter(now)) {
          due.add(task);
          tasks.remove(task);
        }
      }
    }
    due.forEach(task -> task.work().run());
  }
}
