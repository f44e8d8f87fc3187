package dev.registrant.cli;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON for programs, in one line. */
final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  /** Writes a document that steers no terminal: outside of texts JSON has no such characters. */
  static String write(Object value) {
    return Printable.clean(MAPPER.writeValueAsString(value));
  }

  static JsonNode read(byte[] document) {
    return MAPPER.readTree(document);
  }
}
