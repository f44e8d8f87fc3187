package dev.registrant.cli;

import java.util.List;

/** The main job at one vendor, step by step. A further provider adds one of these. */
interface Journey {
  /** Returns the id of the provider, which is the name of the simulator too. */
  String provider();

  /** Returns the name of the account at the sandbox. */
  default String account() {
    return provider();
  }

  /** Returns the steps in order; a step may need what those before it did. */
  List<Step> steps(Stage stage);
}
