package dev.registrant.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads pagination links. A link is never followed: it may lead anywhere. */
public final class Links {
  private Links() {}

  /**
   * Returns a query parameter of a link, percent-decoded once. A {@code +} stays a {@code +}, since
   * cursors are tokens and have no spaces.
   *
   * @param link a URL, a path with a query, or anything else a vendor may send
   * @param name the name of the parameter
   * @return the first value; empty if the link has no such parameter, if its value is empty, or if
   *     it cannot be decoded
   */
  public static Optional<String> queryParameter(String link, String name) {
    int fragment = link.indexOf('#');
    String page = fragment < 0 ? link : link.substring(0, fragment);
    int query = page.indexOf('?');
    if (query < 0) {
      return Optional.empty();
    }
    for (String pair : page.substring(query + 1).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0 && decode(pair.substring(0, equals)).filter(name::equals).isPresent()) {
        return decode(pair.substring(equals + 1)).filter(value -> !value.isEmpty());
      }
    }
    return Optional.empty();
  }

  /** Percent-decodes a text once; empty if it is malformed. */
  static Optional<String> decode(String text) {
    if (text.indexOf('%') < 0) {
      return Optional.of(text);
    }
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer decoded = ByteBuffer.allocate(encoded.length);
    for (int i = 0; i < encoded.length; i++) {
      if (encoded[i] != '%') {
        decoded.put(encoded[i]);
        continue;
      }
      int high = i + 2 < encoded.length ? Character.digit(encoded[i + 1], 16) : -1;
      int low = i + 2 < encoded.length ? Character.digit(encoded[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        return Optional.empty();
      }
      decoded.put((byte) (high * 16 + low));
      i += 2;
    }
    try {
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
