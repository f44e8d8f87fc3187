package dev.registrant;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How long calls may take and how failures are repeated.
 *
 * @param deadline the most a call may take in all, waiting and repeating included; above zero
 * @param retry how failures that may be repeated are
 */
public record Policies(Duration deadline, RetryPolicy retry) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the deadline is not above zero
   */
  public Policies {
    requireNonNull(retry, "retry");
    if (deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException("the deadline is above zero");
    }
  }

  /** 30 seconds a call; up to four requests, 200 ms doubling to 10 s between them. */
  public static Policies defaults() {
    return new Policies(Duration.ofSeconds(30), RetryPolicy.defaults());
  }

  /** Returns these policies with another deadline. */
  public Policies withDeadline(Duration value) {
    return new Policies(value, retry);
  }

  /** Returns these policies with other retries. */
  public Policies withRetry(RetryPolicy value) {
    return new Policies(deadline, value);
  }

  /**
   * How failures are repeated. What may be repeated at all is not a policy: it follows from the
   * failure and the operation.
   *
   * @param maxAttempts the most requests for one step, the first included; 1 to repeat nothing
   * @param initialDelay the mean wait before the first repeat
   * @param maxDelay the most to wait between two, unless the vendor asks for more
   */
  public record RetryPolicy(int maxAttempts, Duration initialDelay, Duration maxDelay) {
    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if there is no attempt or a delay is not above zero
     */
    public RetryPolicy {
      if (maxAttempts < 1) {
        throw new IllegalArgumentException("maxAttempts is at least 1");
      }
      if (initialDelay.toMillis() < 1 || maxDelay.compareTo(initialDelay) < 0) {
        throw new IllegalArgumentException("1 ms <= initialDelay <= maxDelay");
      }
    }

    /** Up to four requests, 200 ms doubling to 10 s between them. */
    public static RetryPolicy defaults() {
      return new RetryPolicy(4, Duration.ofMillis(200), Duration.ofSeconds(10));
    }
  }
}
