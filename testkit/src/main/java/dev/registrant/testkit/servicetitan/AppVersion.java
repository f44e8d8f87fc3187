package dev.registrant.testkit.servicetitan;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/** A set of scopes that tenants consent to. */
record AppVersion(int number, Instant createdOn, String createdBy, Set<String> scopes) {

  Set<String> added(Set<String> before) {
    return without(scopes, before);
  }

  Set<String> removed(Set<String> before) {
    return without(before, scopes);
  }

  private static Set<String> without(Set<String> all, Set<String> others) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(others);
    return rest;
  }
}
