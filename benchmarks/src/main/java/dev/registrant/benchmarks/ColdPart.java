package dev.registrant.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A new JVM to its first result. */
final class ColdPart implements Part {
  private static final double MOST = 1.5;
  private static final int PAIRS = 3;

  private enum Subject {
    REGISTRANT,
    FEIGN
  }

  @Override
  public List<Row> measure(Plan plan) throws Exception {
    int pairs = plan.of(PAIRS, 1);
    try (VendorProcess vendor = VendorProcess.start(Duration.ZERO)) {
      run(Subject.REGISTRANT, vendor);
      run(Subject.FEIGN, vendor); // The files are in the page cache from here on.
      Rounds<Subject, Double> singles =
          Rounds.run(
              "cold",
              plan.rounds() * pairs,
              List.of(Subject.values()),
              subject -> run(subject, vendor));
      List<Double> registrant = medians(singles.of(Subject.REGISTRANT), pairs);
      List<Double> feign = medians(singles.of(Subject.FEIGN), pairs);
      return List.of(
          Row.of("cold JVM to first find: Registrant, 3 providers", 1)
              .value(Spread.of(registrant), "ms")
              .beside("Feign on HttpClient 5", Spread.ratio(registrant, feign))
              .ratioAtMost(MOST),
          Row.of("cold JVM to first find: Feign on HttpClient 5", 1).value(Spread.of(feign), "ms"));
    }
  }

  private static double run(Subject subject, VendorProcess vendor) throws Exception {
    List<Long> nanos =
        switch (subject) {
          case REGISTRANT ->
              ChildJvm.run(ClassPath.registrant(), List.of(), ColdRegistrant.class, vendor.url());
          case FEIGN -> ChildJvm.run(ClassPath.feign(), List.of(), ColdFeign.class, vendor.url());
        };
    return nanos.get(0) / 1e6;
  }

  /** A round is several starts, as one alone says little. */
  private static List<Double> medians(List<Double> singles, int pairs) {
    List<Double> medians = new ArrayList<>();
    for (int i = 0; i < singles.size(); i += pairs) {
      medians.add(Spread.of(singles.subList(i, i + pairs)).median());
    }
    return medians;
  }
}
