package dev.registrant.http;

import feign.DefaultContract;
import feign.MethodMetadata;
import feign.Param;
import feign.RequestLine;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Feign's contract without the parts that could send a request elsewhere or change its meaning, and
 * with path and query parameters encoded exactly once: Feign itself leaves alone what looks encoded
 * and decodes {@code %2F}, in headers too.
 */
final class StrictContract extends DefaultContract {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final Set<String> OURS =
      Set.of(
          "accept",
          "authorization",
          "connection",
          "content-length",
          "content-type",
          "cookie",
          "expect",
          "host",
          "proxy-authorization",
          "te",
          "transfer-encoding",
          "upgrade");

  /**
   * Makes a contract.
   *
   * @param paths by name, those that an interface leaves to its builder
   */
  StrictContract(Map<String, String> paths) {
    super.registerMethodAnnotation(
        RequestLine.class,
        (line, data) -> {
          String open = line.value().substring(line.value().indexOf(' ') + 1);
          paths.entrySet().stream()
              .filter(path -> open.equals("{" + path.getKey() + "}"))
              .forEach(path -> data.template().uri(path.getValue()));
        });
  }

  @Override
  protected MethodMetadata parseAndValidateMetadata(Class<?> targetType, Method method) {
    MethodMetadata data = super.parseAndValidateMetadata(targetType, method);
    Class<?>[] parameters = method.getParameterTypes();
    require(
        parameters.length > 0 && parameters[parameters.length - 1] == CallOptions.class,
        data,
        "needs CallOptions as its last parameter");
    bodyType(data.returnType());
    require(data.urlIndex() == null, data, "must not take a URI, which would replace the base URL");
    require(
        data.queryMapIndex() == null && data.headerMapIndex() == null,
        data,
        "must name its parameters with @Param");
    require(
        data.formParams().isEmpty() && data.template().bodyTemplate() == null,
        data,
        "must use every @Param in its path or query");
    require(data.indexToExpanderClass().isEmpty(), data, "must not expand parameters by itself");
    data.template()
        .headers()
        .forEach(
            (name, values) -> {
              require(
                  !OURS.contains(name.toLowerCase(Locale.ROOT))
                      && values.stream().noneMatch(value -> value.contains("{")),
                  data,
                  "must not set the header " + name + ", or not from a @Param");
            });
    data.template().decodeSlash(false);
    Map<Integer, Param.Expander> expanders = new HashMap<>();
    data.indexToName().keySet().forEach(index -> expanders.put(index, StrictContract::encode));
    data.indexToExpander(expanders);
    return data;
  }

  /** Returns {@code T} of {@code HttpAnswer<T>}. */
  static Type bodyType(Type returnType) {
    if (returnType instanceof ParameterizedType type && type.getRawType() == HttpAnswer.class) {
      return type.getActualTypeArguments()[0];
    }
    throw new IllegalArgumentException("a method must return HttpAnswer<...>");
  }

  /** Percent-encodes everything but the unreserved characters of RFC 3986 section 2.3. */
  private static String encode(Object value) {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : String.valueOf(value).getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0)) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HEX.toHexDigits(octet));
      }
    }
    return encoded.toString();
  }

  private static void require(boolean condition, MethodMetadata data, String what) {
    if (!condition) {
      throw new IllegalArgumentException(data.configKey() + " " + what);
    }
  }
}
