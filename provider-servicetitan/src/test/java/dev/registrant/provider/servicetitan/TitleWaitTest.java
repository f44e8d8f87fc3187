package dev.registrant.provider.servicetitan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TitleWaitTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Rate limit is exceeded. Try again in 37 seconds. | 37",
        "Try again in 1 second | 1",
        "wait 37 secs now | 37",
        "Wait 37 SEC. | 37",
        "wait 37s | 37",
        "Try again in 0 seconds | 0",
        "Try again in 9999999 seconds. | 9999999",
      })
  void readsTheNumberBeforeAWordForSeconds(String title, long seconds) {
    assertEquals(Optional.of(Duration.ofSeconds(seconds)), TitleWait.of(title));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "retry in 120.5 seconds | 121",
        "retry in 120.0 seconds | 120",
        "retry in 0.001 seconds | 1",
        "retry in 1,200 seconds | 1200",
      })
  void neverReadsLessThanWasAskedFor(String title, long seconds) {
    assertEquals(Optional.of(Duration.ofSeconds(seconds)), TitleWait.of(title));
  }

  @Test
  void lastOfSeveralTimesIsTheWait() {
    assertEquals(
        Optional.of(Duration.ofSeconds(300)),
        TitleWait.of("5 requests in 60 seconds exceeded. Try again in 300 seconds."));
  }

  @Test
  void absurdNumberIsLongAndNotIgnored() {
    Duration wait = TitleWait.of("wait " + "9".repeat(100_000) + " seconds").orElseThrow();
    assertTrue(wait.compareTo(Duration.ofDays(365)) > 0, wait.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Too many requests", "5 requests", "wait some seconds", "5 sectors"})
  void isEmptyWithoutATime(String title) {
    assertEquals(Optional.empty(), TitleWait.of(title));
  }
}
