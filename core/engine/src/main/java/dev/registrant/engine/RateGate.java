package dev.registrant.engine;

import dev.registrant.Platform;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RateScope;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.RequestPermit;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Passed before each request of a rate scope: waits for the pause a vendor asked for and for a
 * permission of the limiter, within the deadline.
 */
final class RateGate {
  private static final Duration LONGEST_QUEUE = Duration.ofHours(1);

  /** A vendor may name any number; longer than this it cannot be counted with. */
  private static final Duration LONGEST_PAUSE = Duration.ofDays(365);

  private final RateScope scope;
  private final Platform platform;
  private final Optional<AtomicRateLimiter> limiter;
  private final AtomicLong notBefore;

  RateGate(RateScope scope, Platform platform) {
    this.scope = scope;
    this.platform = platform;
    this.notBefore = new AtomicLong(platform.nanoTime());
    this.limiter =
        scope.requestsPerSecond().isEmpty()
            ? Optional.empty()
            : Optional.of(limiter(scope, platform));
  }

  private static AtomicRateLimiter limiter(RateScope scope, Platform platform) {
    RateLimiterConfig config =
        RateLimiterConfig.custom()
            .limitForPeriod(scope.requestsPerSecond().orElseThrow())
            .limitRefreshPeriod(Duration.ofSeconds(1))
            .timeoutDuration(LONGEST_QUEUE)
            .build();
    return new AtomicRateLimiter(scope.id(), config, platform::nanoTime);
  }

  /** The vendor refused a request for being one too many. */
  void refused(Optional<Duration> retryAfter) {
    Duration pause = retryAfter.orElse(scope.quiet());
    long nanos = (pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE).toNanos();
    long until = platform.nanoTime() + nanos;
    notBefore.accumulateAndGet(until, (one, other) -> one - other > 0 ? one : other);
  }

  RequestPermit enter(Deadline deadline) {
    waitOutPause(deadline);
    limiter.ifPresent(
        limits -> {
          takePermission(limits, deadline);
          waitOutPause(deadline);
        });
    if (deadline.remaining().isZero()) {
      throw new RegistrationException.Unavailable(
          "the deadline of the call has passed",
          "Call again, with more time; this request was not sent",
          ErrorDetails.builder(Outcome.NOT_APPLIED).build(),
          null);
    }
    return new RequestPermit() {
      @Override
      public void answered(int status) {}

      @Override
      public void unanswered() {}
    };
  }

  /** Another thread may be refused while this one waits, so one wait is not enough. */
  private void waitOutPause(Deadline deadline) {
    for (Duration left = pauseLeft(); !left.isZero(); left = pauseLeft()) {
      pause(deadline, "the vendor asked for a pause", left);
    }
  }

  /** Whoever cannot wait for a permission takes none: others would wait for it in vain. */
  private void takePermission(AtomicRateLimiter limits, Deadline deadline) {
    String reason =
        "the limit of " + scope.requestsPerSecond().orElseThrow() + " requests a second is used";
    requireTime(deadline, reason, Duration.ofNanos(limits.getDetailedMetrics().getNanosToWait()));
    long nanos = limits.reservePermission();
    pause(deadline, reason, Duration.ofNanos(nanos < 0 ? Long.MAX_VALUE : nanos));
  }

  /** How long no request of this scope may be sent. */
  Duration pauseLeft() {
    return Duration.ofNanos(Math.max(0, notBefore.get() - platform.nanoTime()));
  }

  private void pause(Deadline deadline, String reason, Duration wait) {
    if (wait.isZero()) {
      return;
    }
    requireTime(deadline, reason, wait);
    try {
      platform.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistrationException.Interrupted(
          "interrupted while waiting because " + reason,
          "Call again; the request was not sent",
          ErrorDetails.builder(Outcome.NOT_APPLIED).build());
    }
  }

  private static void requireTime(Deadline deadline, String reason, Duration wait) {
    if (!wait.isZero() && !deadline.allows(wait)) {
      throw new RegistrationException.RateLimited(
          reason + ", longer than the deadline of the call allows to wait",
          "Call again after the pause",
          ErrorDetails.builder(Outcome.NOT_APPLIED).retryAfter(Optional.of(wait)).build());
    }
  }
}
