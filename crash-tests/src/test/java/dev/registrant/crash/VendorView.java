package dev.registrant.crash;

import dev.registrant.testkit.Sandbox;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the simulator of one vendor has, secrets in clear. */
record VendorView(Map<?, ?> state) {
  private static final String MARKER = "registrant-";
  private static final Set<String> SECRET_MEMBERS = Set.of("key", "privateKey", "secrets");
  private static final int SHORTEST = 12;

  static VendorView of(Sandbox sandbox, Subject subject) {
    return new VendorView((Map<?, ?>) sandbox.state().get(subject.vendor()));
  }

  /** Returns whether a fault is armed that nobody has met yet. */
  boolean isLeft(FaultAt fault) {
    return ((List<?>) state.get("faults"))
        .stream()
            .map(one -> (Map<?, ?>) one)
            .anyMatch(one -> fault.operation().equals(one.get("operation")));
  }

  List<VendorApp> apps() {
    return ((List<?>) state.get("apps")).stream().map(app -> app((Map<?, ?>) app)).toList();
  }

  private static VendorApp app(Map<?, ?> app) {
    List<String> live = new ArrayList<>();
    ((List<?>) app.get("secrets")).forEach(secret -> live.add((String) secret));
    if (app.get("keys") instanceof List<?> keys) {
      keys.forEach(key -> live.add((String) ((Map<?, ?>) key).get("privateKey")));
    }
    return new VendorApp(
        text(app, "id"),
        text(app, "name"),
        text(app, "clientId"),
        live,
        text(app, "name").contains(MARKER) || String.valueOf(app.get("tenants")).contains(MARKER));
  }

  /** Returns everything that nobody but us and the vendor may know; of keys, every line. */
  Set<String> secrets() {
    Set<String> found = new LinkedHashSet<>();
    collect(state, found);
    return found;
  }

  private static void collect(Object part, Set<String> found) {
    if (part instanceof Map<?, ?> members) {
      members.forEach(
          (name, value) -> {
            if (SECRET_MEMBERS.contains(name)) {
              addAll(value, found);
            } else {
              collect(value, found);
            }
          });
    } else if (part instanceof List<?> items) {
      items.forEach(item -> collect(item, found));
    }
  }

  private static void addAll(Object value, Set<String> found) {
    if (value instanceof List<?> items) {
      items.forEach(item -> addAll(item, found));
    } else {
      String.valueOf(value)
          .lines()
          .filter(line -> line.length() >= SHORTEST && !line.startsWith("-----"))
          .forEach(found::add);
    }
  }

  private static String text(Map<?, ?> members, String name) {
    Object value = members.get(name);
    return value == null ? "" : value.toString();
  }
}
