package dev.registrant.benchmarks;

import dev.registrant.benchmarks.Jmh.Measure;
import java.util.List;
import java.util.Map;

/** The pipeline alone. */
final class PipelinePart implements Part {
  private static final double MOST_NANOS = 1500;
  private static final double MOST_BYTES = 1024;

  @Override
  public List<Row> measure(Plan plan) throws Exception {
    List<Measure> measures =
        Rounds.run(
                "pipeline",
                plan.rounds(),
                List.of("find"),
                method -> Jmh.run(plan, PipelineBenchmark.class, method, 1, Map.of()))
            .of("find");
    Spread nanos = Spread.of(measures.stream().map(Measure::nanos).toList());
    Spread bytes = Spread.of(measures.stream().map(Measure::bytes).toList());
    return List.of(
        Row.of("pipeline alone", 1)
            .value(nanos, "ns")
            .bytes(bytes)
            .goal(
                new Goal("at most 1,500 ns", nanos.median() <= MOST_NANOS)
                    .and(new Goal("1,024 B", bytes.median() <= MOST_BYTES))));
  }
}
