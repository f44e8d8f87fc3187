package dev.registrant.crash;

import java.util.Optional;

/**
 * One death.
 *
 * @param subject who is written to
 * @param write what is written
 * @param fault what the vendor does wrong meanwhile
 * @param killAt the step to be killed at; empty to let the process end by itself
 */
record Case(Subject subject, Write write, Optional<FaultAt> fault, Optional<String> killAt) {
  String faultWord() {
    return fault.map(FaultAt::toString).orElse("none");
  }

  @Override
  public String toString() {
    return subject.word()
        + ", "
        + write.word()
        + ", fault "
        + faultWord()
        + ", "
        + killAt.map(step -> "killed at " + step).orElse("not killed");
  }
}
