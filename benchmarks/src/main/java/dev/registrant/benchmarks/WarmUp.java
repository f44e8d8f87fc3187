package dev.registrant.benchmarks;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * Calls by one thread until the JVM has nothing left to compile. Many threads on few cores leave
 * the compiler so little time that it was still at work half a minute later.
 */
final class WarmUp {
  private static final long PERIOD = TimeUnit.SECONDS.toNanos(1);
  private static final long QUIET_MILLIS = 50;

  private WarmUp() {}

  /**
   * Warms up.
   *
   * @param seconds when it is enough in any case; none for 0
   */
  static void until(Callable<?> call, int seconds) throws Exception {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    for (int period = 0; period < seconds; period++) {
      long compiled = compiler.getTotalCompilationTime();
      long begin = System.nanoTime();
      while (System.nanoTime() - begin < PERIOD) {
        call.call();
      }
      if (compiler.getTotalCompilationTime() - compiled < QUIET_MILLIS) {
        return;
      }
    }
  }
}
