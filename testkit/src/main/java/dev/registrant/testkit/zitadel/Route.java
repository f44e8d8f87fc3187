package dev.registrant.testkit.zitadel;

import dev.registrant.testkit.vendor.VendorRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a management request goes, with the ids of its path. */
record Route(Endpoint endpoint, Map<String, String> ids) {

  private static final List<String> BASE = List.of("management", "v1");

  static Route of(VendorRequest request) {
    List<String> parts;
    try {
      parts = request.segments();
    } catch (IllegalArgumentException e) {
      throw Problem.bare(Problem.INVALID_ARGUMENT, "malformed path escape");
    }
    if (parts.size() <= BASE.size() || !parts.subList(0, BASE.size()).equals(BASE)) {
      throw Problem.bare(Problem.NOT_FOUND, "Not Found");
    }
    List<String> rest = parts.subList(BASE.size(), parts.size());
    boolean elsewhere = false;
    for (Endpoint endpoint : Endpoint.values()) {
      Optional<Map<String, String>> ids = match(endpoint.pattern(), rest);
      if (ids.isPresent() && endpoint.method().equals(request.method())) {
        return new Route(endpoint, ids.get());
      }
      elsewhere |= ids.isPresent();
    }
    throw elsewhere ? Problem.wrongMethod() : Problem.bare(Problem.NOT_FOUND, "Not Found");
  }

  private static Optional<Map<String, String>> match(List<String> pattern, List<String> parts) {
    if (pattern.size() != parts.size()) {
      return Optional.empty();
    }
    Map<String, String> ids = new LinkedHashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      String wanted = pattern.get(i);
      if (wanted.startsWith("{")) {
        ids.put(wanted.substring(1, wanted.length() - 1), parts.get(i));
      } else if (!wanted.equals(parts.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(ids);
  }
}
