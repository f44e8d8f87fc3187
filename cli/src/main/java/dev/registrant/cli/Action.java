package dev.registrant.cli;

/** What a command does. It prints nothing that is a result; the result is what it returns. */
@FunctionalInterface
interface Action {
  /**
   * Does it.
   *
   * @throws InterruptedException if the user gave up
   */
  Result run() throws InterruptedException;
}
