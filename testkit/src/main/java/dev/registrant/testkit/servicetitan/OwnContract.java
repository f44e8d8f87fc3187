package dev.registrant.testkit.servicetitan;

import dev.registrant.testkit.vendor.Behaviours;
import dev.registrant.testkit.vendor.VendorAnswer;
import dev.registrant.testkit.vendor.VendorRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Versions, connections and secrets of an app: a ServiceTitan-style contract of this project's own,
 * never to be presented as ServiceTitan's. What the portal shows to people is served as JSON.
 */
final class OwnContract {

  private final World world;
  private final Behaviours behaviours;
  private final Mint mint;

  OwnContract(World world, Behaviours behaviours, Mint mint) {
    this.world = world;
    this.behaviours = behaviours;
    this.mint = mint;
  }

  VendorAnswer answer(Route route, VendorRequest request, Instant now) {
    App app =
        world.live().stream()
            .filter(one -> Long.toString(one.id).equals(route.owner()))
            .findFirst()
            .orElseThrow(Problem::absent);
    return switch (route.endpoint()) {
      case VERSIONS ->
          Answers.json(200, app.versions().stream().map(one -> version(app, one)).toList());
      case CONNECTIONS ->
          Answers.json(200, rows(app).stream().map(row -> connection(app, row)).toList());
      case APPROVAL -> Answers.json(200, approval(app, behaviours));
      case SECRET_ISSUE -> issue(app, connected(app, route), request, now);
      default -> revoke(connected(app, route), route.slot());
    };
  }

  static Map<String, Object> version(App app, AppVersion version) {
    Set<String> before = app.scopesBefore(version.number());
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("number", version.number());
    members.put("createdOn", version.createdOn().toString());
    members.put("createdBy", version.createdBy());
    members.put("scopes", List.copyOf(version.scopes()));
    members.put("addedScopes", List.copyOf(version.added(before)));
    members.put("removedScopes", List.copyOf(version.removed(before)));
    return members;
  }

  /** One row for each instance of a listed tenant, and for each tenant that was listed once. */
  private Set<Place> rows(App app) {
    Set<Place> places = new LinkedHashSet<>();
    for (Availability entry : app.details().tenants()) {
      for (Environment environment : world.environmentsOf(entry.tenant())) {
        places.add(new Place(environment, entry.tenant()));
      }
    }
    places.addAll(app.connections.keySet());
    return places;
  }

  private static Map<String, Object> connection(App app, Place place) {
    Connection connection = app.connection(place);
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("tenantId", place.tenant());
    members.put("environment", place.environment().word());
    members.put("status", connection.status().word());
    if (connection.acceptedVersion() > 0) {
      members.put("acceptedVersion", connection.acceptedVersion());
    }
    members.put("latestVersion", app.latest());
    members.put("scopesInPlay", List.copyOf(app.inPlay(connection)));
    connection.clientId().ifPresent(id -> members.put("clientId", id));
    members.put("secretSlots", connection.slots.overview());
    return members;
  }

  static Map<String, Object> approval(App app, Behaviours behaviours) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("audience", app.audience());
    members.put("approval", approvalState(app, behaviours));
    members.put("submittedOn", app.createdOn.toString());
    app.approvedOn().ifPresent(when -> members.put("approvedOn", when.toString()));
    members.put("credentialsManagedBy", app.credentialsManagedBy());
    return members;
  }

  static String approvalState(App app, Behaviours behaviours) {
    if (app.approvedOn().isPresent()) {
      return "approved";
    }
    boolean needed = app.open() || behaviours.is(Switches.PRIVATE_APPROVAL, "required");
    return needed ? "pending" : "not-required";
  }

  private static Connection connected(App app, Route route) {
    Connection connection = app.connections.get(route.place());
    if (connection == null) {
      throw Problem.absent();
    }
    return connection;
  }

  private VendorAnswer issue(App app, Connection connection, VendorRequest request, Instant now) {
    if (app.tenantManaged()) {
      throw new Problem(409, "The tenant's administrator manages the credentials of this app.");
    }
    if (connection.status() != Status.ALLOWED) {
      throw new Problem(409, "The tenant has not allowed the app.");
    }
    SecretSlots.Generated generated =
        connection
            .slots
            .generate(mint, now, request.propagation())
            .orElseThrow(() -> new Problem(409, "Both secret slots are used."));
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("clientId", connection.clientId().orElse(""));
    members.put("slot", generated.slot());
    members.put("secret", generated.value());
    members.put("createdOn", now.toString());
    return Answers.json(201, members);
  }

  private static VendorAnswer revoke(Connection connection, String slot) {
    if (!slot.matches("[12]") || !connection.slots.revoke(Integer.parseInt(slot))) {
      throw Problem.absent();
    }
    return Answers.empty(204);
  }
}
