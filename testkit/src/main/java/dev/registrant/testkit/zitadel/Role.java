package dev.registrant.testkit.zitadel;

import static dev.registrant.testkit.zitadel.Permission.APP_DELETE;
import static dev.registrant.testkit.zitadel.Permission.APP_READ;
import static dev.registrant.testkit.zitadel.Permission.APP_WRITE;
import static dev.registrant.testkit.zitadel.Permission.GRANT_DELETE;
import static dev.registrant.testkit.zitadel.Permission.GRANT_READ;
import static dev.registrant.testkit.zitadel.Permission.GRANT_WRITE;
import static dev.registrant.testkit.zitadel.Permission.ORG_READ;
import static dev.registrant.testkit.zitadel.Permission.PROJECT_READ;

import dev.registrant.testkit.vendor.Behaviours;
import java.util.EnumSet;
import java.util.Set;

/** Roles with what the vendor's own default configuration gives them, as far as it matters. */
enum Role {
  IAM_OWNER(Scope.INSTANCE, EnumSet.allOf(Permission.class)),
  IAM_ORG_MANAGER(Scope.INSTANCE, EnumSet.allOf(Permission.class)),
  ORG_OWNER(Scope.ORG, EnumSet.complementOf(EnumSet.of(APP_DELETE))),
  ORG_OWNER_VIEWER(Scope.ORG, EnumSet.of(ORG_READ, PROJECT_READ, APP_READ, GRANT_READ)),
  ORG_USER_MANAGER(Scope.ORG, EnumSet.of(ORG_READ, PROJECT_READ)),
  PROJECT_OWNER_GLOBAL(Scope.ORG, EnumSet.of(PROJECT_READ, APP_READ, APP_WRITE, APP_DELETE)),
  PROJECT_OWNER(
      Scope.PROJECT,
      EnumSet.of(
          PROJECT_READ, APP_READ, APP_WRITE, APP_DELETE, GRANT_READ, GRANT_WRITE, GRANT_DELETE)),
  PROJECT_OWNER_VIEWER(Scope.PROJECT, EnumSet.of(PROJECT_READ, APP_READ, GRANT_READ));

  /** What a role is given for. */
  enum Scope {
    INSTANCE,
    ORG,
    PROJECT
  }

  private final Scope scope;
  private final Set<Permission> permissions;

  Role(Scope scope, Set<Permission> permissions) {
    this.scope = scope;
    this.permissions = permissions;
  }

  Scope scope() {
    return scope;
  }

  boolean carries(Permission permission, Behaviours behaviours) {
    if (this == ORG_OWNER && permission == APP_DELETE) {
      return behaviours.is(Switches.ORG_OWNER_DELETE, "allowed");
    }
    if (permission == ORG_READ && (scope == Scope.PROJECT || this == PROJECT_OWNER_GLOBAL)) {
      return behaviours.is(Switches.PROJECT_OWNER_PROBE, "allowed");
    }
    return permissions.contains(permission);
  }
}
