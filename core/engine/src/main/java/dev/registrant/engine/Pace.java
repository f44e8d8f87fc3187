package dev.registrant.engine;

import dev.registrant.Event.Waiting.Reason;
import dev.registrant.Platform;
import dev.registrant.engine.Pipeline.RequestStage;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RateScope;
import dev.registrant.spi.RegistrationException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets a request pass when both the limit of its rate scope and the pause its vendor asked for
 * allow it. Each request gets a moment; in no second, wherever it begins, are there more than the
 * limit. Whoever cannot wait for a moment takes none, as others would wait for it in vain.
 */
final class Pace implements RequestStage {
  /** A bit longer than a second, for requests that the network moves together. */
  private static final long SECOND = Duration.ofMillis(1020).toNanos();

  /** A vendor may name any number; longer than this it cannot be counted with. */
  private static final Duration LONGEST_PAUSE = Duration.ofDays(365);

  private final Platform platform;

  /** Held for a few comparisons, never while somebody waits. */
  private final Lock lock = new ReentrantLock();

  /** The moments of the latest requests, as many as the limit; the oldest is {@code next}. */
  private long[] moments;

  private int next;
  private volatile int limit;
  private volatile long notBefore;

  Pace(RateScope scope, Platform platform) {
    this.platform = platform;
    this.notBefore = platform.nanoTime();
    this.limit = scope.requestsPerSecond().orElse(Integer.MAX_VALUE);
    this.moments = new long[scope.requestsPerSecond().orElse(0)];
    Arrays.fill(moments, platform.nanoTime() - SECOND);
  }

  /** Lowers the limit, if it is higher. */
  void restrict(int perSecond) {
    if (perSecond >= limit) {
      return;
    }
    lock.lock();
    try {
      if (perSecond < limit) {
        moments = latest(perSecond);
        next = 0;
        limit = perSecond;
      }
    } finally {
      lock.unlock();
    }
  }

  /** The latest moments, oldest first. */
  private long[] latest(int count) {
    long[] kept = new long[count];
    Arrays.fill(kept, platform.nanoTime() - SECOND);
    for (int i = 1; i <= Math.min(count, moments.length); i++) {
      kept[count - i] = moments[Math.floorMod(next - i, moments.length)];
    }
    return kept;
  }

  /** Nothing passes for so long. */
  void pause(Duration asked) {
    long nanos = (asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE).toNanos();
    lock.lock();
    try {
      notBefore = later(notBefore, platform.nanoTime() + nanos);
    } finally {
      lock.unlock();
    }
  }

  /** How long nothing passes. */
  Duration pauseLeft() {
    return Duration.ofNanos(Math.max(0, notBefore - platform.nanoTime()));
  }

  @Override
  public void enter(GatedCall call) {
    while (true) {
      long moment = take(call);
      long wait = moment - platform.nanoTime();
      if (wait > 0) {
        call.sleep(moment == notBefore ? Reason.PAUSE : Reason.LIMIT, Duration.ofNanos(wait));
      }
      if (notBefore - moment <= 0) {
        return; // Otherwise a pause was asked for while this one waited.
      }
    }
  }

  private long take(GatedCall call) {
    lock.lock();
    try {
      long now = platform.nanoTime();
      long pausedUntil = later(now, notBefore);
      long moment = moments.length == 0 ? pausedUntil : later(pausedUntil, moments[next] + SECOND);
      requireTime(call, Duration.ofNanos(moment - now), moment == notBefore);
      if (moments.length > 0) {
        moments[next] = moment;
        next = (next + 1) % moments.length;
      }
      return moment;
    } finally {
      lock.unlock();
    }
  }

  private void requireTime(GatedCall call, Duration wait, boolean paused) {
    if (!wait.isZero() && !call.deadline().allows(wait)) {
      String reason =
          paused
              ? "the vendor asked for a pause"
              : "the limit of " + limit + " requests a second is used";
      throw new RegistrationException.RateLimited(
          reason + ", longer than the deadline of the call allows to wait",
          "Call again after the pause",
          ErrorDetails.builder(Outcome.NOT_APPLIED).retryAfter(Optional.of(wait)).build());
    }
  }

  private static long later(long one, long other) {
    return one - other > 0 ? one : other;
  }
}
