package dev.registrant.testkit.zitadel;

import dev.registrant.testkit.vendor.AdminRefusal;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes what the served part of the API cannot: organisations, foreign apps, accounts. */
final class Seeds {

  static final Set<String> KINDS =
      Set.of(
          "organisation",
          "project",
          "project-state",
          "oidc-app",
          "service-account",
          "revoked-token");

  private final World world;
  private final Mint mint;
  private final Fixture fixture;
  private final Instant now;

  Seeds(World world, Mint mint, Fixture fixture, Instant now) {
    this.world = world;
    this.mint = mint;
    this.fixture = fixture;
    this.now = now;
  }

  Map<String, Object> plant(String kind, Map<String, Object> fields) {
    return switch (kind) {
      case "organisation" -> organisation(fields);
      case "project" -> project(fields);
      case "project-state" -> projectState(fields);
      case "oidc-app" -> oidcApp(fields);
      case "service-account" -> serviceAccount(fields);
      default -> revokedToken(fields);
    };
  }

  private Map<String, Object> organisation(Map<String, Object> fields) {
    only(fields, Set.of("id", "name", "grant", "project", "roles"));
    String id = text(fields, "id", mint.id());
    if (id.isEmpty() || world.orgs.containsKey(id)) {
      throw new AdminRefusal("id must be that of no organisation yet");
    }
    Project project = knownProject(text(fields, "project", fixture.project()));
    List<String> roles = texts(fields, "roles");
    if (!project.roles().containsAll(roles)) {
      throw new AdminRefusal("unknown roles " + roles + ", known: " + project.roles());
    }
    String name = text(fields, "name", "Organisation " + id);
    world.orgs.put(id, new Org(id, name, new Stamp(now, now, 1)));
    Map<String, Object> made = made("id", id, "org", id, "name", name);
    if (flag(fields, "grant", false)) {
      Event event =
          world.record(
              project.id(), project.org(), "", "", "project.grant.added", now, fixture.owner());
      Grant grant = new Grant(mint.id(), project.id(), id, roles, true, Stamp.of(event));
      world.grants.put(grant.id(), grant);
      made.put("grantId", grant.id());
      made.put("projectId", project.id());
    }
    return made;
  }

  private Map<String, Object> project(Map<String, Object> fields) {
    only(fields, Set.of("name", "org", "roles", "owner"));
    String org = knownOrg(text(fields, "org", fixture.org()));
    String id = mint.id();
    String name = text(fields, "name", "Project " + id);
    boolean taken =
        world.projects.values().stream()
            .anyMatch(one -> one.org().equals(org) && World.same(one.name(), name));
    if (taken) {
      throw new AdminRefusal("there is a project of that name");
    }
    Event event = world.record(id, org, "", "", "project.added", now, fixture.owner());
    Set<String> roles =
        fields.containsKey("roles") ? new LinkedHashSet<>(texts(fields, "roles")) : Fixture.ROLES;
    world.projects.put(
        id, new Project(id, org, name, roles, Project.Options.NONE, true, Stamp.of(event)));
    if (flag(fields, "owner", true)) {
      world.accounts.computeIfPresent(
          fixture.owner().id(),
          (key, owner) -> owner.with(new Membership(Role.PROJECT_OWNER, org, id)));
    }
    return made("id", id, "projectId", id, "org", org, "name", name);
  }

  private Map<String, Object> projectState(Map<String, Object> fields) {
    only(fields, Set.of("project", "active"));
    Project project = knownProject(text(fields, "project", fixture.project()));
    boolean active = flag(fields, "active", false);
    world.projects.put(project.id(), project.activated(active));
    return made("id", project.id(), "active", Boolean.toString(active));
  }

  private Map<String, Object> oidcApp(Map<String, Object> fields) {
    only(fields, Set.of("name", "project"));
    Project project = knownProject(text(fields, "project", fixture.project()));
    String id = mint.id();
    String name = text(fields, "name", "Web " + id);
    if (world.holder(project.id(), name).isPresent()) {
      throw new AdminRefusal("there is an app of that name");
    }
    Event event =
        world.record(
            project.id(), project.org(), id, "", "project.application.added", now, fixture.owner());
    App app =
        new App(
            id,
            project.id(),
            name,
            mint.id(),
            false,
            false,
            true,
            List.of(new App.Secret(mint.secret(), now, now)),
            Stamp.of(event));
    world.apps.put(id, app);
    return made(
        "id", id, "appId", id, "clientId", app.clientId(), "projectId", project.id(), "name", name);
  }

  private Map<String, Object> serviceAccount(Map<String, Object> fields) {
    only(fields, Set.of("name", "role", "org", "project"));
    String word = text(fields, "role", "PROJECT_OWNER");
    Role role =
        Arrays.stream(Role.values())
            .filter(one -> one.name().equals(word))
            .findFirst()
            .orElseThrow(
                () ->
                    new AdminRefusal(
                        "unknown role " + word + ", known: " + List.of(Role.values())));
    String org = knownOrg(text(fields, "org", fixture.org()));
    String id = mint.id();
    String name = text(fields, "name", "account-" + id);
    if (world.accountNamed(name).isPresent()) {
      throw new AdminRefusal("there is a service account of that name");
    }
    String project =
        role.scope() == Role.Scope.PROJECT
            ? knownProject(text(fields, "project", fixture.project())).id()
            : "";
    Account account =
        new Account(
            id,
            name,
            org,
            mint.secret(),
            mint.id(),
            fixture.owner().key(),
            List.of(new Membership(role, org, project)));
    world.accounts.put(id, account);
    String token = mint.token();
    world.tokens.put(token, Fixture.personal(account, token, now));
    return made(
        "id",
        id,
        "role",
        word,
        "token",
        token,
        "clientId",
        name,
        "clientSecret",
        account.secret(),
        "serviceAccountKey",
        Fixture.keyFile(account));
  }

  private Map<String, Object> revokedToken(Map<String, Object> fields) {
    only(fields, Set.of("token"));
    String token = text(fields, "token", "");
    if (world.tokens.remove(token) == null) {
      throw new AdminRefusal("no such token to revoke: name it as token");
    }
    return made("token", token);
  }

  private Project knownProject(String id) {
    Project project = world.projects.get(id);
    if (project == null) {
      throw new AdminRefusal("unknown project " + id + ", known: " + world.projects.keySet());
    }
    return project;
  }

  private String knownOrg(String id) {
    if (!world.orgs.containsKey(id)) {
      throw new AdminRefusal("unknown org " + id + ", known: " + world.orgs.keySet());
    }
    return id;
  }

  private static void only(Map<String, Object> fields, Set<String> known) {
    for (String name : fields.keySet()) {
      if (!known.contains(name)) {
        throw new AdminRefusal("unknown member " + name + ", known: " + known);
      }
    }
  }

  private static String text(Map<String, Object> fields, String name, String usual) {
    if (fields.getOrDefault(name, usual) instanceof String text) {
      return text;
    }
    throw new AdminRefusal(name + " must be a string");
  }

  private static boolean flag(Map<String, Object> fields, String name, boolean usual) {
    if (fields.getOrDefault(name, usual) instanceof Boolean flag) {
      return flag;
    }
    throw new AdminRefusal(name + " must be true or false");
  }

  private static List<String> texts(Map<String, Object> fields, String name) {
    if (fields.getOrDefault(name, List.of()) instanceof List<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    throw new AdminRefusal(name + " must be a list");
  }

  private static Map<String, Object> made(String... pairs) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      members.put(pairs[i], pairs[i + 1]);
    }
    return members;
  }
}
