package dev.registrant.testkit.zitadel;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** The fixed part of the world, the same after every reset. */
final class Fixture {

  static final Set<String> ROLES = Set.of("reader", "writer");

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** Made on first use and shared: it costs time and nothing depends on it. */
  private static final class OwnerKey {
    static final RsaKey PAIR = RsaKey.generate(2048);
  }

  private final String org;
  private final String foreignOrg;
  private final String project;
  private final String foreignProject;
  private final Account owner;
  private final Account orgOwner;
  private final Account viewer;
  private final String token;
  private final String orgOwnerToken;
  private final String viewerToken;

  Fixture(Mint mint) {
    org = mint.id();
    foreignOrg = mint.id();
    project = mint.id();
    foreignProject = mint.id();
    owner = account(mint, "registrant", new Membership(Role.PROJECT_OWNER, org, project));
    orgOwner = account(mint, "org-owner", new Membership(Role.ORG_OWNER, org, ""));
    viewer = account(mint, "viewer", new Membership(Role.PROJECT_OWNER_VIEWER, org, project));
    token = mint.token();
    orgOwnerToken = mint.token();
    viewerToken = mint.token();
  }

  private Account account(Mint mint, String name, Membership membership) {
    return new Account(
        mint.id(), name, org, mint.secret(), mint.id(), OwnerKey.PAIR, List.of(membership));
  }

  World world(Instant now) {
    World world = new World();
    Stamp stamp = new Stamp(now, now, 1);
    world.orgs.put(org, new Org(org, "Vendor", stamp));
    world.orgs.put(foreignOrg, new Org(foreignOrg, "Customer", stamp));
    for (Account account : List.of(owner, orgOwner, viewer)) {
      world.accounts.put(account.id(), account);
    }
    own(world, project, org, "Product", now);
    own(world, foreignProject, foreignOrg, "Elsewhere", now);
    give(world, token, owner, now);
    give(world, orgOwnerToken, orgOwner, now);
    give(world, viewerToken, viewer, now);
    return world;
  }

  private void own(World world, String id, String holder, String name, Instant now) {
    Event event = world.record(id, holder, "", "", "project.added", now, orgOwner);
    world.projects.put(
        id, new Project(id, holder, name, ROLES, Project.Options.NONE, true, Stamp.of(event)));
  }

  private static void give(World world, String value, Account account, Instant now) {
    world.tokens.put(value, personal(account, value, now));
  }

  /** A personal access token without an end. */
  static Token personal(Account account, String value, Instant now) {
    String id = Integer.toUnsignedString(value.hashCode());
    return new Token(id, account.id(), true, Set.of(), "openid", now, Key.NEVER);
  }

  /** The file that the vendor's console gives away for a service account. */
  static String keyFile(Account account) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("type", "serviceaccount");
    members.put("keyId", account.keyId());
    members.put("key", account.key().pem());
    members.put("userId", account.id());
    return new String(MAPPER.writeValueAsBytes(members), StandardCharsets.UTF_8);
  }

  Account owner() {
    return owner;
  }

  String org() {
    return org;
  }

  String project() {
    return project;
  }

  Map<String, String> account(String issuer) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("baseUrl", issuer);
    members.put("issuer", issuer);
    members.put("tokenUrl", issuer + "/oauth/v2/token");
    members.put("org", org);
    members.put("foreignOrg", foreignOrg);
    members.put("project", project);
    members.put("foreignProject", foreignProject);
    members.put("roles", "reader,writer");
    members.put("token", token);
    members.put("orgOwnerToken", orgOwnerToken);
    members.put("viewerToken", viewerToken);
    members.put("clientId", owner.name());
    members.put("clientSecret", owner.secret());
    members.put("serviceAccountKey", keyFile(owner));
    return members;
  }
}
