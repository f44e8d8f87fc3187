package dev.registrant;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * How long calls may take, how failures are repeated, and what is kept from the vendors. Vendors'
 * limits are not among them: those come from the providers.
 *
 * @param deadline the most a call may take in all, waiting and repeating included; above zero, at
 *     most 36,500 days
 * @param retry how failures that may be repeated are
 * @param breaker when to stop sending requests that fail; empty for never
 * @param cache how long an app that was read is good for; empty for not at all
 * @param readOnly whether everything that would change something at a vendor, and {@link
 *     Registrant#reconcile()}, is refused with {@code Unsupported} before anything is sent
 */
public record Policies(
    Duration deadline,
    RetryPolicy retry,
    Optional<BreakerPolicy> breaker,
    Optional<CachePolicy> cache,
    boolean readOnly) {
  private static final Duration LONGEST = Duration.ofDays(36_500);

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the deadline is not above zero or above 36,500 days
   */
  public Policies {
    requireNonNull(retry, "retry");
    requireNonNull(breaker, "breaker");
    requireNonNull(cache, "cache");
    requireInRange(deadline, "the deadline");
  }

  /** 30 seconds a call, the defaults of the parts, and writes allowed. */
  public static Policies defaults() {
    return new Policies(
        Duration.ofSeconds(30),
        RetryPolicy.defaults(),
        Optional.of(BreakerPolicy.defaults()),
        Optional.of(CachePolicy.defaults()),
        false);
  }

  /** Returns these policies with another deadline. */
  public Policies withDeadline(Duration value) {
    return new Policies(value, retry, breaker, cache, readOnly);
  }

  /** Returns these policies with other retries. */
  public Policies withRetry(RetryPolicy value) {
    return new Policies(deadline, value, breaker, cache, readOnly);
  }

  /** Returns these policies with another breaker, or none. */
  public Policies withBreaker(Optional<BreakerPolicy> value) {
    return new Policies(deadline, retry, value, cache, readOnly);
  }

  /** Returns these policies with another cache, or none. */
  public Policies withCache(Optional<CachePolicy> value) {
    return new Policies(deadline, retry, breaker, value, readOnly);
  }

  /** Returns these policies for a registrant that only reads, or that may write. */
  public Policies withReadOnly(boolean value) {
    return new Policies(deadline, retry, breaker, cache, value);
  }

  /**
   * Checks a duration that a host sets; times are counted in nanoseconds, of which a {@code long}
   * holds 292 years.
   *
   * @throws IllegalArgumentException if it is not above zero or above 36,500 days
   */
  static void requireInRange(Duration duration, String what) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(what + " is above zero");
    }
    requireNotTooLong(duration, what);
  }

  static void requireNotTooLong(Duration duration, String what) {
    if (duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(what + " is at most " + LONGEST.toDays() + " days");
    }
  }

  /**
   * How failures are repeated. What may be repeated at all is not a policy: it follows from the
   * failure and the operation.
   *
   * @param maxAttempts the most requests for one step, the first included; 1 to repeat nothing
   * @param initialDelay the mean wait before the first repeat
   * @param maxDelay the most to wait between two, unless the vendor asks for more; at most 36,500
   *     days
   * @param budget how many repeats one rate scope has in reserve, so that an outage is not answered
   *     by four times the load; a repeat takes one, but for those a vendor asked for (429)
   * @param payback how many successful steps put one back
   */
  public record RetryPolicy(
      int maxAttempts, Duration initialDelay, Duration maxDelay, int budget, int payback) {
    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if a number is below one, a delay is not above zero or the
     *     longest is above 36,500 days
     */
    public RetryPolicy {
      if (maxAttempts < 1 || budget < 1 || payback < 1) {
        throw new IllegalArgumentException("maxAttempts, budget and payback are at least 1");
      }
      requireNotTooLong(maxDelay, "maxDelay");
      if (initialDelay.compareTo(Duration.ofMillis(1)) < 0
          || maxDelay.compareTo(initialDelay) < 0) {
        throw new IllegalArgumentException("1 ms <= initialDelay <= maxDelay");
      }
    }

    /**
     * Up to four requests, 200 ms doubling to 10 s between them; 100 repeats in reserve, ten
     * successes for one.
     */
    public static RetryPolicy defaults() {
      return new RetryPolicy(4, Duration.ofMillis(200), Duration.ofSeconds(10), 100, 10);
    }

    /** Returns this policy with another number of requests for one step. */
    public RetryPolicy withMaxAttempts(int value) {
      return new RetryPolicy(value, initialDelay, maxDelay, budget, payback);
    }

    /** Returns this policy with other waits. */
    public RetryPolicy withDelays(Duration initial, Duration max) {
      return new RetryPolicy(maxAttempts, initial, max, budget, payback);
    }

    /** Returns this policy with another budget. */
    public RetryPolicy withBudget(int repeats, int successes) {
      return new RetryPolicy(maxAttempts, initialDelay, maxDelay, repeats, successes);
    }
  }

  /**
   * When a rate scope stops sending: if of its latest requests too many had no answer, or one that
   * says the vendor does not work (500 to 599 but 501). After a while three requests are let
   * through to find out.
   *
   * <p>A call that is stopped so waits until then and tries to be one of those three, if its
   * deadline and the {@link RetryPolicy} allow that: it counts as a repeat and takes one of the
   * reserve. If not, it fails at once with {@code Unavailable}, not applied, and the time left.
   *
   * @param window how many of the latest requests are looked at; nothing happens before so many
   * @param failurePercent how many of them must have failed, 1 to 100
   * @param open how long nothing is sent then; above zero, at most 36,500 days
   */
  public record BreakerPolicy(int window, int failurePercent, Duration open) {
    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public BreakerPolicy {
      if (window < 1 || failurePercent < 1 || failurePercent > 100) {
        throw new IllegalArgumentException("window is at least 1, failurePercent 1 to 100");
      }
      requireInRange(open, "open");
    }

    /** Half of the latest 20 requests; ten seconds. */
    public static BreakerPolicy defaults() {
      return new BreakerPolicy(20, 50, Duration.ofSeconds(10));
    }
  }

  /**
   * How long an app that was read is good for. What this registrant changes is never served from
   * before the change; what others change may be, for as long as this, unless the vendor says
   * meanwhile that the app is missing. Credentials are not cached, and neither is that an app is
   * missing.
   *
   * @param maximumSize the most apps kept for one account; at least 1
   * @param timeToLive how old an app may be; above zero, at most 36,500 days
   */
  public record CachePolicy(int maximumSize, Duration timeToLive) {
    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public CachePolicy {
      if (maximumSize < 1) {
        throw new IllegalArgumentException("maximumSize is at least 1");
      }
      requireInRange(timeToLive, "timeToLive");
    }

    /** 10,000 apps; 30 seconds. */
    public static CachePolicy defaults() {
      return new CachePolicy(10_000, Duration.ofSeconds(30));
    }
  }
}
