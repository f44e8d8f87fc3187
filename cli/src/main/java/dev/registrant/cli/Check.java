package dev.registrant.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the doctor found.
 *
 * @param name what was looked at
 * @param ok whether it works
 * @param warning whether it works and should be changed all the same
 * @param details what was found; never a secret
 */
record Check(String name, boolean ok, boolean warning, List<String> details) {
  static Check good(String name, String detail) {
    return new Check(name, true, false, List.of(detail));
  }

  static Check warning(String name, String detail) {
    return new Check(name, true, true, List.of(detail));
  }

  static Check bad(String name, List<String> details) {
    return new Check(name, false, false, details);
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("ok", ok);
    if (warning) {
      json.put("warning", true);
    }
    json.put("detail", String.join("\n", details));
    return json;
  }

  String mark() {
    if (warning) {
      return "!";
    }
    return ok ? "✓" : "✗";
  }
}
