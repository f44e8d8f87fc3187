package dev.registrant.engine;

import dev.registrant.Event.Waiting.Reason;
import dev.registrant.Platform;
import dev.registrant.engine.Pipeline.RequestStage;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RateScope;
import dev.registrant.spi.RegistrationException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets a request pass when both the limit of its rate scope and the pause its vendor asked for
 * allow it. Each request gets a moment; in no second, wherever it begins, are there more than the
 * limit. Whoever cannot wait for a moment takes none, as others would wait for it in vain. Since
 * connections take time, whether a request may go is asked again when it can be sent at once.
 */
final class Pace implements RequestStage {
  /** A bit longer than a second, for requests that the network moves together. */
  private static final Duration SECOND = Duration.ofMillis(1020);

  /** Between the two, so that what goes out a little late is not asked to wait once more. */
  private static final Duration SECOND_OF_SENDING = Duration.ofMillis(1010);

  /** A vendor may name any number; longer than this it cannot be counted with. */
  private static final Duration LONGEST_PAUSE = Duration.ofDays(365);

  private final Platform platform;

  /** Held for a few comparisons, never while somebody waits. */
  private final Lock lock = new ReentrantLock();

  /** The moments that were given. */
  private final Window given;

  /** When requests were sent. */
  private final Window sent;

  private volatile int limit;
  private volatile long notBefore;

  Pace(RateScope scope, Platform platform) {
    long now = platform.nanoTime();
    int allowed = scope.requestsPerSecond().orElse(0);
    this.platform = platform;
    this.notBefore = now;
    this.limit = scope.requestsPerSecond().orElse(Integer.MAX_VALUE);
    this.given = new Window(SECOND, allowed, now);
    this.sent = new Window(SECOND_OF_SENDING, allowed, now);
  }

  /** Lowers the limit, if it is higher. */
  void restrict(int perSecond) {
    if (perSecond >= limit) {
      return;
    }
    lock.lock();
    try {
      if (perSecond < limit) {
        given.allow(perSecond, platform.nanoTime());
        sent.allow(perSecond, platform.nanoTime());
        limit = perSecond;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Nothing passes for so long since a moment. */
  void pause(long since, Duration asked) {
    long nanos = (asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE).toNanos();
    lock.lock();
    try {
      notBefore = later(notBefore, since + nanos);
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

  /** Whether a request that was let through, and can be sent at once, may be; it counts then. */
  boolean confirm() {
    lock.lock();
    try {
      long now = platform.nanoTime();
      boolean allowed = sent.room(later(now, notBefore)) - now <= 0;
      if (allowed) {
        sent.add(now);
      }
      return allowed;
    } finally {
      lock.unlock();
    }
  }

  private long take(GatedCall call) {
    lock.lock();
    try {
      long now = platform.nanoTime();
      long moment = given.room(sent.room(later(now, notBefore)));
      if (moment - now > 0) {
        requireTime(call, Duration.ofNanos(moment - now), moment == notBefore);
      }
      given.add(moment);
      return moment;
    } finally {
      lock.unlock();
    }
  }

  private void requireTime(GatedCall call, Duration wait, boolean paused) {
    if (!call.deadline().allows(wait)) {
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
