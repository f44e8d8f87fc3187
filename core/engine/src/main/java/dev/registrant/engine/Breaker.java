package dev.registrant.engine;

import dev.registrant.Event.BreakerChanged;
import dev.registrant.Platform;
import dev.registrant.Policies.BreakerPolicy;
import dev.registrant.engine.Pipeline.RequestStage;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Lets no request of a rate scope pass for a while when too many of the latest ones failed. */
final class Breaker implements RequestStage {
  private static final int PROBES = 3;
  private static final Throwable FAILED = new IOException("the vendor does not work");

  /** The library opens the way only when the time is more than over. */
  private static final Duration MORE = Duration.ofMillis(1);

  private final Platform platform;
  private final BreakerPolicy policy;
  private final CircuitBreaker breaker;
  private final Events events;
  private final AtomicReference<BreakerChanged.State> told =
      new AtomicReference<>(BreakerChanged.State.CLOSED);
  private volatile long openUntil;

  Breaker(String scope, BreakerPolicy policy, Platform platform, Events events) {
    this.platform = platform;
    this.policy = policy;
    this.events = events;
    this.breaker =
        CircuitBreaker.of(
            scope,
            CircuitBreakerConfig.custom()
                .slidingWindow(policy.window(), policy.window(), SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(policy.failurePercent())
                .waitDurationInOpenState(policy.open())
                .permittedNumberOfCallsInHalfOpenState(PROBES)
                .clock(new SteadyClock(platform))
                .currentTimestampFunction(clock -> platform.nanoTime(), TimeUnit.NANOSECONDS)
                .build());
  }

  /**
   * Tells that the state has changed. The library's own events are not asked for, as it would make
   * one for each request.
   */
  private void tellChange() {
    BreakerChanged.State state = state(breaker.getState());
    BreakerChanged.State before = told.get();
    if (state != before && told.compareAndSet(before, state)) {
      if (state == BreakerChanged.State.OPEN) {
        openUntil = platform.nanoTime() + policy.open().plus(MORE).toNanos();
      }
      events.tell(new BreakerChanged(breaker.getName(), state));
    }
  }

  private static BreakerChanged.State state(CircuitBreaker.State state) {
    return switch (state) {
      case OPEN, FORCED_OPEN -> BreakerChanged.State.OPEN;
      case HALF_OPEN -> BreakerChanged.State.HALF_OPEN;
      default -> BreakerChanged.State.CLOSED;
    };
  }

  @Override
  public void enter(GatedCall call) {
    boolean permitted = breaker.tryAcquirePermission();
    tellChange();
    if (!permitted) {
      Duration left = Duration.ofNanos(Math.max(0, openUntil - platform.nanoTime()));
      throw new RegistrationException.Unavailable(
          "of the latest "
              + policy.window()
              + " requests to the vendor too many failed, so none is sent for a while",
          "Call again later; nothing was sent",
          ErrorDetails.builder(Outcome.NOT_APPLIED)
              .retryAfter(left.isZero() ? Optional.empty() : Optional.of(left))
              .build(),
          null);
    }
  }

  @Override
  public void left(Ending ending) {
    switch (ending) {
      case WORKS -> breaker.onSuccess(0, TimeUnit.NANOSECONDS);
      case FAILED -> breaker.onError(0, TimeUnit.NANOSECONDS, FAILED);
      case ABANDONED -> breaker.releasePermission();
    }
    tellChange();
  }

  /** A time of day that jumps would open the way too early, or never. */
  private static final class SteadyClock extends Clock {
    private final Platform platform;

    SteadyClock(Platform platform) {
      this.platform = platform;
    }

    @Override
    public Instant instant() {
      return Instant.EPOCH.plusNanos(platform.nanoTime());
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
