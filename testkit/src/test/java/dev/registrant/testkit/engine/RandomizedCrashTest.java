package dev.registrant.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Thousands of lives of apps with everything going wrong. Longer: {@code -Dregistrant.runs=10000};
 * otherwise: {@code -Dregistrant.seed=…}.
 */
class RandomizedCrashTest {
  private static final int RUNS = Integer.getInteger("registrant.runs", 1500);
  private static final long SEED = Long.getLong("registrant.seed", 7591);

  @Test
  void nothingIsLostWhateverGoesWrong() {
    Map<String, Integer> kinds = new TreeMap<>();
    int withSurplus = 0;
    for (long seed = SEED; seed < SEED + RUNS; seed++) {
      CrashRun run = live(seed);
      kinds.merge(run.kind(), 1, Integer::sum);
      withSurplus += run.surplusWasAllowed() ? 1 : 0;
    }
    assertTrue(RUNS < 100 || kinds.size() == 6, "every kind of vendor: " + kinds);
    System.out.printf(
        "%d runs, %d with requests beyond the window, %s%n", RUNS, withSurplus, kinds);
  }

  /** A process that wakes gets the answer to its own request, whatever others lost meanwhile. */
  @ParameterizedTest
  @ValueSource(longs = {504008})
  void seedsThatOnceFailed(long seed) {
    live(seed);
  }

  private static CrashRun live(long seed) {
    CrashRun run = new CrashRun(seed);
    try {
      run.run();
    } catch (RuntimeException | Error e) {
      throw new AssertionError(
          "with -Dregistrant.seed="
              + seed
              + " -Dregistrant.runs=1:\n"
              + String.join("\n", run.story())
              + "\n"
              + e,
          e);
    }
    return run;
  }
}
