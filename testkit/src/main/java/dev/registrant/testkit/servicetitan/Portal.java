package dev.registrant.testkit.servicetitan;

import dev.registrant.testkit.vendor.Behaviours;
import dev.registrant.testkit.vendor.VendorAnswer;
import dev.registrant.testkit.vendor.VendorRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The portal's back end of 2021: one read of everything, one PUT for everything. */
final class Portal {

  private final World world;
  private final Behaviours behaviours;
  private final Mint mint;
  private final String projectId;
  private final String ownTenant;

  Portal(World world, Behaviours behaviours, Mint mint, String projectId, String ownTenant) {
    this.world = world;
    this.behaviours = behaviours;
    this.mint = mint;
    this.projectId = projectId;
    this.ownTenant = ownTenant;
  }

  VendorAnswer page() {
    boolean deletedToo = behaviours.is(Switches.DELETED_APPS, "listed");
    List<App> apps =
        new ArrayList<>(
            world.apps.values().stream().filter(app -> deletedToo || !app.deleted()).toList());
    switch (behaviours.get(Switches.ORDER)) {
      case "newest-first" -> Collections.reverse(apps);
      case "by-name" -> apps.sort(Comparator.comparing(app -> app.details().name()));
      default -> {}
    }
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("projectId", projectId);
    members.put("apps", apps.stream().map(this::json).toList());
    members.put("scopeGroups", Catalogue.json());
    members.put("defaultAvailabilityList", List.of(json(new Availability(ownTenant, ""))));
    return Answers.json(200, members);
  }

  VendorAnswer save(String project, VendorRequest request, String user, Instant now) {
    if (!project.equals(projectId)) {
      throw new Problem(behaviours.number(Switches.FOREIGN_PROJECT), "Not your project.");
    }
    SaveForm.Order order =
        SaveForm.read(request, behaviours.is(Switches.UNKNOWN_MEMBERS, "refused"));
    if (behaviours.is(Switches.BOUNDS, "enforced")) {
      Map<String, List<String>> violations = Rules.violations(order.details(), behaviours);
      if (!violations.isEmpty()) {
        throw Problem.invalid(violations);
      }
    }
    return answer(carryOut(order, user, now));
  }

  private App carryOut(SaveForm.Order order, String user, Instant now) {
    Details details = Rules.settled(order.details(), behaviours);
    if (order.id() == 0) {
      refuseSameName(details.name(), 0);
      App app = world.add(mint, now, user, details);
      app.open(behaviours.is(Switches.NEW_AUDIENCE, "public"));
      return app;
    }
    App app = Optional.ofNullable(world.apps.get(order.id())).orElseThrow(Problem::absent);
    if (app.deleted()) {
      if (order.deleted() && behaviours.is(Switches.DELETE_AGAIN, "accepted")) {
        return app;
      }
      throw Problem.absent();
    }
    if (order.deleted()) {
      app.delete();
      return app;
    }
    refuseSameName(details.name(), app.id);
    app.save(rescoped(app, details), now, user, behaviours.is(Switches.SAME_SCOPES, "new-version"));
    if (behaviours.is(Switches.TENANT_REMOVED, "cut")) {
      app.cutUnlisted();
    }
    return app;
  }

  private void refuseSameName(String name, long id) {
    if (behaviours.is(Switches.SAME_NAME, "refused")
        && world.live().stream()
            .anyMatch(other -> other.id != id && other.details().name().equals(name))) {
      throw new Problem(409, "There is an app of this name.");
    }
  }

  /** Decides what becomes of scopes other than those that an app has. */
  private Details rescoped(App app, Details wanted) {
    if (wanted.scopes().equals(app.details().scopes())) {
      return wanted;
    }
    return switch (behaviours.get(Switches.SCOPE_CHANGE)) {
      case "ignored" -> wanted.withScopes(app.details().scopes());
      case "refused" -> throw Problem.invalid("authScopes", "Scopes are final.");
      default -> wanted;
    };
  }

  private VendorAnswer answer(App app) {
    return switch (behaviours.get(Switches.PUT_ANSWER)) {
      case "no-content" -> Answers.empty(204);
      case "app" -> Answers.json(200, json(app));
      case "text" -> Answers.text(200, "text/plain", "OK");
      default -> Answers.empty(200);
    };
  }

  private Map<String, Object> json(App app) {
    Details details = app.details();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", app.id);
    members.put("publicId", app.publicId);
    members.put("name", details.name());
    members.put("organizationName", details.organizationName());
    members.put("homepageUrl", details.homepageUrl());
    members.put("authScopes", scopes(details));
    members.put("applicationKey1", app.deleted() ? "" : app.key);
    members.put("deleted", app.deleted());
    members.put("appAvailabilityList", details.tenants().stream().map(Portal::json).toList());
    return members;
  }

  private static Map<String, Object> json(Availability entry) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("resourceOwner", entry.tenant());
    members.put("note", entry.note());
    return members;
  }

  private List<Map<String, Object>> scopes(Details details) {
    Map<String, Map<String, Object>> byName = new LinkedHashMap<>();
    for (String scope : details.scopes()) {
      String name = scope.replaceFirst(":[rw]$", "");
      byName.computeIfAbsent(
          name,
          unused -> {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("name", name);
            members.put(
                "displayName",
                Catalogue.named(name).map(Catalogue.Resource::displayName).orElse(name));
            members.put("read", details.scopes().contains(name + ":r"));
            members.put("write", flag(details.scopes().contains(name + ":w")));
            return members;
          });
    }
    return List.copyOf(byName.values());
  }

  private Object flag(boolean write) {
    return switch (behaviours.get(Switches.WRITE_FLAG)) {
      case "string" -> Boolean.toString(write);
      case "string-or-empty" -> write ? "true" : "";
      default -> write;
    };
  }
}
