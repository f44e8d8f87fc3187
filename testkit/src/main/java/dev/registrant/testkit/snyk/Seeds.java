package dev.registrant.testkit.snyk;

import dev.registrant.testkit.vendor.AdminRefusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes what Snyk's API cannot: unattended apps, orgs, groups and management credentials. */
final class Seeds {

  static final Set<String> KINDS =
      Set.of("unattended-app", "org", "group", "token", "revoked-token");

  private final World world;
  private final Mint mint;
  private final String defaultOrg;

  Seeds(World world, Mint mint, String defaultOrg) {
    this.world = world;
    this.mint = mint;
    this.defaultOrg = defaultOrg;
  }

  Map<String, Object> plant(String kind, Map<String, Object> fields) {
    return switch (kind) {
      case "unattended-app" -> unattendedApp(fields);
      case "org", "group" -> owner(kind, fields);
      case "token" -> token(fields);
      default -> revokedToken(fields);
    };
  }

  private Map<String, Object> unattendedApp(Map<String, Object> fields) {
    only(fields, Set.of("name", "org", "public", "scopes"));
    boolean isPublic = Boolean.TRUE.equals(fields.get("public"));
    String org = text(fields, "org", defaultOrg);
    if (!"orgs".equals(world.scopeOf(org))) {
      throw new AdminRefusal("unknown org " + org + ", known: " + world.owners.keySet());
    }
    List<String> scopes = List.of("org.read");
    if (fields.get("scopes") instanceof List<?> given && !given.isEmpty()) {
      scopes = given.stream().map(String::valueOf).toList();
    }
    NewApp wish =
        new NewApp(
            text(fields, "name", "Unattended app"),
            List.of("https://unattended.example/callback"),
            scopes,
            "tenant",
            3600);
    App app = new App(world.next(), mint.id(), org, Optional.empty(), wish, isPublic);
    world.apps.put(app.id, app);
    return made("id", app.id, "appId", app.id, "org", org, "name", app.name());
  }

  private Map<String, Object> owner(String kind, Map<String, Object> fields) {
    only(fields, Set.of("access"));
    String access = text(fields, "access", "manage");
    if (!access.equals("manage") && !access.equals("none")) {
      throw new AdminRefusal("access cannot be " + access + ", known: [manage, none]");
    }
    String id = mint.id();
    world.own(id, kind + "s", access.equals("manage"));
    return made("id", id, kind, id, "access", access);
  }

  private Map<String, Object> token(Map<String, Object> fields) {
    only(fields, Set.of("access"));
    String access = text(fields, "access", "manage");
    if (!Set.of("manage", "read", "none").contains(access)) {
      throw new AdminRefusal("access cannot be " + access + ", known: [manage, read, none]");
    }
    String token = mint.id();
    world.keys.put(token, World.Access.valueOf(access.toUpperCase(Locale.ROOT)));
    return made("token", token, "access", access);
  }

  private Map<String, Object> revokedToken(Map<String, Object> fields) {
    only(fields, Set.of("token"));
    String token = text(fields, "token", "");
    if (world.keys.remove(token) == null) {
      throw new AdminRefusal("no such token to revoke: name it as token");
    }
    return made("token", token);
  }

  private static void only(Map<String, Object> fields, Set<String> known) {
    for (String name : fields.keySet()) {
      if (!known.contains(name)) {
        throw new AdminRefusal("unknown member " + name + ", known: " + known);
      }
    }
  }

  private static String text(Map<String, Object> fields, String name, String usual) {
    Object value = fields.getOrDefault(name, usual);
    if (value instanceof String text) {
      return text;
    }
    throw new AdminRefusal(name + " must be a string");
  }

  private static Map<String, Object> made(String... pairs) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      members.put(pairs[i], pairs[i + 1]);
    }
    return members;
  }
}
