package dev.registrant.testkit.zitadel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A project granted to another organisation. */
record Grant(
    String id, String project, String grantedOrg, List<String> roles, boolean active, Stamp stamp) {

  Grant carrying(List<String> others, Stamp at) {
    return new Grant(id, project, grantedOrg, others, active, at);
  }

  Grant activated(boolean yes, Stamp at) {
    return new Grant(id, project, grantedOrg, roles, yes, at);
  }

  String state() {
    return active ? "PROJECT_GRANT_STATE_ACTIVE" : "PROJECT_GRANT_STATE_INACTIVE";
  }

  Map<String, Object> shown() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", id);
    members.put("projectId", project);
    members.put("grantedOrgId", grantedOrg);
    members.put("roleKeys", roles);
    members.put("state", state());
    return members;
  }
}
