package dev.registrant.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads how long a vendor asks to wait (RFC 9110 section 10.2.3). */
final class RetryAfter {
  private static final Duration LONGEST = Duration.ofHours(48);
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
  private static final Pattern MANY_SECONDS = Pattern.compile("[0-9]{10,}");

  /** A comma between values, not the one within a date: some join lines of one name. */
  private static final Pattern NEXT = Pattern.compile(",(?!\\s*[0-9]{1,2}[ -][A-Za-z]{3})");

  private RetryAfter() {}

  /**
   * Reads it. Of several lines or values that can be understood, the longest wait counts: no
   * request is to be sent before one of them allows it.
   *
   * @param clock our time, for an answer without a {@code Date}
   * @return zero to 48 hours; empty if the vendor did not say or cannot be understood
   */
  static Optional<Duration> of(ResponseHeaders headers, InstantSource clock) {
    return headers.all("Retry-After").stream()
        .flatMap(NEXT::splitAsStream)
        .flatMap(value -> of(value.trim(), headers, clock).stream())
        .max(Comparator.naturalOrder());
  }

  /** Whether a refusal may ask to wait: it says so, or is one for too many (RFC 6585 section 4). */
  static boolean mayBeMeant(WireResponse refusal) {
    return refusal.status() == 429 || refusal.headers().first("Retry-After").isPresent();
  }

  private static Optional<Duration> of(String value, ResponseHeaders headers, InstantSource clock) {
    if (SECONDS.matcher(value).matches()) {
      return Optional.of(limited(Duration.ofSeconds(Long.parseLong(value))));
    }
    if (MANY_SECONDS.matcher(value).matches()) {
      return Optional.of(LONGEST);
    }
    Instant ours = clock.instant();
    Instant now = headers.first("Date").flatMap(date -> HttpDate.parse(date, ours)).orElse(ours);
    return HttpDate.parse(value, now).map(until -> limited(Duration.between(now, until)));
  }

  /** Returns a wait that is zero to 48 hours long. */
  static Duration limited(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
  }
}
