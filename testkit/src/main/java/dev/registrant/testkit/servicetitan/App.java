package dev.registrant.testkit.servicetitan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An app. Its key lives as long as it does. */
final class App {

  final long id;
  final String publicId;
  final String key;
  final Instant createdOn;
  final Map<Place, Connection> connections = new LinkedHashMap<>();
  private final List<AppVersion> versions = new ArrayList<>();
  private Details details;
  private boolean open;
  private boolean tenantManaged;
  private Optional<Instant> approvedOn = Optional.empty();
  private boolean deleted;

  App(long id, String publicId, String key, Instant createdOn, String createdBy, Details details) {
    this(id, publicId, key, createdOn, details);
    versions.add(new AppVersion(1, createdOn, createdBy, details.scopes()));
  }

  private App(long id, String publicId, String key, Instant createdOn, Details details) {
    this.id = id;
    this.publicId = publicId;
    this.key = key;
    this.createdOn = createdOn;
    this.details = details;
  }

  App copy() {
    App other = new App(id, publicId, key, createdOn, details);
    connections.forEach((place, connection) -> other.connections.put(place, connection.copy()));
    other.versions.addAll(versions);
    other.open = open;
    other.tenantManaged = tenantManaged;
    other.approvedOn = approvedOn;
    other.deleted = deleted;
    return other;
  }

  Details details() {
    return details;
  }

  /**
   * Saves everything; another set of scopes makes the next version.
   *
   * @param always whether the same set makes one too
   */
  void save(Details others, Instant now, String user, boolean always) {
    if (always || !others.scopes().equals(details.scopes())) {
      versions.add(new AppVersion(versions.size() + 1, now, user, others.scopes()));
    }
    details = others;
  }

  /** Ends the connections of tenants that are listed no more. */
  void cutUnlisted() {
    connections.keySet().removeIf(place -> !details.lists(place.tenant()));
  }

  List<AppVersion> versions() {
    return versions;
  }

  AppVersion version(int number) {
    return versions.get(number - 1);
  }

  int latest() {
    return versions.size();
  }

  Set<String> scopesBefore(int number) {
    return number == 1 ? Set.of() : version(number - 1).scopes();
  }

  /** The scopes that a connection has in play now. */
  Set<String> inPlay(Connection connection) {
    return connection.status() == Status.ALLOWED
        ? version(connection.acceptedVersion()).scopes()
        : Set.of();
  }

  Connection connection(Place place) {
    return connections.getOrDefault(place, new Connection(place));
  }

  boolean open() {
    return open;
  }

  void open(boolean toEveryone) {
    open = toEveryone;
  }

  String audience() {
    return open ? "public" : "private";
  }

  boolean tenantManaged() {
    return tenantManaged;
  }

  void tenantManaged(boolean byTenant) {
    tenantManaged = byTenant;
  }

  String credentialsManagedBy() {
    return tenantManaged ? "tenant" : "developer";
  }

  Optional<Instant> approvedOn() {
    return approvedOn;
  }

  void approve(Instant now) {
    approvedOn = Optional.of(now);
  }

  boolean deleted() {
    return deleted;
  }

  void delete() {
    deleted = true;
  }
}
