package dev.registrant.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs one JMH benchmark once, in a JVM of its own. */
final class Jmh {
  private static final String BYTES = "gc.alloc.rate.norm";

  /** With fewer seconds, what many threads do was measured while still being compiled. */
  private static final int WARM_UP_SECONDS = 15;

  /**
   * What it showed.
   *
   * @param nanos what one call takes a thread
   * @param bytes what one call allocates
   */
  record Measure(double nanos, double bytes) {}

  private Jmh() {}

  static Measure run(
      Plan plan, Class<?> benchmark, String method, int threads, Map<String, String> params)
      throws IOException, RunnerException {
    Path output = Files.createTempFile("bench", ".log");
    try {
      ChainedOptionsBuilder options =
          new OptionsBuilder()
              .include(benchmark.getName().replace(".", "\\.") + "\\." + method + "$")
              .threads(threads)
              .forks(1)
              .warmupIterations(plan.of(WARM_UP_SECONDS, 1))
              .warmupTime(TimeValue.milliseconds(plan.of(1000, 500)))
              .measurementIterations(plan.of(3, 1))
              .measurementTime(TimeValue.milliseconds(plan.of(1000, 500)))
              .jvmArgs("-Xms512m", "-Xmx512m", "-Djmh.ignoreLock=true")
              .addProfiler(GCProfiler.class)
              .shouldFailOnError(true)
              .output(output.toString());
      params.forEach(options::param);
      RunResult result = new Runner(options.build()).runSingle();
      return new Measure(result.getPrimaryResult().getScore(), bytes(result));
    } catch (RunnerException e) {
      System.err.println(Files.readString(output));
      throw e;
    } finally {
      Files.delete(output);
    }
  }

  private static double bytes(RunResult result) {
    for (Result<?> secondary : result.getSecondaryResults().values()) {
      if (secondary.getLabel().endsWith(BYTES)) {
        return secondary.getScore();
      }
    }
    throw new IllegalStateException("the profiler did not tell " + BYTES);
  }
}
