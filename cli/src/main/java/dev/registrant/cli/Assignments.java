package dev.registrant.cli;

import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Arguments of the form {@code KEY=VALUE}. */
final class Assignments {
  private Assignments() {}

  /**
   * Returns the values by key, in the order given.
   *
   * @param option the option they were given with
   * @throws UsageProblem if one has no {@code =}
   */
  static Map<String, List<String>> lists(String option, List<String> given) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String assignment : given) {
      int end = assignment.indexOf('=');
      if (end < 1) {
        throw new UsageProblem(option + " takes KEY=VALUE", "Correct it; nothing was sent");
      }
      values
          .computeIfAbsent(assignment.substring(0, end), absent -> new ArrayList<>())
          .add(assignment.substring(end + 1));
    }
    return values;
  }

  /**
   * Returns the one value of each key.
   *
   * @throws RegistrationException.InvalidRequest if a key has several
   */
  static Map<String, String> single(String option, List<String> given) {
    Map<String, String> values = new LinkedHashMap<>();
    List<Violation> violations = new ArrayList<>();
    lists(option, given)
        .forEach(
            (key, all) -> {
              values.put(key, all.get(0));
              if (all.size() > 1) {
                violations.add(new Violation(key, "duplicate", key + " is given twice"));
              }
            });
    if (!violations.isEmpty()) {
      throw new RegistrationException.InvalidRequest(violations);
    }
    return values;
  }
}
