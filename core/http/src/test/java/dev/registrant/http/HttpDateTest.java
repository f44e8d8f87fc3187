package dev.registrant.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        " Sun Nov  6 08:49:37 1994 ",
      })
  void readsTheFormsOfTheStandard(String text) {
    assertEquals(
        Optional.of(Instant.parse("1994-11-06T08:49:37Z")), HttpDate.parse(text, FakeContext.NOW));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "06-May-26 07:08:09 | 2026-05-06T07:08:09Z",
        "06-May-76 07:08:09 | 2076-05-06T07:08:09Z",
        "06-May-76 07:08:10 | 1976-05-06T07:08:10Z",
        "29-Feb-00 00:00:00 | 2000-02-29T00:00:00Z",
        "31-Dec-99 23:59:59 | 1999-12-31T23:59:59Z",
      })
  void yearOfTwoDigitsIsNotMoreThanFiftyYearsAhead(String text, Instant expected) {
    assertEquals(
        Optional.of(expected), HttpDate.parse("Someday, " + text + " GMT", FakeContext.NOW));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Sun Nov 31 08:49:37 1994x",
        "Sunday, 06-Nov-94 08:49:37 CET",
        "Sunday, 06-Foo-94 08:49:37 GMT",
        "2026-05-06T07:08:09Z",
      })
  void isEmptyForOtherForms(String text) {
    assertEquals(Optional.empty(), HttpDate.parse(text, FakeContext.NOW));
  }
}
