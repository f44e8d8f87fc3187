package dev.registrant.cli;

/**
 * A step of the demo: does something and checks it against the sandbox's own state.
 *
 * @param name what it does, in a word
 * @param act does and checks it
 */
record Step(String name, Act act) {
  /** The work of a step. */
  @FunctionalInterface
  interface Act {
    /**
     * Does and checks it.
     *
     * @return what was seen, in a sentence; never a secret
     * @throws Mismatch if the sandbox has it otherwise
     */
    String run();
  }

  /** The sandbox does not have what it should. */
  static final class Mismatch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Mismatch(String message) {
      super(message);
    }
  }

  /** Makes sure of something. */
  static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new Mismatch(otherwise);
    }
  }
}
