package dev.registrant.testkit.snyk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The live secrets of an app or an install, oldest first. */
final class Secrets {

  private record Secret(String value, Instant made, Instant works) {}

  private final List<Secret> live = new ArrayList<>();

  Secrets copy() {
    Secrets other = new Secrets();
    other.live.addAll(live);
    return other;
  }

  void add(String value, Instant now, Duration propagation) {
    live.add(new Secret(value, now, now.plus(propagation)));
  }

  void clear() {
    live.clear();
  }

  boolean remove(String value) {
    return live.removeIf(secret -> secret.value().equals(value));
  }

  boolean holds(String value) {
    return live.stream().anyMatch(secret -> secret.value().equals(value));
  }

  /** Tells whether a value authenticates now, if only those of at least an age do. */
  boolean accepts(String value, Instant now, Duration age) {
    return live.stream()
        .anyMatch(
            secret ->
                secret.value().equals(value)
                    && !now.isBefore(secret.works())
                    && !now.isBefore(secret.made().plus(age)));
  }

  int size() {
    return live.size();
  }

  List<String> values() {
    return live.stream().map(Secret::value).toList();
  }
}
