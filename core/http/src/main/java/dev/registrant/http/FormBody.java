package dev.registrant.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A body that is sent as {@code application/x-www-form-urlencoded}, as token endpoints want it (RFC
 * 6749 appendix B). Immutable; its {@code toString} shows names only.
 */
public final class FormBody {
  static final String MEDIA_TYPE = "application/x-www-form-urlencoded";

  private final Map<String, String> fields;

  private FormBody(Map<String, String> fields) {
    this.fields = fields;
  }

  /** Returns a body of these fields, in their order. */
  public static FormBody of(Map<String, String> fields) {
    return new FormBody(Collections.unmodifiableMap(new LinkedHashMap<>(fields)));
  }

  String encoded() {
    return fields.entrySet().stream()
        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "FormBody" + fields.keySet();
  }
}
