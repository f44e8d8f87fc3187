package dev.registrant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.Policies.BreakerPolicy;
import dev.registrant.Policies.CachePolicy;
import dev.registrant.Policies.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PoliciesTest {
  private static final Duration LONGEST = Duration.ofDays(36_500);
  private static final Map<String, Consumer<Duration>> TIMES =
      Map.of(
          "the deadline", Policies.defaults()::withDeadline,
          "maxDelay", time -> RetryPolicy.defaults().withDelays(Duration.ofMillis(200), time),
          "open", time -> new BreakerPolicy(1, 50, time),
          "timeToLive", time -> new CachePolicy(1, time),
          "every", time -> Registrant.builder().reconcileEvery(time));

  @Test
  void longestTimeIsAccepted() {
    TIMES.values().forEach(policy -> policy.accept(LONGEST));
  }

  @Test
  void longerTimesAreRefusedWithWhatIsAllowed() {
    for (Duration time : List.of(LONGEST.plusNanos(1), Duration.ofSeconds(Long.MAX_VALUE))) {
      TIMES.forEach(
          (what, policy) ->
              assertEquals(
                  what + " is at most 36500 days",
                  assertThrows(IllegalArgumentException.class, () -> policy.accept(time))
                      .getMessage()));
    }
  }

  @Test
  void timesAreAboveZero() {
    for (Duration time : List.of(Duration.ZERO, Duration.ofSeconds(Long.MIN_VALUE))) {
      TIMES.forEach(
          (what, policy) ->
              assertTrue(
                  assertThrows(IllegalArgumentException.class, () -> policy.accept(time))
                      .getMessage()
                      .contains(what.equals("maxDelay") ? what : what + " is above zero")));
    }
  }
}
