package dev.registrant.testkit.zitadel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * An application. All kinds share one name space in their project.
 *
 * @param api whether it is an API app and not one of OIDC
 * @param privateKeyJwt the configured method; the other one is BASIC
 * @param secrets the live one and, while that does not work everywhere yet, the one before
 */
record App(
    String id,
    String project,
    String name,
    String clientId,
    boolean api,
    boolean privateKeyJwt,
    boolean active,
    List<Secret> secrets,
    Stamp stamp) {

  /** A secret and when it begins to work. */
  record Secret(String value, Instant made, Instant works) {

    boolean effective(Instant now, Duration age) {
      return !now.isBefore(works) && !now.isBefore(made.plus(age));
    }
  }

  App renamed(String other, Stamp at) {
    return new App(id, project, other, clientId, api, privateKeyJwt, active, secrets, at);
  }

  App authenticating(boolean byKey, Stamp at) {
    return new App(id, project, name, clientId, api, byKey, active, secrets, at);
  }

  App activated(boolean yes, Stamp at) {
    return new App(id, project, name, clientId, api, privateKeyJwt, yes, secrets, at);
  }

  /** Replaces the secret; only what works until the new one does is kept. */
  App sealed(Secret fresh, Stamp at) {
    List<Secret> all =
        secrets.isEmpty() ? List.of(fresh) : List.of(secrets.get(secrets.size() - 1), fresh);
    return new App(id, project, name, clientId, api, privateKeyJwt, active, all, at);
  }

  /** Only one secret works at any time: the newest that has got around. */
  boolean accepts(String value, Instant now, Duration age) {
    for (int i = secrets.size() - 1; i >= 0; i--) {
      if (secrets.get(i).effective(now, age)) {
        return secrets.get(i).value().equals(value);
      }
    }
    return false;
  }

  /** The secrets that live: what was replaced is dying. */
  List<String> liveSecrets() {
    return secrets.isEmpty() ? List.of() : List.of(secrets.get(secrets.size() - 1).value());
  }

  String state() {
    return active ? "APP_STATE_ACTIVE" : "APP_STATE_INACTIVE";
  }
}
