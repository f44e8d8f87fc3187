package dev.registrant.testkit.servicetitan;

import dev.registrant.testkit.vendor.Behaviours;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the state down for the admin, secrets in clear; ids are texts here. */
final class Snapshot {

  private final World world;
  private final Behaviours behaviours;

  Snapshot(World world, Behaviours behaviours) {
    this.world = world;
    this.behaviours = behaviours;
  }

  Map<String, Object> json() {
    List<App> deleted = world.apps.values().stream().filter(App::deleted).toList();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("apps", world.live().stream().map(this::app).toList());
    members.put("installs", installs(world.live()));
    members.put("deletedApps", deleted.stream().map(this::app).toList());
    members.put("deletedInstalls", installs(deleted));
    Map<String, Object> tenants = new LinkedHashMap<>();
    world.tenants.forEach(
        (id, environments) ->
            tenants.put(id, environments.stream().map(Environment::word).toList()));
    members.put("tenants", tenants);
    return members;
  }

  private Map<String, Object> app(App app) {
    Details details = app.details();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", Long.toString(app.id));
    members.put("publicId", app.publicId);
    members.put("name", details.name());
    members.put("key", app.key);
    members.put("secrets", app.deleted() ? List.of() : List.of(app.key));
    members.put("organizationName", details.organizationName());
    members.put("homepageUrl", details.homepageUrl());
    members.put("scopes", List.copyOf(details.scopes()));
    members.put(
        "tenants",
        details.tenants().stream()
            .map(entry -> Map.of("tenant", entry.tenant(), "note", entry.note()))
            .toList());
    members.put(
        "versions", app.versions().stream().map(one -> OwnContract.version(app, one)).toList());
    members.putAll(OwnContract.approval(app, behaviours));
    members.put("deleted", app.deleted());
    return members;
  }

  private static List<Map<String, Object>> installs(List<App> apps) {
    return apps.stream()
        .flatMap(
            app ->
                app.connections.values().stream()
                    .filter(connection -> connection.clientId().isPresent())
                    .map(connection -> install(app, connection)))
        .toList();
  }

  private static Map<String, Object> install(App app, Connection connection) {
    Place place = connection.place;
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", app.publicId + ":" + place.environment().word() + ":" + place.tenant());
    members.put("appId", Long.toString(app.id));
    members.put("publicId", app.publicId);
    members.put("target", "tenant:" + place.tenant());
    members.put("tenant", place.tenant());
    members.put("environment", place.environment().word());
    members.put("status", connection.status().word());
    members.put("clientId", connection.clientId().orElse(""));
    members.put("secrets", connection.slots.values());
    members.put("acceptedVersion", connection.acceptedVersion());
    members.put("latestVersion", app.latest());
    return members;
  }
}
