package dev.registrant.testkit.snyk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that Snyk refuses, with every reason. */
final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** One entry of an error document; at most one of pointer and parameter is there. */
  record Reason(String detail, @Nullable String pointer, @Nullable String parameter) {}

  private final int status;
  private final transient List<Reason> reasons;

  Problem(int status, List<Reason> reasons) {
    super(reasons.get(0).detail());
    this.status = status;
    this.reasons = List.copyOf(reasons);
  }

  Problem(int status, String detail) {
    this(status, List.of(new Reason(detail, null, null)));
  }

  static Problem inQuery(String parameter, String detail) {
    return new Problem(400, List.of(new Reason(detail, null, parameter)));
  }

  static Problem inBody(String pointer, String detail) {
    return new Problem(400, List.of(new Reason(detail, pointer, null)));
  }

  static Problem absent() {
    return new Problem(404, "Not found.");
  }

  int status() {
    return status;
  }

  List<Reason> reasons() {
    return reasons;
  }
}
