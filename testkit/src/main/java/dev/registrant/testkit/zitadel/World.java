package dev.registrant.testkit.zitadel;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** All that the instance knows. What is in its maps never changes, only the maps do. */
final class World {

  /** The project that the instance's own API belongs to. */
  static final String INSTANCE_PROJECT = "zitadel";

  final Map<String, Org> orgs = new LinkedHashMap<>();
  final Map<String, Project> projects = new LinkedHashMap<>();
  final Map<String, App> apps = new LinkedHashMap<>();
  final Map<String, Key> keys = new LinkedHashMap<>();
  final Map<String, Grant> grants = new LinkedHashMap<>();
  final Map<String, Account> accounts = new LinkedHashMap<>();
  final Map<String, Token> tokens = new LinkedHashMap<>();
  private final List<Event> events = new ArrayList<>();
  private final Map<String, Long> sequences = new LinkedHashMap<>();

  World copy() {
    World other = new World();
    other.orgs.putAll(orgs);
    other.projects.putAll(projects);
    other.apps.putAll(apps);
    other.keys.putAll(keys);
    other.grants.putAll(grants);
    other.accounts.putAll(accounts);
    other.tokens.putAll(tokens);
    other.events.addAll(events);
    other.sequences.putAll(sequences);
    return other;
  }

  /** Stores an event with the next sequence of its project. */
  Event record(
      String project,
      String org,
      String app,
      String keyOf,
      String type,
      Instant now,
      Account editor) {
    long sequence = sequences.merge(project, 1L, Long::sum);
    Event event =
        new Event(project, app, keyOf, type, sequence, now, editor.id(), editor.name(), org);
    events.add(event);
    return event;
  }

  List<Event> events(Predicate<Event> wanted) {
    return events.stream().filter(wanted).toList();
  }

  /** Finds a project that an organisation owns. */
  Optional<Project> project(String id, String org) {
    return Optional.ofNullable(projects.get(id)).filter(project -> project.org().equals(org));
  }

  /** Finds an app of a project that an organisation owns. */
  Optional<App> app(String id, String project, String org) {
    return Optional.ofNullable(apps.get(id))
        .filter(app -> app.project().equals(project) && project(project, org).isPresent());
  }

  Optional<App> holder(String project, String name) {
    return apps.values().stream()
        .filter(app -> app.project().equals(project) && same(app.name(), name))
        .findFirst();
  }

  Optional<App> appOfClient(String clientId) {
    return apps.values().stream().filter(app -> app.clientId().equals(clientId)).findFirst();
  }

  Optional<Account> accountNamed(String name) {
    return accounts.values().stream().filter(account -> account.name().equals(name)).findFirst();
  }

  static boolean same(String one, String other) {
    return one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
  }

  void remove(App app) {
    apps.remove(app.id());
    keys.values().removeIf(key -> key.app().equals(app.id()));
  }
}
