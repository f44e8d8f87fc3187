package dev.registrant.benchmarks;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A line of the table.
 *
 * @param name what was measured
 * @param threads by how many threads
 * @param value what was measured, over the rounds
 * @param unit of the value
 * @param bytes what one call allocates, where that says something
 * @param baseline what the ratio is to; empty if there is none
 * @param ratio of each round to the baseline in the same round
 * @param goal the figure to reach, where there is one
 * @param note what else is to be said; often empty
 */
record Row(
    String name,
    int threads,
    Optional<Spread> value,
    String unit,
    OptionalDouble bytes,
    String baseline,
    Optional<Spread> ratio,
    Optional<Goal> goal,
    String note) {

  static Row of(String name, int threads) {
    return new Row(
        name,
        threads,
        Optional.empty(),
        "",
        OptionalDouble.empty(),
        "",
        Optional.empty(),
        Optional.empty(),
        "");
  }

  Row value(Spread measured, String measuredIn) {
    return new Row(
        name, threads, Optional.of(measured), measuredIn, bytes, baseline, ratio, goal, note);
  }

  Row bytes(Spread perCall) {
    return new Row(
        name,
        threads,
        value,
        unit,
        OptionalDouble.of(perCall.median()),
        baseline,
        ratio,
        goal,
        note);
  }

  Row beside(String other, Spread ratioToIt) {
    return new Row(name, threads, value, unit, bytes, other, Optional.of(ratioToIt), goal, note);
  }

  /** With a goal that holds for the ratio. */
  Row ratioAtMost(double limit) {
    return goal(Goal.ratioAtMost(limit, ratio.orElseThrow()));
  }

  Row goal(Goal toReach) {
    return new Row(name, threads, value, unit, bytes, baseline, ratio, Optional.of(toReach), note);
  }

  Row note(String text) {
    return new Row(name, threads, value, unit, bytes, baseline, ratio, goal, text);
  }
}
