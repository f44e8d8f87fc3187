package dev.registrant.crash;

import dev.registrant.testkit.Fault;
import dev.registrant.testkit.FaultKind;
import java.time.Duration;
import java.util.Optional;

/**
 * What the vendor does wrong.
 *
 * @param kind what it does
 * @param operation the request it does it to
 * @param times how often
 * @param status what a refusal answers
 */
record FaultAt(FaultKind kind, String operation, int times, int status) {
  /**
   * How long after the request a late commit comes, and how long reads lag: until the victim is
   * dead.
   */
  private static final Duration LATE = Duration.ofMillis(400);

  /** Longer than a victim waits that meets it. */
  private static final Duration SLOW = Duration.ofSeconds(4);

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int FORBIDDEN = 403;

  FaultAt(FaultKind kind, String operation) {
    this(kind, operation, FORBIDDEN);
  }

  FaultAt(FaultKind kind, String operation, int status) {
    this(kind, operation, 1, status);
  }

  FaultAt times(int count) {
    return new FaultAt(kind, operation, count, status);
  }

  Fault at(String vendor) {
    return Fault.of(vendor, operation, kind).lasting(span()).times(times).status(status);
  }

  /** How long it goes on after the victim is dead. */
  Duration aftermath() {
    return switch (kind) {
      case LATE_COMMIT, STALE_READ -> LATE.plusMillis(50);
      default -> Duration.ZERO;
    };
  }

  /** How long a call may take that meets it, if it is not to take as long as any. */
  Optional<Duration> deadline() {
    return switch (kind) {
      case SLOW, SLOW_BODY -> Optional.of(PATIENCE);
      default -> Optional.empty();
    };
  }

  private Duration span() {
    return switch (kind) {
      case SLOW, SLOW_BODY -> SLOW;
      case LATE_COMMIT, STALE_READ -> LATE;
      default -> Duration.ofSeconds(1);
    };
  }

  @Override
  public String toString() {
    String what = kind.wireName() + (kind == FaultKind.REFUSE ? " " + status : "");
    return what + " at " + operation;
  }
}
