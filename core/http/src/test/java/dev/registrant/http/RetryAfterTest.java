package dev.registrant.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "7, PT7S",
    "172800, PT48H",
    "172801, PT48H",
    "999999999999999999999, PT48H",
  })
  void readsSeconds(String value, Duration expected) {
    assertEquals(Optional.of(expected), read(Map.of("Retry-After", List.of(value))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Wed, 06 May 2026 07:08:39 GMT | PT30S",
        "Wed, 06 May 2026 07:08:00 GMT | PT0S",
        "Fri, 06 May 2033 07:08:00 GMT | PT48H",
        "Wednesday, 06-May-26 07:08:39 GMT | PT30S",
        "Wed May  6 07:08:39 2026 | PT30S",
      })
  void readsDateAgainstOurClock(String value, Duration expected) {
    assertEquals(Optional.of(expected), read(Map.of("Retry-After", List.of(value))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Tue, 01 Jan 2019 00:00:00 GMT",
        "Tuesday, 01-Jan-19 00:00:00 GMT",
        "Tue Jan  1 00:00:00 2019",
      })
  void readsDateAgainstTheServersClock(String date) {
    assertEquals(
        Optional.of(Duration.ofSeconds(45)),
        read(
            Map.of(
                "Retry-After", List.of("Tue, 01 Jan 2019 00:00:45 GMT"), "Date", List.of(date))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5 | 120",
        "120 | 5",
        "soon | 120",
        "5 | Wed, 06 May 2026 07:10:09 GMT",
      })
  void longestOfSeveralLinesCounts(String first, String second) {
    assertEquals(
        Optional.of(Duration.ofSeconds(120)), read(Map.of("Retry-After", List.of(first, second))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5, 120",
        "soon, 120",
        "-1,120",
        ",,120,",
        "120,5",
        "5 , Wed, 06 May 2026 07:10:09 GMT",
        "Wed, 06 May 2026 07:10:09 GMT, 5",
        "Wednesday, 06-May-26 07:10:09 GMT, soon",
      })
  void longestOfSeveralValuesOfALineCounts(String value) {
    assertEquals(Optional.of(Duration.ofSeconds(120)), read(Map.of("Retry-After", List.of(value))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1.5", "soon", "Wed, 99 May 2026 07:08:39 GMT", "1e3"})
  void ignoresWhatItCannotRead(String value) {
    assertEquals(Optional.empty(), read(Map.of("Retry-After", List.of(value))));
  }

  @Test
  void isEmptyWithoutHeader() {
    assertEquals(Optional.empty(), read(Map.of()));
  }

  private static Optional<Duration> read(Map<String, List<String>> headers) {
    Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    byName.putAll(headers);
    return RetryAfter.of(new ResponseHeaders(byName), InstantSource.fixed(FakeContext.NOW));
  }
}
