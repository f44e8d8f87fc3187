package dev.registrant.benchmarks;

import java.util.Locale;

/**
 * A figure to reach.
 *
 * @param text what it is
 * @param met whether it was reached
 */
record Goal(String text, boolean met) {
  static Goal ratioAtMost(double limit, Spread ratio) {
    return new Goal(
        String.format(Locale.ROOT, "ratio at most %.2f", limit), ratio.median() <= limit);
  }

  Goal and(Goal other) {
    return new Goal(text + ", " + other.text, met && other.met);
  }
}
