package dev.registrant.testkit.zitadel;

import dev.registrant.testkit.vendor.Behaviours;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Carries out calls about the grants of projects to other organisations. */
final class GrantDesk {

  private final World world;
  private final Projections projections;
  private final Behaviours behaviours;
  private final Mint mint;

  GrantDesk(World world, Projections projections, Behaviours behaviours, Mint mint) {
    this.world = world;
    this.projections = projections;
    this.behaviours = behaviours;
    this.mint = mint;
  }

  Map<String, Object> perform(Call call) {
    return switch (call.route().endpoint()) {
      case GRANTS_ADD -> add(call);
      case GRANTS_GET -> get(call);
      case GRANTS_SEARCH -> search(call, grant -> grant.project().equals(call.id("project")));
      case GRANTS_SEARCH_ALL -> search(call, grant -> call.session().reaches(grant.project()));
      case GRANTS_CHANGE -> change(call);
      case GRANTS_DEACTIVATE -> activate(call, false);
      case GRANTS_REACTIVATE -> activate(call, true);
      case GRANTS_REMOVE -> remove(call);
      default -> throw new IllegalStateException("not about grants: " + call.route());
    };
  }

  private Map<String, Object> add(Call call) {
    String org = call.runes("GrantedOrgId", call.body().text("grantedOrgId"));
    List<String> roles = call.body().texts("roleKeys");
    Project project =
        world
            .project(call.id("project"), call.org())
            .orElseThrow(() -> failed("COMMAND-m9gsd", "Project doesn't exist"));
    if (!world.orgs.containsKey(org)) {
      throw failed("COMMAND-3m9gg", "Organisation doesn't exist");
    }
    known(project, roles);
    if (org.equals(project.org())) {
      throw failed("PROJECT-ckUpbvboAH", "A project can't be granted to its owner");
    }
    boolean taken =
        world.grants.values().stream()
            .anyMatch(one -> one.project().equals(project.id()) && one.grantedOrg().equals(org));
    if (taken) {
      throw Problem.of(Problem.ALREADY_EXISTS, "V3-DKcYh", "Project grant already exists");
    }
    Stamp stamp = Stamp.of(record(call, "added"));
    Grant grant = new Grant(mint.id(), project.id(), org, roles, true, stamp);
    world.grants.put(grant.id(), grant);
    return new Members()
        .text("grantId", grant.id())
        .child("details", Details.created(stamp, call.org()))
        .done();
  }

  private static void known(Project project, List<String> roles) {
    if (!project.roles().containsAll(roles)) {
      throw failed("COMMAND-6m9gd", "One or more roles don't exist on the project");
    }
  }

  private Map<String, Object> get(Call call) {
    projections.trigger(Projections.Kind.GRANTS);
    World seen = seen(call);
    Grant grant =
        Optional.ofNullable(seen.grants.get(call.id("grant")))
            .filter(one -> one.project().equals(call.id("project")))
            .filter(one -> seen.project(one.project(), call.org()).isPresent())
            .orElseThrow(
                () -> Problem.of(Problem.NOT_FOUND, "QUERY-n98GGs", "Project grant not found"));
    return new Members().child("projectGrant", json(grant, seen)).done();
  }

  private Map<String, Object> search(Call call, Predicate<Grant> wanted) {
    World seen = seen(call);
    List<Grant> all =
        seen.grants.values().stream()
            .filter(wanted)
            .filter(one -> seen.project(one.project(), call.org()).isPresent())
            .toList();
    return new Search(behaviours, mint.random())
        .answer(
            call,
            all,
            List.of(
                Search.text("projectNameQuery", "name", one -> List.of(projectName(one, seen))),
                Search.text("roleKeyQuery", "roleKey", Grant::roles),
                Search.id("projectIdQuery", "projectId", Grant::project),
                Search.id("grantedOrgIdQuery", "grantedOrgId", Grant::grantedOrg)),
            grant -> json(grant, seen));
  }

  private World seen(Call call) {
    return projections.seen(Projections.Kind.GRANTS, world, call.now());
  }

  private static String projectName(Grant grant, World seen) {
    return Optional.ofNullable(seen.projects.get(grant.project())).map(Project::name).orElse("");
  }

  private static String orgName(String id, World seen) {
    return Optional.ofNullable(seen.orgs.get(id)).map(Org::name).orElse("");
  }

  private static Map<String, Object> json(Grant grant, World seen) {
    String owner =
        Optional.ofNullable(seen.projects.get(grant.project())).map(Project::org).orElse("");
    return new Members()
        .text("grantId", grant.id())
        .text("grantedOrgId", grant.grantedOrg())
        .text("grantedOrgName", orgName(grant.grantedOrg(), seen))
        .many("grantedRoleKeys", grant.roles())
        .text("state", grant.state())
        .text("projectId", grant.project())
        .text("projectName", projectName(grant, seen))
        .text("projectOwnerId", owner)
        .text("projectOwnerName", orgName(owner, seen))
        .child("details", Details.read(grant.stamp(), owner))
        .done();
  }

  private Map<String, Object> change(Call call) {
    Grant grant = grant(call);
    List<String> roles = call.body().texts("roleKeys");
    known(world.project(grant.project(), call.org()).orElseThrow(), roles);
    if (grant.roles().equals(roles)) {
      return Details.only(grant.stamp(), call.org());
    }
    return keep(call, grant.carrying(roles, grant.stamp().then(record(call, "changed"))));
  }

  /** Unlike apps, a grant may be put into the state it has. */
  private Map<String, Object> activate(Call call, boolean yes) {
    Grant grant = grant(call);
    if (grant.active() == yes) {
      return Details.only(grant.stamp(), call.org());
    }
    Event event = record(call, yes ? "reactivated" : "deactivated");
    return keep(call, grant.activated(yes, grant.stamp().then(event)));
  }

  private Map<String, Object> remove(Call call) {
    Grant grant = grant(call);
    world.grants.remove(grant.id());
    return Details.only(grant.stamp().then(record(call, "removed")), call.org());
  }

  private Map<String, Object> keep(Call call, Grant grant) {
    world.grants.put(grant.id(), grant);
    return Details.only(grant.stamp(), call.org());
  }

  private Grant grant(Call call) {
    return Optional.ofNullable(world.grants.get(call.id("grant")))
        .filter(one -> one.project().equals(call.id("project")))
        .filter(one -> world.project(one.project(), call.org()).isPresent())
        .orElseThrow(
            () -> Problem.of(Problem.NOT_FOUND, "PROJECT-D8JxR", "Project grant not found"));
  }

  private Event record(Call call, String what) {
    return world.record(
        call.id("project"),
        call.org(),
        "",
        "",
        "project.grant." + what,
        call.now(),
        call.session().account());
  }

  private static Problem failed(String id, String text) {
    return Problem.of(Problem.FAILED_PRECONDITION, id, text);
  }
}
