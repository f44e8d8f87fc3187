package dev.registrant.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What several subjects showed, round by round. In each round every subject has its turn, so that
 * those of one round ran close to each other; who begins changes from round to round.
 *
 * @param <S> the type of the subjects
 * @param <M> what is measured
 */
final class Rounds<S, M> {
  private final Map<S, List<M>> measures = new LinkedHashMap<>();

  private Rounds() {}

  /** Measures a subject once. */
  interface Turn<S, M> {
    M of(S subject) throws Exception;
  }

  static <S, M> Rounds<S, M> run(String what, int rounds, List<S> subjects, Turn<S, M> turn)
      throws Exception {
    Rounds<S, M> all = new Rounds<>();
    subjects.forEach(subject -> all.measures.put(subject, new ArrayList<>()));
    List<S> order = new ArrayList<>(subjects);
    for (int round = 1; round <= rounds; round++) {
      System.err.printf("bench: %s, round %d of %d%n", what, round, rounds);
      for (S subject : order) {
        all.of(subject).add(turn.of(subject));
      }
      Collections.rotate(order, 1);
    }
    return all;
  }

  /** What a subject showed. */
  List<M> of(S subject) {
    List<M> found = measures.get(subject);
    if (found == null) {
      throw new IllegalArgumentException("not measured: " + subject);
    }
    return found;
  }

  List<Double> of(S subject, ToDoubleFunction<M> number) {
    return of(subject).stream().map(measure -> number.applyAsDouble(measure)).toList();
  }
}
