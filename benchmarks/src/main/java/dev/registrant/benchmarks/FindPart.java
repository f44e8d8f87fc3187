package dev.registrant.benchmarks;

import dev.registrant.benchmarks.Jmh.Measure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Uncached find beside every rival. */
final class FindPart implements Part {
  private static final double MOST_BYTES = 1.25;
  private static final int MOST_WARM_UP_SECONDS = 60;

  @Override
  public List<Row> measure(Plan plan) throws Exception {
    List<Row> rows = new ArrayList<>();
    try (VendorProcess vendor = VendorProcess.start(Duration.ZERO)) {
      for (int threads : List.of(1, 8)) {
        Rounds<Rival, Measure> rounds =
            Rounds.run(
                "find by " + threads,
                plan.rounds(),
                List.of(Rival.values()),
                rival ->
                    Jmh.run(
                        plan,
                        FindBenchmark.class,
                        "find",
                        threads,
                        Map.of(
                            "rival",
                            rival.name(),
                            "vendor",
                            vendor.url(),
                            "warmUpSeconds",
                            String.valueOf(plan.of(MOST_WARM_UP_SECONDS, 0)))));
        rows.addAll(rows(rounds, threads));
      }
    }
    return rows;
  }

  private static List<Row> rows(Rounds<Rival, Measure> rounds, int threads) {
    double most = mostTime(threads);
    List<Row> rows = new ArrayList<>();
    for (Rival rival : Rival.values()) {
      Row row = row(rounds, rival, threads);
      rows.add(rival == Rival.REGISTRANT ? row.ratioAtMost(most) : row);
    }
    rows.add(
        Row.of("find: Registrant, bytes", threads)
            .value(Spread.of(rounds.of(Rival.REGISTRANT, Measure::bytes)), "B")
            .beside(
                Rival.FEIGN_HC5.label(),
                Spread.ratio(
                    rounds.of(Rival.REGISTRANT, Measure::bytes),
                    rounds.of(Rival.FEIGN_HC5, Measure::bytes)))
            .ratioAtMost(MOST_BYTES));
    Rival fastest = fastest(rounds);
    rows.add(
        Row.of("find: Registrant, the fastest other", threads)
            .value(Spread.of(rounds.of(Rival.REGISTRANT, Measure::nanos)), "ns")
            .beside(
                fastest.label(),
                Spread.ratio(
                    rounds.of(Rival.REGISTRANT, Measure::nanos),
                    rounds.of(fastest, Measure::nanos)))
            .ratioAtMost(most));
    return rows;
  }

  /** Below that is noise, on a machine that is shared. */
  private static double mostTime(int threads) {
    return threads == 1 ? 1.10 : 1.25;
  }

  private static Row row(Rounds<Rival, Measure> rounds, Rival rival, int threads) {
    List<Double> nanos = rounds.of(rival, Measure::nanos);
    return Row.of("find: " + rival.label(), threads)
        .value(Spread.of(nanos), "ns")
        .bytes(Spread.of(rounds.of(rival, Measure::bytes)))
        .beside(
            Rival.FEIGN_HC5.label(),
            Spread.ratio(nanos, rounds.of(Rival.FEIGN_HC5, Measure::nanos)));
  }

  private static Rival fastest(Rounds<Rival, Measure> rounds) {
    return Stream.of(Rival.values())
        .filter(rival -> rival != Rival.REGISTRANT)
        .min(
            Comparator.comparingDouble(
                rival -> Spread.of(rounds.of(rival, Measure::nanos)).median()))
        .orElseThrow();
  }
}
