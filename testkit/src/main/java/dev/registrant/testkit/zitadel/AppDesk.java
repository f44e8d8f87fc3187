package dev.registrant.testkit.zitadel;

import dev.registrant.testkit.vendor.Behaviours;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Carries out calls about apps. */
final class AppDesk {

  private final World world;
  private final Projections projections;
  private final Behaviours behaviours;
  private final Mint mint;

  AppDesk(World world, Projections projections, Behaviours behaviours, Mint mint) {
    this.world = world;
    this.projections = projections;
    this.behaviours = behaviours;
    this.mint = mint;
  }

  Map<String, Object> perform(Call call) {
    return switch (call.route().endpoint()) {
      case APPS_ADD -> add(call);
      case APPS_GET -> get(call);
      case APPS_SEARCH -> search(call);
      case APPS_RENAME -> rename(call);
      case APPS_CONFIGURE -> configure(call);
      case APPS_SECRET -> secret(call);
      case APPS_DEACTIVATE -> activate(call, false);
      case APPS_REACTIVATE -> activate(call, true);
      case APPS_REMOVE -> remove(call);
      default -> throw new IllegalStateException("not about apps: " + call.route());
    };
  }

  private Map<String, Object> add(Call call) {
    String name = call.runes("Name", call.body().text("name"));
    boolean byKey = method(call) == 1;
    if (behaviours.is(Switches.NAME_BLANKS, "trimmed")) {
      name = name.strip();
    }
    Project project =
        world
            .project(call.id("project"), call.org())
            .orElseThrow(
                () ->
                    Problem.of(
                        Problem.FAILED_PRECONDITION,
                        behaviours.is(Switches.ERROR_IDS, "older")
                            ? "COMMAND-EbFMN"
                            : "COMMA-VCnwD",
                        "Project doesn't exist on organization"));
    if (name.isEmpty()) {
      throw Problem.of(Problem.INVALID_ARGUMENT, "PROJECT-Bff2g", "Invalid application");
    }
    free(project.id(), name, Optional.empty());
    String id = mint.id();
    record(call, id, "added");
    Stamp stamp = Stamp.of(record(call, id, "config.api.added"));
    List<App.Secret> secrets = byKey ? List.of() : List.of(freshSecret(call));
    App app = new App(id, project.id(), name, clientId(project), true, byKey, true, secrets, stamp);
    world.apps.put(id, app);
    return new Members()
        .text("appId", id)
        .child("details", Details.created(stamp, call.org()))
        .text("clientId", app.clientId())
        .text("clientSecret", byKey ? "" : secrets.get(0).value())
        .done();
  }

  private int method(Call call) {
    int method = call.body().choice("authMethodType");
    if (method < 0 || method >= Shape.AUTH_METHOD.names().size()) {
      throw Gate.invalid(
          call.route().endpoint(),
          "AuthMethodType",
          "value must be one of the defined enum values");
    }
    return method;
  }

  private String clientId(Project project) {
    return behaviours.is(Switches.CLIENT_IDS, "number")
        ? mint.id()
        : mint.id() + "@" + project.name().toLowerCase(Locale.ROOT).replace(' ', '_');
  }

  private App.Secret freshSecret(Call call) {
    return new App.Secret(mint.secret(), call.now(), call.now().plus(call.propagation()));
  }

  /** The name is free if nobody in the project has it, whatever the kind and the case. */
  private void free(String project, String name, Optional<App> self) {
    Optional<App> holder = world.holder(project, name);
    boolean own = holder.isPresent() && holder.equals(self);
    if (holder.isPresent() && !(own && behaviours.is(Switches.CASE_RENAME, "allowed"))) {
      throw Problem.of(Problem.ALREADY_EXISTS, "V3-DKcYh", "Application already exists");
    }
  }

  private Map<String, Object> get(Call call) {
    projections.trigger(Projections.Kind.APPS);
    World seen = seen(call.now());
    App app = seen.apps.get(call.id("app"));
    if (app == null || !app.project().equals(call.id("project"))) {
      throw Problem.of(Problem.NOT_FOUND, "QUERY-pCP8P", "App not found");
    }
    if (seen.project(app.project(), call.org()).isEmpty()) {
      throw Problem.of(Problem.NOT_FOUND, "MANAG-SFf2a", "App not found");
    }
    return new Members().child("app", json(app, call.org())).done();
  }

