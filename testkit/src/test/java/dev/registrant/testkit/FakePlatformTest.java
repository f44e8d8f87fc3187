package dev.registrant.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FakePlatformTest {
  private final FakePlatform platform = new FakePlatform();

  @Test
  void timePassesBySleepingAndByAdvancingOnly() throws Exception {
    Instant start = platform.instant();
    platform.sleep(Duration.ofHours(1));
    platform.advance(Duration.ofNanos(5));
    assertEquals(start.plus(Duration.ofHours(1)).plusNanos(5), platform.instant());
    assertEquals(Duration.ofHours(1).toNanos() + 5, platform.nanoTime());
    assertEquals(List.of(Duration.ofHours(1)), platform.sleeps());
    assertEquals(Duration.ofHours(1), platform.slept());
  }

  @Test
  void interruptionEndsASleepBeforeTimePasses() {
    platform.onSleep(duration -> Thread.currentThread().interrupt());
    assertThrows(InterruptedException.class, () -> platform.sleep(Duration.ofHours(1)));
    assertEquals(0, platform.nanoTime());
    assertFalse(Thread.currentThread().isInterrupted());
  }

  @Test
  void randomnessRepeatsBySeed() {
    assertEquals(new FakePlatform(7).random().nextLong(), new FakePlatform(7).random().nextLong());
  }
}
