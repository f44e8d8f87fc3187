package dev.registrant.testkit;

import dev.registrant.testkit.vendor.AdminRefusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the body of {@code POST /_sandbox/faults} and collects everything that is wrong. */
final class FaultForm {

  private static final Set<String> MEMBERS =
      Set.of("vendor", "operation", "kind", "times", "millis", "status");

  private final Map<String, Object> fields;
  private final Map<String, Stand> stands;
  private final List<String> problems = new ArrayList<>();

  FaultForm(Map<String, Object> fields, Map<String, Stand> stands) {
    this.fields = fields;
    this.stands = stands;
  }

  Fault read() {
    for (String name : new TreeSet<>(fields.keySet())) {
      if (!MEMBERS.contains(name)) {
        problems.add("unknown member " + name + ", known: " + new TreeSet<>(MEMBERS));
      }
    }
    Object vendor = fields.get("vendor");
    Stand stand = vendor instanceof String name ? stands.get(name) : null;
    if (stand == null) {
      problems.add("unknown vendor " + vendor + ", known: " + stands.keySet());
    }
    String operation = operation(stand);
    Optional<FaultKind> kind =
        fields.get("kind") instanceof String name ? FaultKind.named(name) : Optional.empty();
    if (kind.isEmpty()) {
      problems.add("unknown kind " + fields.get("kind") + ", known: " + FaultKind.wireNames());
    }
    @Nullable Integer times = number("times", 1, 1_000_000);
    @Nullable Integer millis = number("millis", 0, 86_400_000);
    @Nullable Integer status = number("status", 400, 599);
    if (!problems.isEmpty() || stand == null) {
      throw new AdminRefusal(problems);
    }
    Fault fault = Fault.of(stand.name(), operation, kind.orElseThrow());
    fault = millis == null ? fault : fault.lasting(Duration.ofMillis(millis));
    fault = status == null ? fault : fault.status(status);
    return times == null ? fault : fault.times(times);
  }

  private String operation(@Nullable Stand stand) {
    Object operation = fields.getOrDefault("operation", "*");
    List<String> known = new ArrayList<>(Operations.CONTRACT);
    if (stand != null) {
      known.addAll(stand.moreOperations());
    }
    if (operation instanceof String name && known.contains(name)) {
      return name;
    }
    problems.add("unknown operation " + operation + ", known: " + known);
    return "*";
  }

  private @Nullable Integer number(String name, int least, int most) {
    Object value = fields.get(name);
    if (value == null) {
      return null;
    }
    if (value instanceof Integer number && number >= least && number <= most) {
      return number;
    }
    problems.add(name + " must be a whole number from " + least + " to " + most + ", not " + value);
    return null;
  }
}
