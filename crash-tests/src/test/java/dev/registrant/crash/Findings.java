package dev.registrant.crash;

import dev.registrant.Reconciliation;
import dev.registrant.Reconciliation.Result;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is found out about one death, as it is found out. */
final class Findings {
  private final List<String> misses = new ArrayList<>();
  private final Map<Result, Integer> results = new EnumMap<>(Result.class);
  private final Set<String> excused = new HashSet<>();

  void miss(String what) {
    misses.add(what);
  }

  void misses(List<String> all) {
    misses.addAll(all);
  }

  /**
   * Counts what was reported. What is surplus or undecided is known of from then on. Here every
   * request is carried out within its window if at all, so that surplus is a twin that was made.
   */
  void reported(Reconciliation report) {
    for (Reconciliation.Settled settled : report.settled()) {
      results.merge(settled.result(), 1, Integer::sum);
      if (settled.result() == Result.SURPLUS || settled.result() == Result.NEEDS_DECISION) {
        settled.appId().ifPresent(excused::add);
      }
      if (settled.result() == Result.SURPLUS) {
        misses.add("a second app was made: " + settled.appId().orElse("unnamed"));
      }
    }
  }

  List<String> misses() {
    return misses;
  }

  Map<Result, Integer> results() {
    return results;
  }

  Set<String> excused() {
    return excused;
  }
}
