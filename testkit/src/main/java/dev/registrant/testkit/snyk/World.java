package dev.registrant.testkit.snyk;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** All that Snyk knows: who may do what, apps, installs and access tokens. */
final class World {

  /** What a credential may do where it is allowed at all. */
  enum Access {
    MANAGE,
    READ,
    NONE
  }

  /** An access token given to an install's client. */
  record Issued(String clientId, String secret, Instant end) {}

  /** Org or group id to whether the management credentials may use it. */
  final Map<String, Boolean> owners = new LinkedHashMap<>();

  private final Map<String, String> scopes = new LinkedHashMap<>();
  final Map<String, Access> keys = new LinkedHashMap<>();
  final Map<String, App> apps = new LinkedHashMap<>();
  final Map<String, Install> installs = new LinkedHashMap<>();
  final Map<String, Issued> accessTokens = new LinkedHashMap<>();
  private long sequence;

  World copy() {
    World other = new World();
    other.owners.putAll(owners);
    other.scopes.putAll(scopes);
    other.keys.putAll(keys);
    apps.forEach((id, app) -> other.apps.put(id, app.copy()));
    installs.forEach((id, install) -> other.installs.put(id, install.copy()));
    other.accessTokens.putAll(accessTokens);
    other.sequence = sequence;
    return other;
  }

  long next() {
    return ++sequence;
  }

  void own(String id, String scope, boolean manageable) {
    owners.put(id, manageable);
    scopes.put(id, scope);
  }

  /** Tells {@code orgs} from {@code groups}; empty for an id that is neither. */
  String scopeOf(String id) {
    return scopes.getOrDefault(id.toLowerCase(Locale.ROOT), "");
  }

  List<App> appsOf(String org) {
    return apps.values().stream().filter(app -> app.org.equals(org)).toList();
  }

  List<Install> installsOf(String scope, String owner) {
    return installs.values().stream()
        .filter(install -> install.scope().equals(scope) && install.owner().equals(owner))
        .toList();
  }

  Optional<Install> installOfClient(String clientId) {
    return installs.values().stream()
        .filter(install -> install.clientId().equals(clientId))
        .findFirst();
  }

  Optional<App> appOfClient(String clientId) {
    return apps.values().stream()
        .filter(app -> app.clientId.equals(Optional.of(clientId)))
        .findFirst();
  }

  void deleteApp(String id) {
    apps.remove(id);
    installs.values().removeIf(install -> install.appId().equals(id));
  }
}
