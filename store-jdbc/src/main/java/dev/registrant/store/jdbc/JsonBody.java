package dev.registrant.store.jdbc;

import dev.registrant.spi.ClientMetadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON object with the version of its form in {@code v}. What is missing or of another type is an
 * {@link IllegalArgumentException}.
 */
final class JsonBody {
  private static final int VERSION = 1;
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private final ObjectNode node;

  private JsonBody(ObjectNode node) {
    this.node = node;
  }

  static JsonBody empty() {
    return new JsonBody(MAPPER.createObjectNode().put("v", VERSION));
  }

  static JsonBody parse(String text) {
    if (!(MAPPER.readTree(text) instanceof ObjectNode node)) {
      throw new IllegalArgumentException("no object");
    }
    if (node.path("v").asInt(0) != VERSION) {
      throw new IllegalArgumentException("of an unknown version");
    }
    return new JsonBody(node);
  }

  String text() {
    return node.toString();
  }

  void put(String name, String value) {
    node.put(name, value);
  }

  void put(String name, boolean value) {
    node.put(name, value);
  }

  void put(String name, Instant value) {
    node.put(name, value.toString());
  }

  void put(String name, Optional<String> value) {
    value.ifPresent(text -> node.put(name, text));
  }

  void put(String name, List<String> values) {
    values.forEach(node.putArray(name)::add);
  }

  void put(String name, ClientMetadata metadata) {
    ObjectNode inner = node.putObject(name);
    metadata
        .fields()
        .forEach(
            (field, value) -> {
              if (value instanceof Long number) {
                inner.put(field, number);
              } else if (value instanceof Boolean truth) {
                inner.put(field, truth);
              } else if (value instanceof List<?> list) {
                ArrayNode array = inner.putArray(field);
                list.forEach(entry -> array.add((String) entry));
              } else {
                inner.put(field, (String) value);
              }
            });
  }

  JsonBody object(String name) {
    return new JsonBody(node.putObject(name));
  }

  JsonBody addTo(String name) {
    ArrayNode array = node.path(name) instanceof ArrayNode found ? found : node.putArray(name);
    return new JsonBody(array.addObject());
  }

  Collection<String> names() {
    return node.propertyNames();
  }

  String text(String name) {
    return optionalText(name).orElseThrow(() -> new IllegalArgumentException("no " + name));
  }

  Optional<String> optionalText(String name) {
    return node.has(name) ? Optional.of(text(name, node.path(name))) : Optional.empty();
  }

  boolean truth(String name) {
    JsonNode found = node.path(name);
    if (!found.isBoolean()) {
      throw new IllegalArgumentException("no " + name);
    }
    return found.booleanValue();
  }

  Instant instant(String name) {
    return Instant.parse(text(name));
  }

  Optional<Instant> optionalInstant(String name) {
    return optionalText(name).map(Instant::parse);
  }

  List<String> texts(String name) {
    return texts(name, node.path(name));
  }

  <E> E word(String name, E[] values, Function<E, String> word) {
    String wanted = text(name);
    return Stream.of(values)
        .filter(value -> word.apply(value).equals(wanted))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("an unknown " + name));
  }

  Optional<JsonBody> optionalObject(String name) {
    return node.path(name) instanceof ObjectNode found
        ? Optional.of(new JsonBody(found))
        : Optional.empty();
  }

  /** Returns the objects of a list; none if there is no list. */
  List<JsonBody> objects(String name) {
    List<JsonBody> all = new ArrayList<>();
    for (JsonNode entry : node.path(name)) {
      if (!(entry instanceof ObjectNode found)) {
        throw new IllegalArgumentException("no objects in " + name);
      }
      all.add(new JsonBody(found));
    }
    return all;
  }

  ClientMetadata metadata(String name) {
    JsonBody inner =
        optionalObject(name).orElseThrow(() -> new IllegalArgumentException("no " + name));
    ClientMetadata.Builder metadata = ClientMetadata.builder();
    for (String field : inner.names()) {
      JsonNode value = inner.node.path(field);
      if (value.isBoolean()) {
        metadata.set(field, value.booleanValue());
      } else if (value.isIntegralNumber()) {
        metadata.set(field, value.longValue());
      } else if (value.isArray()) {
        metadata.set(field, texts(field, value));
      } else {
        metadata.set(field, text(field, value));
      }
    }
    return metadata.build();
  }

  private static List<String> texts(String name, JsonNode array) {
    List<String> all = new ArrayList<>();
    for (JsonNode entry : array) {
      all.add(text(name, entry));
    }
    return all;
  }

  private static String text(String name, JsonNode value) {
    if (!value.isString()) {
      throw new IllegalArgumentException("no text in " + name);
    }
    return value.stringValue();
  }
}
