package dev.registrant.http;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads and writes JSON that is not the body of a request: a key file, the parts of a JSON Web
 * Token. Within the kit's limits; nothing it read stays in a buffer.
 */
public final class JsonText {
  private static final Json JSON = new Json();

  private JsonText() {}

  /**
   * Reads a text; what the type does not know is ignored.
   *
   * @return empty if it is no JSON, or not of this type
   */
  public static <T> Optional<T> read(String text, Class<T> type) {
    try {
      return JSON.read(text.getBytes(StandardCharsets.UTF_8), type).map(type::cast);
    } catch (Json.Unreadable e) {
      return Optional.empty();
    }
  }

  /** Writes a value without absent parts. */
  public static String write(Object value) {
    return new String(JSON.write(value, value.getClass()), StandardCharsets.UTF_8);
  }
}
