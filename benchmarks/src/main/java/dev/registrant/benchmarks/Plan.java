package dev.registrant.benchmarks;

/**
 * How long things are measured.
 *
 * @param rounds how often each is
 * @param quick whether it is only to be seen that everything works
 */
record Plan(int rounds, boolean quick) {
  static final int ROUNDS = 5;

  /** Chooses by how quick it is to be. */
  int of(int full, int ifQuick) {
    return quick ? ifQuick : full;
  }
}
