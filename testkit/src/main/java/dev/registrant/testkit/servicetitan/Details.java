package dev.registrant.testkit.servicetitan;

import java.util.List;
import java.util.Set;

/** What the owner of an app decides; saved as a whole. */
record Details(
    String name,
    String organizationName,
    String homepageUrl,
    Set<String> scopes,
    List<Availability> tenants) {

  boolean lists(String tenant) {
    return tenants.stream().anyMatch(entry -> entry.tenant().equals(tenant));
  }

  Details withScopes(Set<String> others) {
    return new Details(name, organizationName, homepageUrl, others, tenants);
  }

  Details withTenants(List<Availability> others) {
    return new Details(name, organizationName, homepageUrl, scopes, others);
  }
}
