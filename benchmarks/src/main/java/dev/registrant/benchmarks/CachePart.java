package dev.registrant.benchmarks;

import dev.registrant.benchmarks.Jmh.Measure;
import java.util.List;
import java.util.Map;

/** Cached find beside a bare Caffeine. */
final class CachePart implements Part {
  private static final String REGISTRANT = "registrant";
  private static final String CAFFEINE = "caffeine";
  private static final double MOST = 3;

  private static final double MOST_BYTES = 64;

  @Override
  public List<Row> measure(Plan plan) throws Exception {
    Rounds<String, Measure> rounds =
        Rounds.run(
            "cached find",
            plan.rounds(),
            List.of(REGISTRANT, CAFFEINE),
            method -> Jmh.run(plan, CachedBenchmark.class, method, 1, Map.of()));
    Row cached = row(rounds, "cached find: Registrant", REGISTRANT);
    return List.of(
        cached.goal(
            Goal.ratioAtMost(MOST, cached.ratio().orElseThrow())
                .and(new Goal("64 B", cached.bytes().orElseThrow() <= MOST_BYTES))),
        row(rounds, "cached find: bare Caffeine", CAFFEINE));
  }

  private static Row row(Rounds<String, Measure> rounds, String name, String method) {
    List<Double> nanos = rounds.of(method, Measure::nanos);
    return Row.of(name, 1)
        .value(Spread.of(nanos), "ns")
        .bytes(Spread.of(rounds.of(method, Measure::bytes)))
        .beside("bare Caffeine", Spread.ratio(nanos, rounds.of(CAFFEINE, Measure::nanos)));
  }
}
