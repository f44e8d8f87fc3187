package dev.registrant.testkit.vendor;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP request as it came in.
 *
 * @param method in capitals
 * @param path still percent-encoded, begins with a slash; for a simulator, the part after its name
 * @param query still percent-encoded, empty when there is none
 * @param headers names in lower case, values in the order they came
 * @param body the whole body, empty when there is none; not copied
 * @param propagation zero, or how long credentials made by this request stay useless; on a token
 *     request, how old a credential must be to be accepted
 */
public record VendorRequest(
    String method,
    String path,
    String query,
    Map<String, List<String>> headers,
    byte[] body,
    Duration propagation) {

  /**
   * Returns the first value of a header.
   *
   * @param name in lower case
   * @return the value, or empty when the header was not sent
   */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  /**
   * Returns the body as UTF-8 text.
   *
   * @return possibly empty
   */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /**
   * Splits the path at its slashes and decodes each part.
   *
   * @return the parts, without an empty one in front
   * @throws IllegalArgumentException if the percent-encoding is broken
   */
  public List<String> segments() {
    List<String> parts = new ArrayList<>();
    for (String part : path.substring(1).split("/", -1)) {
      parts.add(URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8));
    }
    return parts;
  }

  /**
   * Decodes the query.
   *
   * @return name to values in the order they came
   * @throws IllegalArgumentException if the percent-encoding is broken
   */
  public Map<String, List<String>> queryValues() {
    return form(query);
  }

  /**
   * Decodes text of the form {@code a=b&c=d}.
   *
   * @param text a query or a form body
   * @return name to values in the order they came
   * @throws IllegalArgumentException if the percent-encoding is broken
   */
  public static Map<String, List<String>> form(String text) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String pair : text.split("&")) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        values
            .computeIfAbsent(
                URLDecoder.decode(name, StandardCharsets.UTF_8), unused -> new ArrayList<>())
            .add(URLDecoder.decode(value, StandardCharsets.UTF_8));
      }
    }
    return values;
  }

  /**
   * Copies the request with another path.
   *
   * @param other the path, still percent-encoded
   * @return the copy
   */
  public VendorRequest withPath(String other) {
    return new VendorRequest(method, other, query, headers, body, propagation);
  }

  /**
   * Copies the request with a propagation delay.
   *
   * @param delay see the component
   * @return the copy
   */
  public VendorRequest withPropagation(Duration delay) {
    return new VendorRequest(method, path, query, headers, body, delay);
  }
}
