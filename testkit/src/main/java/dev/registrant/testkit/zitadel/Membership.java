package dev.registrant.testkit.zitadel;

/**
 * A role somebody has.
 *
 * @param org empty for a role of the whole instance
 * @param project empty unless the role is one of a project
 */
record Membership(Role role, String org, String project) {

  boolean countsIn(String asked) {
    return role.scope() == Role.Scope.INSTANCE || org.equals(asked);
  }
}
