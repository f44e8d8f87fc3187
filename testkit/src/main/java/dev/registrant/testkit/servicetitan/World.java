package dev.registrant.testkit.servicetitan;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All that ServiceTitan knows: tenants, apps, portal sessions and access tokens. */
final class World {

  /** An access token; its scopes are those in play when it was made. */
  record Issued(
      long appId, Place place, String clientId, String secret, Set<String> scopes, Instant end) {}

  /** A connection with its app. */
  record Connected(App app, Connection connection) {}

  /** Tenant id to where it has an instance. */
  final Map<String, List<Environment>> tenants = new LinkedHashMap<>();

  final Map<Long, App> apps = new LinkedHashMap<>();

  /** The portal's session tokens. */
  final Set<String> sessions;

  final Map<String, Issued> accessTokens = new LinkedHashMap<>();
  private long lastId = 1000;

  World() {
    this(Set.of());
  }

  private World(Set<String> sessions) {
    this.sessions = new LinkedHashSet<>(sessions);
  }

  World copy() {
    World other = new World(sessions);
    other.tenants.putAll(tenants);
    apps.forEach((id, app) -> other.apps.put(id, app.copy()));
    other.accessTokens.putAll(accessTokens);
    other.lastId = lastId;
    return other;
  }

  App add(Mint mint, Instant now, String user, Details details) {
    App app = new App(++lastId, mint.publicId(), mint.appKey(), now, user, details);
    apps.put(app.id, app);
    return app;
  }

  /** A tenant that nobody described has an instance everywhere. */
  List<Environment> environmentsOf(String tenant) {
    return tenants.getOrDefault(tenant, Arrays.asList(Environment.values()));
  }

  /** Finds an app that was not deleted. */
  Optional<App> app(String idOrPublicId) {
    return live().stream()
        .filter(
            app -> Long.toString(app.id).equals(idOrPublicId) || app.publicId.equals(idOrPublicId))
        .findFirst();
  }

  List<App> live() {
    return apps.values().stream().filter(app -> !app.deleted()).toList();
  }

  Optional<Connected> client(String clientId, Environment environment) {
    for (App app : apps.values()) {
      for (Connection connection : app.connections.values()) {
        if (connection.place.environment() == environment
            && connection.clientId().equals(Optional.of(clientId))) {
          return Optional.of(new Connected(app, connection));
        }
      }
    }
    return Optional.empty();
  }
}
