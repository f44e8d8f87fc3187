package dev.registrant.testkit.snyk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** So many requests a minute for each key; once above, blocked until a minute without any. */
final class RateLimit {

  private static final Duration INTERVAL = Duration.ofMinutes(1);

  /** What one key did of late; a blocked one keeps only its last request. */
  private static final class Caller {
    final Deque<Instant> recent = new ArrayDeque<>();
    boolean blocked;
  }

  private final Map<String, Caller> callers = new HashMap<>();

  /** Counts a request and tells whether it is one too many. */
  boolean exceeded(String key, int most, Instant now) {
    Caller caller = callers.computeIfAbsent(key, unused -> new Caller());
    Instant edge = now.minus(INTERVAL);
    while (!caller.recent.isEmpty() && !caller.recent.getFirst().isAfter(edge)) {
      caller.recent.removeFirst();
    }
    if (caller.recent.isEmpty()) {
      caller.blocked = false;
    }
    if (caller.blocked || caller.recent.size() >= most) {
      caller.blocked = true;
      caller.recent.clear();
      caller.recent.add(now);
      return true;
    }
    caller.recent.add(now);
    return false;
  }

  void clear() {
    callers.clear();
  }
}
