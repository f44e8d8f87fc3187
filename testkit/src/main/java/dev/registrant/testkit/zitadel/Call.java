package dev.registrant.testkit.zitadel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A management call that has passed the gate. */
record Call(
    Route route,
    Message body,
    Map<String, List<String>> query,
    Session session,
    Instant now,
    Duration propagation) {

  String id(String name) {
    return route.ids().getOrDefault(name, "");
  }

  String org() {
    return session.org();
  }

  /** Refuses a text of a wrong length; what counts are code points. */
  String runes(String field, String value) {
    Gate.runes(route.endpoint(), field, value);
    return value;
  }
}
