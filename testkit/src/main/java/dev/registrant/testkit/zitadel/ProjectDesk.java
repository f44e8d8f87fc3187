package dev.registrant.testkit.zitadel;

import dev.registrant.testkit.vendor.Behaviours;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Carries out calls about the organisation, projects, and the history of what is in them. */
final class ProjectDesk {

  private final World world;
  private final Projections projections;
  private final Behaviours behaviours;
  private final Mint mint;

  ProjectDesk(World world, Projections projections, Behaviours behaviours, Mint mint) {
    this.world = world;
    this.projections = projections;
    this.behaviours = behaviours;
    this.mint = mint;
  }

  Map<String, Object> perform(Call call) {
    return switch (call.route().endpoint()) {
      case MY_ORG -> organisation(call);
      case PROJECTS_ADD -> add(call);
      case PROJECTS_GET -> get(call);
      case PROJECTS_SEARCH -> search(call);
      case PROJECTS_HISTORY -> history(call, event -> true);
      case APPS_HISTORY -> history(call, about(call.id("app")));
      default -> throw new IllegalStateException("not about projects: " + call.route());
    };
  }

  private Map<String, Object> organisation(Call call) {
    Org org = world.orgs.getOrDefault(call.org(), new Org(call.org(), "", Stamp.NONE));
    Map<String, Object> json =
        new Members()
            .text("id", org.id())
            .child("details", Details.read(org.stamp(), org.id()))
            .text("state", "ORG_STATE_ACTIVE")
            .text("name", org.name())
            .text("primaryDomain", "org-" + org.id() + ".example")
            .done();
    return new Members().child("org", json).done();
  }

  /** Whoever makes a project gets no role in it. */
  private Map<String, Object> add(Call call) {
    Message body = call.body();
    String name = call.runes("Name", body.text("name"));
    int labeling = body.choice("privateLabelingSetting");
    if (labeling < 0 || labeling >= Shape.LABELING.names().size()) {
      throw Gate.invalid(
          call.route().endpoint(),
          "PrivateLabelingSetting",
          "value must be one of the defined enum values");
    }
    boolean taken =
        world.projects.values().stream()
            .anyMatch(one -> one.org().equals(call.org()) && World.same(one.name(), name));
    if (taken) {
      throw Problem.of(Problem.ALREADY_EXISTS, "V3-DKcYh", "Project already exists");
    }
    Project.Options options =
        new Project.Options(
            body.flag("projectRoleAssertion"),
            body.flag("projectRoleCheck"),
            body.flag("hasProjectCheck"),
            labeling);
    String id = mint.id();
    Event event =
        world.record(id, call.org(), "", "", "project.added", call.now(), call.session().account());
    Stamp stamp = Stamp.of(event);
    world.projects.put(id, new Project(id, call.org(), name, Set.of(), options, true, stamp));
    return new Members().text("id", id).child("details", Details.created(stamp, call.org())).done();
  }

  private Map<String, Object> get(Call call) {
    projections.trigger(Projections.Kind.PROJECTS);
    Project project = seen(call).projects.get(call.id("project"));
    if (project == null) {
      throw Problem.of(Problem.NOT_FOUND, "QUERY-fk2fs", "Project not found");
    }
    if (!project.org().equals(call.org())) {
      throw Problem.of(Problem.NOT_FOUND, "MANAG-SFf2a", "Project not found");
    }
    return new Members().child("project", json(project)).done();
  }

  private Map<String, Object> search(Call call) {
    List<Project> own =
        seen(call).projects.values().stream()
            .filter(one -> one.org().equals(call.org()) && call.session().reaches(one.id()))
            .toList();
    return new Search(behaviours, mint.random())
        .answer(
            call,
            own,
            List.of(
                Search.text("nameQuery", "name", one -> List.of(one.name())),
                Search.id("projectResourceOwnerQuery", "resourceOwner", Project::org)),
            ProjectDesk::json);
  }

  private World seen(Call call) {
    return projections.seen(Projections.Kind.PROJECTS, world, call.now());
  }

  private static Map<String, Object> json(Project project) {
    return new Members()
        .text("id", project.id())
        .child("details", Details.read(project.stamp(), project.org()))
        .text("name", project.name())
        .text("state", project.active() ? "PROJECT_STATE_ACTIVE" : "PROJECT_STATE_INACTIVE")
        .flag("projectRoleAssertion", project.options().roleAssertion())
        .flag("projectRoleCheck", project.options().roleCheck())
        .flag("hasProjectCheck", project.options().hasProjectCheck())
        .choice("privateLabelingSetting", Shape.LABELING, project.options().privateLabeling())
        .done();
  }

  private Predicate<Event> about(String app) {
    boolean keysToo = behaviours.is(Switches.KEY_HISTORY, "app-too");
    return event -> event.app().equals(app) || (keysToo && event.keyOf().equals(app));
  }

  /** Reads the event store itself, so that nothing lags and what was removed still shows. */
  private Map<String, Object> history(Call call, Predicate<Event> wanted) {
    Message query = call.body().child("query").orElse(Message.EMPTY);
    boolean url = behaviours.is(Switches.HISTORY_PARAMETERS, "url");
    long from = url ? parameter(call, "query.sequence") : query.number("sequence");
    long limit = url ? parameter(call, "query.limit") : query.number("limit");
    boolean ascending =
        url
            ? call.query().getOrDefault("query.asc", List.of("")).get(0).equals("true")
            : query.flag("asc");
    List<Event> events =
        new ArrayList<>(
            world.events(
                event ->
                    event.project().equals(call.id("project"))
                        && event.org().equals(call.org())
                        && wanted.test(event)
                        && (from == 0
                            || (ascending ? event.sequence() > from : event.sequence() < from))));
    if (!ascending) {
      Collections.reverse(events);
    }
    List<Map<String, Object>> result =
        events.stream()
            .limit(limit == 0 ? Long.MAX_VALUE : limit)
            .map(ProjectDesk::change)
            .toList();
    return new Members().many("result", result).done();
  }

  private static long parameter(Call call, String name) {
    String value = call.query().getOrDefault(name, List.of("")).get(0);
    if (!value.matches("[0-9]{0,18}")) {
      throw Problem.bare(Problem.INVALID_ARGUMENT, "parsing field \"" + name + "\": " + value);
    }
    return value.isEmpty() ? 0 : Long.parseLong(value);
  }

  private static Map<String, Object> change(Event event) {
    Map<String, Object> type =
        new Members()
            .text("key", "EventTypes." + event.type())
            .text("localizedMessage", event.type().replace('.', ' '))
            .done();
    return new Members()
        .time("changeDate", event.date())
        .child("eventType", type)
        .big("sequence", event.sequence())
        .text("editorId", event.editor())
        .text("editorDisplayName", event.editorName())
        .text("resourceOwnerId", event.org())
        .done();
  }
}
