package dev.registrant.testkit.snyk;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** An app installed in an org or group, with a client of its own. */
record Install(
    long sequence,
    String id,
    String appId,
    String scope,
    String owner,
    String clientId,
    Instant installedAt,
    Secrets secrets) {

  Install copy() {
    return new Install(sequence, id, appId, scope, owner, clientId, installedAt, secrets.copy());
  }

  Map<String, Object> state() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", id);
    members.put("appId", appId);
    members.put("target", (scope.equals("orgs") ? "org:" : "group:") + owner);
    members.put("clientId", clientId);
    members.put("secrets", secrets.values());
    members.put("installedAt", installedAt.toString());
    return members;
  }
}
