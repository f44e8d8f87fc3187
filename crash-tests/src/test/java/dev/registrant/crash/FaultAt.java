package dev.registrant.crash;

import dev.registrant.testkit.Fault;
import dev.registrant.testkit.FaultKind;
import java.time.Duration;

/**
 * What the vendor does wrong.
 *
 * @param kind what it does
 * @param operation the request it does it to
 * @param times how often
 */
record FaultAt(FaultKind kind, String operation, int times) {
  /** How long after the request a late commit comes: after the victim is dead. */
  static final Duration LATE = Duration.ofMillis(400);

  FaultAt(FaultKind kind, String operation) {
    this(kind, operation, 1);
  }

  Fault at(String vendor) {
    Fault fault = Fault.of(vendor, operation, kind).times(times);
    return kind == FaultKind.LATE_COMMIT ? fault.lasting(LATE) : fault;
  }

  @Override
  public String toString() {
    return kind.wireName() + " at " + operation;
  }
}
