package dev.registrant.cli;

import java.time.Duration;

/** What a command does. It prints nothing that is a result; the result is what it returns. */
@FunctionalInterface
interface Action {
  /** Enough for what changes nothing outside of this process. */
  Duration BRIEF = Duration.ofMillis(1500);

  /**
   * Does it.
   *
   * @throws InterruptedException if the user gave up
   */
  Result run() throws InterruptedException;

  /**
   * Returns how long it may take to end once the user gave up; then it is ended. By default long
   * enough to write down what became of a request.
   */
  default Duration patience() {
    return Duration.ofSeconds(5);
  }
}
