package dev.registrant.testkit.zitadel;

import java.time.Duration;
import java.time.Instant;

/** A key of an app. */
record Key(String id, String app, RsaKey pair, Instant expires, Instant works, Stamp stamp) {

  /** What the vendor puts where nobody gave an end. */
  static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

  /** Tells whether it authenticates now, if only keys of at least an age do. */
  boolean usable(Instant now, Duration age) {
    return now.isBefore(expires)
        && !now.isBefore(works)
        && !now.isBefore(stamp.created().plus(age));
  }
}
