package dev.registrant.testkit.zitadel;

import java.time.Instant;
import java.util.Set;

/**
 * A bearer token of a service account.
 *
 * @param personal whether it is a personal access token, whose audience nobody checks
 * @param audience project ids and client ids it was made for
 */
record Token(
    String id,
    String account,
    boolean personal,
    Set<String> audience,
    String scope,
    Instant issued,
    Instant expires) {

  boolean alive(Instant now) {
    return now.isBefore(expires);
  }

  boolean opensManagement() {
    return personal || audience.contains(World.INSTANCE_PROJECT);
  }

  /** A personal one is taken by any API app: the check adds the asking client to its audience. */
  boolean concerns(App app) {
    return personal || audience.contains(app.clientId()) || audience.contains(app.project());
  }
}
