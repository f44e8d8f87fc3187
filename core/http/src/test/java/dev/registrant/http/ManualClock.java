package dev.registrant.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is put forward. */
final class ManualClock implements InstantSource {
  private volatile Instant now = FakeContext.NOW;

  @Override
  public Instant instant() {
    return now;
  }

  void putForward(Duration time) {
    now = now.plus(time);
  }
}
