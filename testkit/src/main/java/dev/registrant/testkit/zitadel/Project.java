package dev.registrant.testkit.zitadel;

import java.util.Set;

/** A project with the roles that its grants may pass on. */
record Project(
    String id,
    String org,
    String name,
    Set<String> roles,
    Options options,
    boolean active,
    Stamp stamp) {

  /** What a create may set beside the name. */
  record Options(
      boolean roleAssertion, boolean roleCheck, boolean hasProjectCheck, int privateLabeling) {

    static final Options NONE = new Options(false, false, false, 0);
  }

  Project activated(boolean yes) {
    return new Project(id, org, name, roles, options, yes, stamp);
  }
}
