package dev.registrant.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Response headers, found by name in any case. Its {@code toString} shows none. */
final class ResponseHeaders {
  private final Map<String, List<String>> values;

  /**
   * Wraps headers.
   *
   * @param values from a map that ignores case
   */
  ResponseHeaders(Map<String, List<String>> values) {
    this.values = values;
  }

  Optional<String> first(String name) {
    List<String> all = values.get(name);
    return all == null || all.isEmpty() ? Optional.empty() : Optional.of(all.get(0));
  }

  /** Returns the value of each line of that name, in the order received. */
  List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  @Override
  public String toString() {
    return "ResponseHeaders[" + values.size() + "]";
  }
}
