package dev.registrant.testkit.servicetitan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A handful of scopes and the tenant API resources they open. The real catalogue is shown by the
 * portal only; the last two are there for what can only be read or only be written.
 */
final class Catalogue {

  /**
   * One resource.
   *
   * @param name what a scope calls it, without {@code :r} or {@code :w}
   * @param displayName what the portal calls it
   * @param path module and resource as in a URL
   */
  record Resource(
      String name, String displayName, String path, boolean hasRead, boolean hasWrite) {}

  private record Group(String name, String displayName, List<Resource> resources) {}

  private static final List<Group> GROUPS =
      List.of(
          new Group(
              "tn.acc",
              "Accounting",
              List.of(
                  both("tn.acc.invoices", "Invoices", "accounting/invoices"),
                  both("tn.acc.payments", "Payments", "accounting/payments"))),
          new Group(
              "tn.crm",
              "CRM",
              List.of(
                  both("tn.crm.customers", "Customers", "crm/customers"),
                  both("tn.crm.bookings", "Bookings", "crm/bookings"))),
          new Group(
              "tn.stt",
              "Settings",
              List.of(
                  both("tn.stt.businessunits", "Business Units", "settings/business-units"),
                  both("tn.stt.employees", "Employees", "settings/employees"),
                  both("tn.stt.tagtypes", "Tag Types", "settings/tag-types"))),
          new Group(
              "tn.pb",
              "Pricebook",
              List.of(both("tn.pb.categories", "Categories", "pricebook/categories"))),
          new Group(
              "tn.tsm",
              "Task Management",
              List.of(both("tn.tsm.tasks", "Tasks", "taskmanagement/tasks"))),
          new Group(
              "tn.tms",
              "Timesheets",
              List.of(
                  new Resource(
                      "tn.tms.activities", "Activities", "timesheets/activities", true, false))),
          new Group(
              "tn.mads",
              "Marketing Ads",
              List.of(
                  new Resource(
                      "tn.mads.webleadforms",
                      "Web Lead Forms",
                      "marketingads/web-lead-forms",
                      false,
                      true))));

  private Catalogue() {}

  private static Resource both(String name, String displayName, String path) {
    return new Resource(name, displayName, path, true, true);
  }

  private static List<Resource> resources() {
    return GROUPS.stream().flatMap(group -> group.resources().stream()).toList();
  }

  static Optional<Resource> named(String name) {
    return resources().stream().filter(resource -> resource.name().equals(name)).findFirst();
  }

  static Optional<Resource> at(String path) {
    return resources().stream().filter(resource -> resource.path().equals(path)).findFirst();
  }

  /** Tells whether a scope such as {@code tn.acc.invoices:r} is one a picker could offer. */
  static boolean offers(String scope) {
    int end = scope.lastIndexOf(':');
    return named(scope.substring(0, end))
        .filter(one -> scope.endsWith(":r") ? one.hasRead() : one.hasWrite())
        .isPresent();
  }

  static List<Map<String, Object>> json() {
    List<Map<String, Object>> groups = new ArrayList<>();
    for (Group group : GROUPS) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("name", group.name());
      members.put("displayName", group.displayName());
      members.put("scopes", group.resources().stream().map(Catalogue::json).toList());
      groups.add(members);
    }
    return groups;
  }

  private static Map<String, Object> json(Resource resource) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("name", resource.name());
    members.put("displayName", resource.displayName());
    members.put("hasRead", resource.hasRead());
    members.put("hasWrite", resource.hasWrite());
    return members;
  }
}
