package dev.registrant.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads dates in the three forms of RFC 9110 section 5.6.7. */
final class HttpDate {
  /** The day of the week is left out: whether it is right depends on the century. */
  private static final Pattern RFC_850 = Pattern.compile("[A-Za-z]+, ([0-9]{2}-.+) GMT");

  private static final DateTimeFormatter WITHIN_RFC_850 =
      DateTimeFormatter.ofPattern("dd-MMM-uu HH:mm:ss", Locale.US);
  private static final DateTimeFormatter ASCTIME =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.US);
  private static final int YEARS_AHEAD = 50;
  private static final int CENTURY = 100;

  private HttpDate() {}

  /**
   * Reads one.
   *
   * @param now what tells the century of a year of two digits: one more than 50 years ahead is the
   *     latest of those digits that has passed
   * @return empty if it has none of the forms
   */
  static Optional<Instant> parse(String text, Instant now) {
    String value = text.trim();
    try {
      Matcher rfc850 = RFC_850.matcher(value);
      if (rfc850.matches()) {
        return Optional.of(ofTwoDigits(LocalDateTime.parse(rfc850.group(1), WITHIN_RFC_850), now));
      }
      return Optional.of(
          value.endsWith("GMT") || value.contains(",")
              ? DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from)
              : LocalDateTime.parse(value, ASCTIME).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Instant ofTwoDigits(LocalDateTime date, Instant now) {
    LocalDateTime limit = LocalDateTime.ofInstant(now, ZoneOffset.UTC).plusYears(YEARS_AHEAD);
    return (date.isAfter(limit) ? date.minusYears(CENTURY) : date).toInstant(ZoneOffset.UTC);
  }
}
