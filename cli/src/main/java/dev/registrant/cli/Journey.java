package dev.registrant.cli;

import java.util.List;

/** The main job at one vendor, step by step. A further provider adds one of these. */
interface Journey {
  /** Returns the id of the provider, which is the name of its account at the sandbox too. */
  String provider();

  /** Returns the steps in order; a step may need what those before it did. */
  List<Step> steps(Stage stage);
}
