package dev.registrant.testkit.zitadel;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts a message together as proto3 JSON: what has its default value is left out. */
final class Members {

  private final Map<String, Object> values = new LinkedHashMap<>();

  Members text(String name, String value) {
    return put(name, value, value.isEmpty());
  }

  Members flag(String name, boolean value) {
    return put(name, value, !value);
  }

  /** A number of 64 bits, which goes as a string. */
  Members big(String name, long value) {
    return put(name, Long.toString(value), value == 0);
  }

  Members choice(String name, Shape.Names names, int number) {
    return put(name, names.names().get(number), number == 0);
  }

  Members time(String name, Instant value) {
    return put(name, value.toString(), false);
  }

  Members many(String name, Collection<?> value) {
    return put(name, value, value.isEmpty());
  }

  /** A message, which is there even when it is empty. */
  Members child(String name, Map<String, Object> value) {
    return put(name, value, false);
  }

  private Members put(String name, Object value, boolean isDefault) {
    if (!isDefault) {
      values.put(name, value);
    }
    return this;
  }

  Map<String, Object> done() {
    return values;
  }
}
