package dev.registrant.testkit.zitadel;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A request message; whatever was not sent has its default value. */
record Message(Map<String, Object> values) {

  static final Message EMPTY = new Message(Map.of());

  String text(String name) {
    return values.get(name) instanceof String text ? text : "";
  }

  boolean flag(String name) {
    return Boolean.TRUE.equals(values.get(name));
  }

  long number(String name) {
    return values.get(name) instanceof Number number ? number.longValue() : 0;
  }

  /** The number of an enum value, even of one that nobody defined. */
  int choice(String name) {
    return values.get(name) instanceof Integer number ? number : 0;
  }

  Optional<Instant> time(String name) {
    return values.get(name) instanceof Instant instant ? Optional.of(instant) : Optional.empty();
  }

  Optional<Message> child(String name) {
    return values.get(name) instanceof Message child ? Optional.of(child) : Optional.empty();
  }

  List<Message> children(String name) {
    return items(name).filter(Message.class::isInstance).map(Message.class::cast).toList();
  }

  List<String> texts(String name) {
    return items(name).filter(String.class::isInstance).map(String.class::cast).toList();
  }

  private Stream<?> items(String name) {
    return values.get(name) instanceof List<?> list ? list.stream() : Stream.of();
  }
}
