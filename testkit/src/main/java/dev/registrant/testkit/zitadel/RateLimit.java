package dev.registrant.testkit.zitadel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The cloud's edge: so many requests a minute; who keeps above that for three minutes is shut out
 * for one.
 */
final class RateLimit {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int BAN_MINUTES = 3;

  private final Deque<Instant> recent = new ArrayDeque<>();
  private Instant banned = Instant.MIN;

  /** Counts a request and tells whether it is one too many. */
  boolean exceeded(int perMinute, Instant now) {
    if (now.isBefore(banned)) {
      return true;
    }
    Instant edge = now.minus(MINUTE.multipliedBy(BAN_MINUTES));
    while (!recent.isEmpty() && !recent.getFirst().isAfter(edge)) {
      recent.removeFirst();
    }
    recent.add(now);
    if (recent.size() > (long) perMinute * BAN_MINUTES) {
      banned = now.plus(MINUTE);
      recent.clear();
      return true;
    }
    Instant lately = now.minus(MINUTE);
    return recent.stream().filter(at -> at.isAfter(lately)).count() > perMinute;
  }

  void clear() {
    recent.clear();
    banned = Instant.MIN;
  }
}
