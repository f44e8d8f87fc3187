package dev.registrant.testkit.engine;

import dev.registrant.spi.RegistrationException;
import java.util.Optional;

/** What befalls a process at one of its steps: it dies, or it is suspended for long. */
final class Fate {
  /** The process is gone. No code of ours catches this. */
  static final class ProcessDied extends Error {
    private static final long serialVersionUID = 1L;

    ProcessDied() {
      super("the process died", null, false, false);
    }
  }

  private final boolean deadly;
  private final Runnable whileSuspended;
  private int countdown;
  private boolean dead;
  private Optional<RegistrationException> insteadOfAnswer = Optional.empty();

  private Fate(int countdown, boolean deadly, Runnable whileSuspended) {
    this.countdown = countdown;
    this.deadly = deadly;
    this.whileSuspended = whileSuspended;
  }

  static Fate toLive() {
    return new Fate(0, false, () -> {});
  }

  /** To die at the n-th step. */
  static Fate toDieAt(int step) {
    return new Fate(step, true, () -> {});
  }

  /** To be suspended at the n-th step, while others go on. */
  static Fate toBeSuspendedAt(int step, Runnable meanwhile) {
    return new Fate(step, false, meanwhile);
  }

  boolean isDead() {
    return dead;
  }

  /**
   * The process sends a request. What is said of its answer is said of this process alone: others
   * send their own while it is suspended.
   */
  void sends() {
    insteadOfAnswer = Optional.empty();
  }

  /** The answer of the request under way does not come. */
  void losesAnswer(RegistrationException failure) {
    insteadOfAnswer = Optional.of(failure);
  }

  /** The answer comes, or does not. */
  void receives() {
    if (insteadOfAnswer.isPresent()) {
      throw insteadOfAnswer.get();
    }
  }

  /** A step at which a process may die, and is suspended only after it. */
  void deadlyStep() {
    if (countdown == 1 && !deadly) {
      countdown++;
    }
    step();
  }

  /** A step of the process: something is about to happen, or has just happened. */
  void step() {
    if (dead) {
      throw new ProcessDied();
    }
    if (--countdown == 0) {
      dead = deadly;
      if (dead) {
        throw new ProcessDied();
      }
      whileSuspended.run();
    }
  }
}
