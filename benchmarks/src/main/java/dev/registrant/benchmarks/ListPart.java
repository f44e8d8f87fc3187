package dev.registrant.benchmarks;

import java.time.Duration;
import java.util.List;

/** A long list in a small heap. */
final class ListPart implements Part {
  private static final String HEAP = "-Xmx64m";

  private static final double MEGABYTE = 1024 * 1024;

  @Override
  public List<Row> measure(Plan plan) throws Exception {
    try (VendorProcess vendor = VendorProcess.start(Duration.ZERO)) {
      List<List<Long>> runs =
          Rounds.run(
                  "list",
                  plan.rounds(),
                  List.of(HEAP),
                  heap ->
                      ChildJvm.run(
                          ClassPath.registrant(), List.of(heap), ListMain.class, vendor.url()))
              .of(HEAP);
      Spread apps = Spread.of(runs.stream().map(run -> (double) run.get(0)).toList());
      Spread millis = Spread.of(runs.stream().map(run -> (double) run.get(1)).toList());
      Spread peak = Spread.of(runs.stream().map(run -> run.get(2) / MEGABYTE).toList());
      boolean all = apps.min() == VendorAnswers.LISTED && apps.max() == VendorAnswers.LISTED;
      return List.of(
          Row.of("list, new JVM with " + HEAP, 1)
              .value(millis, "ms")
              .goal(new Goal("100,000 apps", all))
              .note(
                  "%,.0f apps seen in pages of 100, peak heap %.0f MiB"
                      .formatted(apps.median(), peak.max())));
    }
  }
}