  private Map<String, Object> search(Call call) {
    World seen = seen(call.now());
    List<App> all =
        seen.apps.values().stream()
            .filter(app -> app.project().equals(call.id("project")))
            .filter(app -> seen.project(app.project(), call.org()).isPresent())
            .toList();
    return new Search(behaviours, mint.random())
        .answer(
            call,
            all,
            List.of(Search.text("nameQuery", "name", app -> List.of(app.name()))),
            app -> json(app, call.org()));
  }

  private World seen(Instant now) {
    return projections.seen(Projections.Kind.APPS, world, now);
  }

  private Map<String, Object> json(App app, String org) {
    Members members =
        new Members()
            .text("id", app.id())
            .child("details", Details.read(app.stamp(), org))
            .text("state", app.state())
            .text("name", app.name());
    if (behaviours.is(Switches.APP_CONFIG, "shown")) {
      Members config = new Members();
      if (app.api()) {
        config
            .text("clientId", app.clientId())
            .choice("authMethodType", Shape.AUTH_METHOD, app.privateKeyJwt() ? 1 : 0);
      } else {
        config
            .many("redirectUris", List.of("https://web.example/callback"))
            .many("responseTypes", List.of("OIDC_RESPONSE_TYPE_CODE"))
            .many("grantTypes", List.of("OIDC_GRANT_TYPE_AUTHORIZATION_CODE"))
            .text("clientId", app.clientId())
            .text("clockSkew", "0s");
      }
      members.child(app.api() ? "apiConfig" : "oidcConfig", config.done());
    }
    return members.done();
  }

  private Map<String, Object> rename(Call call) {
    String name = call.runes("Name", call.body().text("name"));
    App app = app(call, "COMMAND-28di9");
    if (app.name().equals(name)) {
      throw unchanged("COMMAND-2m8vx");
    }
    free(app.project(), name, Optional.of(app));
    return keep(call, app.renamed(name, app.stamp().then(record(call, app.id(), "changed"))));
  }

  private Map<String, Object> configure(Call call) {
    boolean byKey = method(call) == 1;
    App app = app(call, "COMMAND-2n8uU");
    if (!app.api()) {
      throw Problem.of(Problem.INVALID_ARGUMENT, "COMMAND-Gnwt3", "Application is not an API app");
    }
    if (app.privateKeyJwt() == byKey) {
      throw unchanged("COMMAND-1m88i");
    }
    Stamp stamp = app.stamp().then(record(call, app.id(), "config.api.changed"));
    return keep(call, app.authenticating(byKey, stamp));
  }

  private Map<String, Object> secret(Call call) {
    App app = app(call, "COMMAND-2g66f");
    if (!app.api()) {
      throw Problem.of(Problem.INVALID_ARGUMENT, "COMMAND-aeH4", "Application is not an API app");
    }
    App.Secret fresh = freshSecret(call);
    Stamp stamp = app.stamp().then(record(call, app.id(), "config.api.secret.changed"));
    world.apps.put(app.id(), app.sealed(fresh, stamp));
    return new Members()
        .text("clientSecret", fresh.value())
        .child("details", Details.changed(stamp, call.org()))
        .done();
  }

  private Map<String, Object> activate(Call call, boolean yes) {
    App app = app(call, "COMMAND-ov9d3");
    if (app.active() == yes) {
      throw yes
          ? Problem.of(Problem.FAILED_PRECONDITION, "COMMAND-1n8cM", "Application is not inactive")
          : Problem.of(Problem.FAILED_PRECONDITION, "COMMAND-dsh35", "Application is not active");
    }
    Event event = record(call, app.id(), yes ? "reactivated" : "deactivated");
    return keep(call, app.activated(yes, app.stamp().then(event)));
  }

  private Map<String, Object> remove(Call call) {
    App app = app(call, "COMMAND-0po9s");
    world.remove(app);
    return Details.only(app.stamp().then(record(call, app.id(), "removed")), call.org());
  }

  private Map<String, Object> keep(Call call, App app) {
    world.apps.put(app.id(), app);
    return Details.only(app.stamp(), call.org());
  }

  private App app(Call call, String missing) {
    return world
        .app(call.id("app"), call.id("project"), call.org())
        .orElseThrow(() -> Problem.of(Problem.NOT_FOUND, missing, "Application doesn't exist"));
  }

  private Event record(Call call, String app, String what) {
    return world.record(
        call.id("project"),
        call.org(),
        app,
        "",
        "project.application." + what,
        call.now(),
        call.session().account());
  }

  private static Problem unchanged(String id) {
    return Problem.of(Problem.FAILED_PRECONDITION, id, "No changes found");
  }
}
