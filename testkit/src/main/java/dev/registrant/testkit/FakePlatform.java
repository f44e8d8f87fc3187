package dev.registrant.testkit;

import dev.registrant.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Time that passes only when somebody sleeps or the test says so, and randomness that repeats. Two
 * instances with one seed behave equally. Thread-safe.
 */
public final class FakePlatform implements Platform {
  private final Instant origin = Instant.parse("2026-01-01T00:00:00Z");
  private final AtomicLong passed = new AtomicLong();
  private final List<Duration> sleeps = new CopyOnWriteArrayList<>();
  private final Random random;
  private volatile Consumer<Duration> onSleep = duration -> {};

  /** Makes a platform whose randomness starts from zero. */
  public FakePlatform() {
    this(0);
  }

  /** Makes a platform whose randomness starts from a seed. */
  public FakePlatform(long seed) {
    random = new Random(seed);
  }

  @Override
  public Instant instant() {
    return origin.plusNanos(passed.get());
  }

  @Override
  public long nanoTime() {
    return passed.get();
  }

  /**
   * Returns at once, later on this clock. The duration counts as slept even if the thread is
   * interrupted.
   *
   * @throws InterruptedException if the thread is interrupted, before or by {@link #onSleep}
   */
  @Override
  public void sleep(Duration duration) throws InterruptedException {
    sleeps.add(duration);
    onSleep.accept(duration);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    advance(duration);
  }

  @Override
  public RandomGenerator random() {
    return random;
  }

  /** Lets time pass. */
  public void advance(Duration duration) {
    passed.addAndGet(duration.toNanos());
  }

  /** Returns what was slept, in order. */
  public List<Duration> sleeps() {
    return List.copyOf(sleeps);
  }

  /** Returns how long was slept in all. */
  public Duration slept() {
    return sleeps.stream().reduce(Duration.ZERO, Duration::plus);
  }

  /** Sets what happens at the begin of each sleep, for example an interruption. */
  public void onSleep(Consumer<Duration> action) {
    onSleep = action;
  }
}
