package dev.registrant.testkit.servicetitan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request that ServiceTitan refuses. */
final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String title;
  private final transient Map<String, List<String>> errors;

  Problem(int status, String title, Map<String, List<String>> errors) {
    super(title);
    this.status = status;
    this.title = title;
    this.errors = new LinkedHashMap<>(errors);
  }

  Problem(int status, String title) {
    this(status, title, Map.of());
  }

  static Problem invalid(Map<String, List<String>> errors) {
    return new Problem(400, "One or more validation errors occurred.", errors);
  }

  static Problem invalid(String field, String message) {
    return invalid(Map.of(field, List.of(message)));
  }

  static Problem absent() {
    return new Problem(404, "Not found.");
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  /** Field to what is wrong with it. */
  Map<String, List<String>> errors() {
    return errors;
  }
}
