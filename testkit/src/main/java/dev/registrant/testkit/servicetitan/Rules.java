package dev.registrant.testkit.servicetitan;

import dev.registrant.testkit.vendor.Behaviours;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The bounds of an app's details, as the portal's form of 2021 had them. */
final class Rules {

  private static final int LONGEST_NAME = 120;
  private static final int LONGEST_URL = 250;
  private static final int LONGEST_TENANT = 120;
  private static final int LONGEST_NOTE = 4000;
  private static final int MOST_TENANTS = 200;
  private static final String SCOPE = "[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+:[rw]";

  private final Behaviours behaviours;
  private final Map<String, List<String>> errors = new LinkedHashMap<>();

  private Rules(Behaviours behaviours) {
    this.behaviours = behaviours;
  }

  /** Returns field to what is wrong with it, empty when all is well. */
  static Map<String, List<String>> violations(Details details, Behaviours behaviours) {
    Rules rules = new Rules(behaviours);
    rules.name("name", details.name());
    rules.name("organizationName", details.organizationName());
    rules.homepage(details.homepageUrl());
    rules.scopes(details.scopes());
    rules.tenants(details.tenants());
    return rules.errors;
  }

  private void name(String field, String value) {
    if (value.isEmpty() || value.length() > LONGEST_NAME) {
      error(field, "Must have 1 to " + LONGEST_NAME + " characters.");
    }
  }

  private void homepage(String url) {
    if (url.length() > LONGEST_URL) {
      error("homepageUrl", "Must have at most " + LONGEST_URL + " characters.");
    }
    if (!absolute(url)) {
      error("homepageUrl", "Must be an absolute URL.");
    }
  }

  private static boolean absolute(String url) {
    try {
      return new URI(url).isAbsolute();
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private void scopes(Set<String> scopes) {
    if (scopes.isEmpty()) {
      error("authScopes", "At least one scope is required.");
    }
    for (String scope : scopes) {
      if (!scope.matches(SCOPE)) {
        error("authScopes", "Must be a resource name with :r or :w: " + scope);
      } else if (behaviours.is(Switches.UNKNOWN_SCOPES, "refused") && !Catalogue.offers(scope)) {
        error("authScopes", "No such scope: " + scope);
      }
    }
  }

  private void tenants(List<Availability> tenants) {
    String field = "appAvailabilityList";
    if (tenants.isEmpty() || tenants.size() > MOST_TENANTS) {
      error(field, "Must have 1 to " + MOST_TENANTS + " entries.");
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < tenants.size(); i++) {
      Availability entry = tenants.get(i);
      String at = field + "[" + i + "].";
      if (entry.tenant().length() > LONGEST_TENANT) {
        error(at + "resourceOwner", "Must have at most " + LONGEST_TENANT + " characters.");
      }
      if (behaviours.is(Switches.TENANT_SHAPE, "digits") && !entry.tenant().matches("[0-9]+")) {
        error(at + "resourceOwner", "Must be a number.");
      }
      if (entry.note().length() > LONGEST_NOTE) {
        error(at + "note", "Must have at most " + LONGEST_NOTE + " characters.");
      }
      if (!seen.add(entry.tenant()) && behaviours.is(Switches.TENANT_TWICE, "refused")) {
        error(at + "resourceOwner", "Is there already.");
      }
    }
  }

  private void error(String field, String message) {
    errors.computeIfAbsent(field, unused -> new ArrayList<>()).add(message);
  }

  /** Merges entries of the same tenant if the switch says so; the last note stays. */
  static Details settled(Details details, Behaviours behaviours) {
    if (!behaviours.is(Switches.TENANT_TWICE, "merged")) {
      return details;
    }
    Map<String, Availability> merged = new LinkedHashMap<>();
    details.tenants().forEach(entry -> merged.put(entry.tenant(), entry));
    return details.withTenants(List.copyOf(merged.values()));
  }
}
