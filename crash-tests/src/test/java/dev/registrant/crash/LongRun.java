package dev.registrant.crash;

import dev.registrant.crash.Steps.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Kills at every step of every write with every fault, and writes down what came of it. */
final class LongRun {
  private static final int NOTHING_TO_DO = 2;

  private LongRun() {}

  /**
   * Runs everything.
   *
   * @param args a directory to work in, the file to write, and optionally a regular expression that
   *     is found in the names of the rows to be run
   */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    String wanted = args.length > 2 ? args[2] : "";
    Instant begin = Instant.now();
    List<Row> rows = Row.named(wanted);
    if (rows.isEmpty()) {
      System.err.println("crash-matrix: no row's name has '" + wanted + "'; there are");
      Row.all().forEach(row -> System.err.println("  " + row));
      System.exit(NOTHING_TO_DO);
    }
    AtomicInteger done = new AtomicInteger();
    List<List<Verdict>> verdicts;
    try (Lab lab = Lab.open(directory, Runtime.getRuntime().availableProcessors())) {
      verdicts =
          lab.run(
              rows.stream()
                  .map(
                      row ->
                          (Lab.Work<List<Verdict>>)
                              stage -> {
                                List<Verdict> all = killEverywhere(row, stage);
                                tell(done.incrementAndGet(), rows.size(), row, all);
                                return all;
                              })
                  .toList());
    }
    MatrixPage page =
        new MatrixPage(rows, verdicts, Duration.between(begin, Instant.now()), wanted);
    Files.writeString(Path.of(args[1]), page.text());
    System.out.println(page.summary());
    System.exit(page.misses() == 0 ? 0 : 1);
  }

  private static List<Verdict> killEverywhere(Row row, Stage stage)
      throws IOException, InterruptedException {
    List<Verdict> verdicts = new ArrayList<>();
    Verdict undisturbed = stage.run(row.undisturbed(), Forgetting.NOTHING);
    verdicts.add(undisturbed);
    for (Step step : undisturbed.steps()) {
      if (step.faulted()) {
        verdicts.add(stage.run(row.killedAt(step.name()), Forgetting.NOTHING));
      }
    }
    return verdicts;
  }

  private static void tell(int number, int of, Row row, List<Verdict> verdicts) {
    System.out.printf("%d/%d %s: %d cases%n", number, of, row, verdicts.size());
    for (Verdict verdict : verdicts) {
      verdict
          .misses()
          .forEach(miss -> System.out.println("  MISS " + verdict.tried() + ": " + miss));
    }
  }
}
