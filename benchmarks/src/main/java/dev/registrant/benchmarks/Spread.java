package dev.registrant.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A number as it was in several rounds.
 *
 * @param median what counts
 * @param min the least
 * @param max the most
 */
record Spread(double median, double min, double max) {
  static Spread of(List<Double> rounds) {
    List<Double> sorted = rounds.stream().sorted().toList();
    int middle = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1));
  }

  /** One through the other, round by round: what disturbs a round disturbs both. */
  static Spread ratio(List<Double> numerators, List<Double> denominators) {
    return of(
        IntStream.range(0, numerators.size())
            .mapToObj(round -> numerators.get(round) / denominators.get(round))
            .toList());
  }

  /** Each less another, round by round. */
  static List<Double> difference(List<Double> minuends, List<Double> subtrahends) {
    List<Double> differences = new ArrayList<>();
    for (int round = 0; round < minuends.size(); round++) {
      differences.add(minuends.get(round) - subtrahends.get(round));
    }
    return differences;
  }
}
