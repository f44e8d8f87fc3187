package dev.registrant.testkit;

import dev.registrant.testkit.vendor.VendorRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Records what clients send to a port that nobody told them to trust. */
final class LeakTrap {

  private final List<Map<String, Object>> leaked = new ArrayList<>();

  synchronized Reply record(VendorRequest request) {
    Map<String, Object> entry = new LinkedHashMap<>();
    String query = request.query().isEmpty() ? "" : "?" + request.query();
    entry.put("method", request.method());
    entry.put("path", request.path() + query);
    Map<String, Object> headers = new LinkedHashMap<>();
    request.headers().forEach((name, values) -> headers.put(name, String.join(", ", values)));
    entry.put("headers", headers);
    entry.put("body", request.text());
    leaked.add(entry);
    return new Reply.Send(Json.answer(200, Map.of()));
  }

  synchronized List<Map<String, Object>> leaked() {
    return List.copyOf(leaked);
  }

  synchronized void clear() {
    leaked.clear();
  }
}
