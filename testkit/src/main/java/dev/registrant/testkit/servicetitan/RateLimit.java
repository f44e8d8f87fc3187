package dev.registrant.testkit.servicetitan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** So many requests within a span for each caller; those refused do not count. */
final class RateLimit {

  private final Duration span;
  private final Map<String, Deque<Instant>> recent = new HashMap<>();

  RateLimit(Duration span) {
    this.span = span;
  }

  /** Counts a request and tells whether it is one too many. */
  boolean exceeded(String caller, int most, Instant now) {
    Deque<Instant> calls = recent.computeIfAbsent(caller, unused -> new ArrayDeque<>());
    Instant edge = now.minus(span);
    while (!calls.isEmpty() && !calls.getFirst().isAfter(edge)) {
      calls.removeFirst();
    }
    if (calls.size() >= most) {
      return true;
    }
    calls.add(now);
    return false;
  }

  void clear() {
    recent.clear();
  }
}
