package dev.registrant.provider.servicetitan;

import static dev.registrant.provider.servicetitan.ServiceTitanCapabilities.MARKER;
import static dev.registrant.provider.servicetitan.ServiceTitanCapabilities.ORGANIZATION;
import static dev.registrant.provider.servicetitan.ServiceTitanCapabilities.TENANTS;

import dev.registrant.provider.servicetitan.PortalDocument.Availability;
import dev.registrant.provider.servicetitan.PortalDocument.Listed;
import dev.registrant.spi.ClientMetadata;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The complete state of an app, which is what the portal's PUT takes. Scopes are objects when they
 * are read and texts when they are written.
 *
 * @param id 0 for a new app
 */
record PortalState(
    long id,
    String name,
    String organizationName,
    String homepageUrl,
    Set<String> authScopes,
    boolean deleted,
    List<Availability> appAvailabilityList) {

  static PortalState create(ClientMetadata wanted) {
    PortalState nothing = new PortalState(0, "", "", "", Set.of(), false, List.of());
    return nothing.merged(ClientMetadata.empty(), wanted);
  }

  static PortalState of(Listed app) {
    return new PortalState(
        Objects.requireNonNullElse(app.id(), 0L),
        Objects.requireNonNullElse(app.name(), ""),
        Objects.requireNonNullElse(app.organizationName(), ""),
        Objects.requireNonNullElse(app.homepageUrl(), ""),
        app.scopes(),
        false,
        app.tenants().stream()
            .map(entry -> new Availability(entry.tenant(), entry.text()))
            .toList());
  }

  PortalState gone() {
    return new PortalState(
        id, name, organizationName, homepageUrl, authScopes, true, appAvailabilityList);
  }

  /**
   * Returns this state with what differs between two metadata. What is in neither stays, for
   * example the tenants and scopes that somebody has just added in the portal.
   */
  PortalState merged(ClientMetadata current, ClientMetadata wanted) {
    Set<String> scopes =
        new TreeSet<>(
            Scopes.without(authScopes, Scopes.without(current.scopes(), wanted.scopes())));
    scopes.addAll(Scopes.without(wanted.scopes(), current.scopes()));
    return new PortalState(
        id,
        changed(ClientMetadata.CLIENT_NAME, current, wanted).orElse(name),
        changed(ORGANIZATION, current, wanted).orElse(organizationName),
        changed(ClientMetadata.CLIENT_URI, current, wanted).orElse(homepageUrl),
        scopes,
        false,
        marked(tenants(current, wanted), wanted.text(MARKER)));
  }

  /**
   * Returns what somebody changed since the app was read and the wanted change would undo, without
   * quoting notes. What both changed alike, and what either added to a set, is none of it.
   */
  List<String> overwritten(ClientMetadata current, ClientMetadata wanted) {
    List<String> overwritten = new ArrayList<>();
    overwritten("name", ClientMetadata.CLIENT_NAME, name, current, wanted, overwritten);
    overwritten("organizationName", ORGANIZATION, organizationName, current, wanted, overwritten);
    overwritten(
        "homepageUrl", ClientMetadata.CLIENT_URI, homepageUrl, current, wanted, overwritten);
    Map<String, Tenant> before = byId(current);
    Map<String, Tenant> after = byId(wanted);
    Map<String, String> notes = new LinkedHashMap<>();
    appAvailabilityList.forEach(
        entry -> notes.putIfAbsent(entry.tenant(), Marker.strip(entry.text())));
    Set<String> ids = new TreeSet<>(before.keySet());
    ids.addAll(after.keySet());
    for (String id : ids) {
      String was = note(before, id);
      String is = note(after, id);
      String now = notes.get(id);
      if (is.equals(was) && after.containsKey(id)) {
        continue; // whatever note there is stays
      }
      if (now == null && before.containsKey(id) && after.containsKey(id)) {
        overwritten.add("tenant " + id + " is not there any more");
      } else if (now != null && !now.equals(was) && !now.equals(is)) {
        overwritten.add("the note of tenant " + id + " is another one");
      }
    }
    return overwritten;
  }

  private static String note(Map<String, Tenant> tenants, String id) {
    Tenant tenant = tenants.get(id);
    return tenant == null ? "" : tenant.note();
  }

  private static void overwritten(
      String what,
      String field,
      String now,
      ClientMetadata current,
      ClientMetadata wanted,
      List<String> overwritten) {
    String was = current.text(field).orElse("");
    boolean changes = changed(field, current, wanted).isPresent();
    if (changes && !now.equals(was) && !wanted.text(field).equals(Optional.of(now))) {
      compare(what, was, now, overwritten);
    }
  }

  private static Optional<String> changed(
      String field, ClientMetadata current, ClientMetadata wanted) {
    return wanted.text(field).filter(value -> !current.text(field).equals(Optional.of(value)));
  }

  /** Without a marker. An id that is no number was typed by a person and is never removed. */
  private List<Availability> tenants(ClientMetadata current, ClientMetadata wanted) {
    Map<String, Tenant> before = byId(current);
    Map<String, Tenant> after = byId(wanted);
    List<Availability> entries = new ArrayList<>();
    for (Availability entry : appAvailabilityList) {
      Tenant was = before.get(entry.tenant());
      Tenant is = after.get(entry.tenant());
      if (is != null) {
        String noted = was == null ? "" : was.note();
        boolean kept = is.note().equals(noted);
        entries.add(entry.noted(kept ? Marker.strip(entry.text()) : is.note()));
      } else if (was == null || !was.isNumber()) {
        entries.add(entry.noted(Marker.strip(entry.text())));
      }
    }
    List<String> listed = entries.stream().map(Availability::tenant).toList();
    after.values().stream()
        .filter(tenant -> !before.containsKey(tenant.id()) && !listed.contains(tenant.id()))
        .forEach(tenant -> entries.add(new Availability(tenant.id(), tenant.note())));
    return entries;
  }

  private static Map<String, Tenant> byId(ClientMetadata metadata) {
    Map<String, Tenant> tenants = new LinkedHashMap<>();
    Tenant.parse(metadata.list(TENANTS))
        .forEach(tenant -> tenants.putIfAbsent(tenant.id(), tenant));
    return tenants;
  }

  private static List<Availability> marked(List<Availability> entries, Optional<String> marker) {
    if (marker.isPresent() && !entries.isEmpty()) {
      Availability first = entries.get(0);
      entries.set(0, first.noted(Marker.append(first.text(), marker.get())));
    }
    return List.copyOf(entries);
  }

  /** Returns how another state of this app reads otherwise, without quoting notes. */
  List<String> differences(PortalState other) {
    List<String> differences = new ArrayList<>();
    compare("name", name, other.name, differences);
    compare("organizationName", organizationName, other.organizationName, differences);
    compare("homepageUrl", homepageUrl, other.homepageUrl, differences);
    compareAll("scope", authScopes, other.authScopes, differences);
    List<String> own = ids();
    List<String> others = other.ids();
    compareAll("tenant", own, others, differences);
    if (Set.copyOf(own).equals(Set.copyOf(others))
        && !Set.copyOf(appAvailabilityList).equals(Set.copyOf(other.appAvailabilityList))) {
      differences.add("a tenant's note is another one");
    }
    return differences;
  }

  /** Whether it is the same but for the id. */
  boolean isLike(PortalState other) {
    return differences(other).isEmpty();
  }

  private List<String> ids() {
    return appAvailabilityList.stream().map(Availability::tenant).toList();
  }

  private static void compare(String what, String own, String other, List<String> differences) {
    if (!own.equals(other)) {
      differences.add(what + " is " + other + " instead of " + own);
    }
  }

  private static void compareAll(
      String what, Collection<String> own, Collection<String> others, List<String> differences) {
    Stream.concat(
            Scopes.without(own, others).stream().map(one -> what + " " + one + " is not there"),
            Scopes.without(others, own).stream().map(one -> what + " " + one + " is there too"))
        .forEach(differences::add);
  }
}
