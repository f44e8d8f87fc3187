package dev.registrant.testkit.snyk;

import java.util.Locale;

/** How finished a release is, from least to most. */
enum Stage {
  WIP,
  EXPERIMENTAL,
  BETA,
  GA;

  static Stage named(String word) {
    return word.equals("work-in-progress") ? WIP : valueOf(word.toUpperCase(Locale.ROOT));
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
