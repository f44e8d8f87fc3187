package dev.registrant.testkit.zitadel;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads proto3 JSON as the gateway does: what it does not know it drops without a word. */
final class ProtoJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final boolean refusesUnknownEnums;

  ProtoJson(boolean refusesUnknownEnums) {
    this.refusesUnknownEnums = refusesUnknownEnums;
  }

  /** Reads a message; members are named in lowerCamelCase and absent where nothing was sent. */
  Message read(byte[] body, Shape.Fields shape) {
    if (new String(body, StandardCharsets.UTF_8).isBlank()) {
      return new Message(Map.of());
    }
    try {
      return message(MAPPER.readTree(body), shape);
    } catch (JacksonException e) {
      throw wrong("syntax error");
    }
  }

  private Message message(JsonNode node, Shape.Fields shape) {
    if (!node.isObject()) {
      throw wrong("unexpected token");
    }
    Map<String, Object> values = new LinkedHashMap<>();
    shape
        .fields()
        .forEach(
            (name, type) -> {
              JsonNode camel = node.path(name);
              JsonNode snake = node.path(snake(name));
              boolean one = name.equals(snake(name));
              if (!one && !camel.isMissingNode() && !snake.isMissingNode()) {
                throw wrong("duplicate field \"" + name + "\"");
              }
              JsonNode sent = camel.isMissingNode() ? snake : camel;
              if (!sent.isMissingNode() && !sent.isNull()) {
                value(sent, type).ifPresent(value -> values.put(name, value));
              }
            });
    return new Message(values);
  }

  private static String snake(String camel) {
    StringBuilder text = new StringBuilder();
    for (char letter : camel.toCharArray()) {
      text.append(Character.isUpperCase(letter) ? "_" : "").append(Character.toLowerCase(letter));
    }
    return text.toString();
  }

  private Optional<Object> value(JsonNode node, Shape shape) {
    if (shape instanceof Shape.Fields fields) {
      return Optional.of(message(node, fields));
    }
    if (shape instanceof Shape.Many many) {
      return Optional.of(items(node, many));
    }
    if (shape instanceof Shape.Names names) {
      return enumeration(node, names);
    }
    if (shape == Shape.Scalar.TEXT && node.isString()) {
      return Optional.of(node.stringValue());
    }
    if (shape == Shape.Scalar.FLAG && node.isBoolean()) {
      return Optional.of(node.booleanValue());
    }
    if (shape == Shape.Scalar.UINT && (node.isNumber() || node.isString())) {
      return Optional.of(unsigned(node.isString() ? node.stringValue() : node.asString()));
    }
    if (shape == Shape.Scalar.TIME && node.isString()) {
      return Optional.of(instant(node.stringValue()));
    }
    throw wrong("invalid value for " + shape.toString().toLowerCase(Locale.ROOT) + " field");
  }

  private List<Object> items(JsonNode node, Shape.Many many) {
    if (!node.isArray()) {
      throw wrong("unexpected token, want a list");
    }
    List<Object> items = new ArrayList<>();
    for (JsonNode item : node) {
      value(item, many.item()).ifPresent(items::add);
    }
    return items;
  }

  private Optional<Object> enumeration(JsonNode node, Shape.Names names) {
    if (node.isIntegralNumber() && node.canConvertToInt()) {
      return Optional.of(node.intValue());
    }
    if (!node.isString()) {
      throw wrong("invalid value for enum field");
    }
    int number = names.names().indexOf(node.stringValue());
    if (number < 0 && refusesUnknownEnums) {
      throw wrong("invalid value for enum field: \"" + node.stringValue() + "\"");
    }
    return number < 0 ? Optional.empty() : Optional.of(number);
  }

  private static Long unsigned(String text) {
    try {
      long number = new BigDecimal(text).longValueExact();
      if (number >= 0) {
        return number;
      }
    } catch (ArithmeticException | NumberFormatException e) {
      // said below
    }
    throw wrong("invalid value for integer field: " + text);
  }

  private static Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw wrong("invalid google.protobuf.Timestamp value \"" + text + "\"");
    }
  }

  private static Problem wrong(String what) {
    return Problem.bare(Problem.INVALID_ARGUMENT, "proto: " + what);
  }
}
