package dev.registrant.engine;

import dev.registrant.Platform;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RateScope;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.RequestPermit;
import io.github.resilience4j.ratelimiter.RateLimiter;
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

  private final RateScope scope;
  private final Platform platform;
  private final Optional<RateLimiter> limiter;
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

  private static RateLimiter limiter(RateScope scope, Platform platform) {
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
    long until = platform.nanoTime() + retryAfter.orElse(scope.quiet()).toNanos();
    notBefore.accumulateAndGet(until, (one, other) -> one - other > 0 ? one : other);
  }

  RequestPermit enter(Deadline deadline) {
    pause(deadline, "the vendor asked for a pause", pauseLeft());
    if (limiter.isPresent()) {
      long nanos = limiter.get().reservePermission();
      pause(
          deadline,
          "the limit of " + scope.requestsPerSecond().orElseThrow() + " requests a second is used",
          Duration.ofNanos(nanos < 0 ? Long.MAX_VALUE : nanos));
      // Another thread may have been refused while this one waited for its permission.
      pause(deadline, "the vendor asked for a pause", pauseLeft());
    }
    return new RequestPermit() {
      @Override
      public void answered(int status) {}

      @Override
      public void unanswered() {}
    };
  }

  private Duration pauseLeft() {
    return Duration.ofNanos(Math.max(0, notBefore.get() - platform.nanoTime()));
  }

  private void pause(Deadline deadline, String reason, Duration wait) {
    if (wait.isZero()) {
      return;
    }
    if (!deadline.allows(wait)) {
      throw new RegistrationException.RateLimited(
          reason + ", longer than the deadline of the call allows to wait",
          "Call again after the pause",
          ErrorDetails.builder(Outcome.NOT_APPLIED).retryAfter(Optional.of(wait)).build());
    }
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
}
