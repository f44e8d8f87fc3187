package dev.registrant.testkit.zitadel;

import java.time.Instant;

/** When something was made and changed, and the last event of its project that touched it. */
record Stamp(Instant created, Instant changed, long sequence) {

  static final Stamp NONE = new Stamp(Instant.EPOCH, Instant.EPOCH, 0);

  static Stamp of(Event event) {
    return new Stamp(event.date(), event.date(), event.sequence());
  }

  Stamp then(Event event) {
    return new Stamp(created, event.date(), event.sequence());
  }
}
