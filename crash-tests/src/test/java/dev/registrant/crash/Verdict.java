package dev.registrant.crash;

import dev.registrant.Reconciliation;
import dev.registrant.crash.Steps.Step;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What one death left behind.
 *
 * @param tried what was tried
 * @param steps what the victim came past
 * @param end how it ended
 * @param results how often each result was reported by the reconciliation that followed
 * @param misses what should not be; empty if all is well
 */
record Verdict(
    Case tried,
    List<Step> steps,
    String end,
    Map<Reconciliation.Result, Integer> results,
    List<String> misses) {
  Verdict {
    steps = List.copyOf(steps);
    results = new EnumMap<>(results);
    misses = List.copyOf(misses);
  }
}
