package dev.registrant.engine;

import dev.registrant.spi.ClientMetadata;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Tells whether two requests ask for the same. Versioned, because it is compared across releases.
 */
final class Digest {
  private static final String VERSION = "v1:";

  private Digest() {}

  static String of(ClientMetadata metadata) {
    StringBuilder canonical = new StringBuilder();
    for (Map.Entry<String, Object> field : metadata.fields().entrySet()) {
      append(canonical, field.getKey());
      if (field.getValue() instanceof List<?> list) {
        canonical.append('[').append(list.size());
        list.forEach(entry -> append(canonical, entry.toString()));
      } else {
        canonical.append(field.getValue().getClass().getSimpleName().charAt(0));
        append(canonical, field.getValue().toString());
      }
    }
    try {
      byte[] bytes = canonical.toString().getBytes(StandardCharsets.UTF_8);
      return VERSION + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** With its length before it, so that no two sequences of texts read the same. */
  private static void append(StringBuilder canonical, String text) {
    canonical.append(text.length()).append(':').append(text);
  }
}
