package dev.registrant.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The steps that a victim came past, in their order, and the one at which it dies. Thread-safe. */
final class Steps {
  /**
   * A step.
   *
   * @param name unique in its run
   * @param faulted whether the vendor had done wrong by then, or was not going to
   */
  record Step(String name, boolean faulted) {}

  private final Optional<String> killAt;
  private final BooleanSupplier faulted;
  private final List<Step> passed = new ArrayList<>();
  private boolean over;

  Steps(Optional<String> killAt, BooleanSupplier faulted) {
    this.killAt = killAt;
    this.faulted = faulted;
  }

  /** Returns whether the victim is to be killed now. */
  synchronized boolean isLast(String name) {
    if (over) {
      return true;
    }
    passed.add(new Step(name, faulted.getAsBoolean()));
    over = killAt.filter(name::equals).isPresent();
    return over;
  }

  /** Returns whether it came to the step at which it was to die. */
  synchronized boolean isOver() {
    return over;
  }

  synchronized List<Step> passed() {
    return List.copyOf(passed);
  }
}
