package dev.registrant.provider.servicetitan;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads how long to wait out of the title of a refusal, such as "Try again in 37 seconds". */
final class TitleWait {
  /** A number is tried from its beginning only, so that a very long one costs little. */
  private static final Pattern SECONDS =
      Pattern.compile(
          "(?<![0-9,])([0-9][0-9,]*+)(\\.[0-9]++)?+\\s*+(?:seconds?|secs?|s)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final int MOST_DIGITS = 9;
  private static final Duration TOO_LONG = Duration.ofSeconds(1_000_000_000);

  private TitleWait() {}

  /**
   * Reads the last number before a word for seconds: those before it count requests, or tell in
   * what time they were too many.
   *
   * @return whole seconds, a fraction rounded up; a number of more than 9 digits is not read but
   *     counts as the longest time. Empty if there is none
   */
  static Optional<Duration> of(String title) {
    return SECONDS.matcher(title).results().reduce((first, second) -> second).map(TitleWait::wait);
  }

  private static Duration wait(MatchResult found) {
    String whole = found.group(1).replace(",", "");
    if (whole.length() > MOST_DIGITS) {
      return TOO_LONG;
    }
    boolean more = found.group(2) != null && !found.group(2).matches("\\.0*");
    return Duration.ofSeconds(Long.parseLong(whole) + (more ? 1 : 0));
  }
}
