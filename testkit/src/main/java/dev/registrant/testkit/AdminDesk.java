package dev.registrant.testkit;

import dev.registrant.testkit.vendor.AdminRefusal;
import dev.registrant.testkit.vendor.VendorAnswer;
import dev.registrant.testkit.vendor.VendorRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The admin: looks into the simulators and makes them misbehave. */
final class AdminDesk {

  static final String PATH = "/_sandbox";

  private final Map<String, Stand> stands;
  private final LeakTrap trap;

  AdminDesk(Map<String, Stand> stands, LeakTrap trap) {
    this.stands = stands;
    this.trap = trap;
  }

  VendorAnswer answer(VendorRequest request) {
    String what = request.path().substring(PATH.length());
    String wanted = what.equals("/state") ? "GET" : "POST";
    if (!Set.of("/state", "/seed", "/faults", "/human", "/behaviour", "/reset").contains(what)) {
      return Json.answer(404, problems(List.of("no such admin path: " + request.path())));
    }
    if (!request.method().equals(wanted)) {
      return Json.answer(405, problems(List.of(request.path() + " wants " + wanted)))
          .withHeader("allow", wanted);
    }
    try {
      return Json.answer(200, perform(what, request));
    } catch (AdminRefusal e) {
      return Json.answer(400, problems(e.problems()));
    }
  }

  private Map<String, Object> perform(String what, VendorRequest request) {
    return switch (what) {
      case "/state" -> state();
      case "/reset" -> {
        reset();
        yield Map.of("reset", true);
      }
      case "/seed" -> seed(Json.readObject(request.body()));
      case "/faults" -> {
        Fault fault = new FaultForm(Json.readObject(request.body()), stands).read();
        arm(fault);
        yield Map.of("armed", fault.json());
      }
      case "/human" -> human(Json.readObject(request.body()));
      default -> behaviour(Json.readObject(request.body()));
    };
  }

  Map<String, Object> state() {
    Map<String, Object> all = new LinkedHashMap<>();
    stands.forEach((name, stand) -> all.put(name, stand.state()));
    all.put("leaked", trap.leaked());
    return all;
  }

  void reset() {
    stands.values().forEach(Stand::reset);
    trap.clear();
  }

  void arm(Fault fault) {
    Stand stand = stand(fault.vendor());
    if (!Operations.CONTRACT.contains(fault.operation())
        && !stand.moreOperations().contains(fault.operation())) {
      throw new AdminRefusal(
          "unknown operation " + fault.operation() + ", known: " + Operations.CONTRACT);
    }
    stand.arm(fault);
  }

  Map<String, Object> seed(Map<String, Object> fields) {
    Stand stand = stand(fields.get("vendor"));
    Map<String, Object> rest = new LinkedHashMap<>(fields);
    rest.remove("vendor");
    Object kind = rest.remove("kind");
    return stand.with(
        simulator -> {
          if (!(kind instanceof String name) || !simulator.seedKinds().contains(name)) {
            throw new AdminRefusal("unknown kind " + kind + ", known: " + simulator.seedKinds());
          }
          return simulator.seed(name, rest);
        });
  }

  private Map<String, Object> human(Map<String, Object> fields) {
    List<String> peopled = new ArrayList<>();
    stands.forEach(
        (name, stand) -> {
          if (!stand.acts().isEmpty()) {
            peopled.add(name);
          }
        });
    if (!(fields.get("vendor") instanceof String vendor) || !peopled.contains(vendor)) {
      throw new AdminRefusal("vendors with people: " + peopled);
    }
    Map<String, Object> rest = new LinkedHashMap<>(fields);
    rest.remove("vendor");
    Object act = rest.remove("act");
    return stand(vendor)
        .with(
            simulator -> {
              if (!(act instanceof String name) || !simulator.acts().contains(name)) {
                throw new AdminRefusal("unknown act " + act + ", known: " + simulator.acts());
              }
              return simulator.human(name, rest);
            });
  }

  private Map<String, Object> behaviour(Map<String, Object> fields) {
    Stand stand = stand(fields.get("vendor"));
    String name = String.valueOf(fields.get("name"));
    String value = String.valueOf(fields.get("value"));
    behave(stand, name, value);
    return Map.of("vendor", stand.name(), "name", name, "value", value);
  }

  void behave(Stand stand, String name, String value) {
    stand.with(
        simulator -> {
          simulator.behaviours().set(name, value);
          return name;
        });
  }

  Stand stand(@Nullable Object vendor) {
    Stand stand = vendor instanceof String name ? stands.get(name) : null;
    if (stand == null) {
      throw new AdminRefusal("unknown vendor " + vendor + ", known: " + stands.keySet());
    }
    return stand;
  }

  private static Map<String, Object> problems(List<String> problems) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("error", String.join("; ", problems));
    members.put("problems", problems);
    members.put("kinds", FaultKind.wireNames());
    members.put("operations", Operations.CONTRACT);
    return members;
  }
}
