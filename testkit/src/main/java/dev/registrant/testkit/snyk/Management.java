package dev.registrant.testkit.snyk;

import dev.registrant.testkit.vendor.Behaviours;
import dev.registrant.testkit.vendor.VendorAnswer;
import dev.registrant.testkit.vendor.VendorRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Carries out management requests that have passed the gate. */
final class Management {

  private final World world;
  private final Behaviours behaviours;
  private final Links links;
  private final Pager pager;
  private final SecretDesk secretDesk;
  private final Mint mint;

  Management(World world, Behaviours behaviours, Links links, Mint mint) {
    this.world = world;
    this.behaviours = behaviours;
    this.links = links;
    this.pager = new Pager(behaviours, links);
    this.secretDesk = new SecretDesk(behaviours, mint);
    this.mint = mint;
  }

  VendorAnswer perform(
      Route route,
      VendorRequest request,
      Version version,
      Instant now,
      Map<String, String> headers) {
    return switch (route.endpoint()) {
      case APPS_CREATE -> createApp(route, request, now, headers);
      case APPS_LIST -> {
        Pager.Page<App> page =
            pager.page(world.appsOf(owner(route)), app -> app.sequence, route, request);
        yield listed(page.items().stream().map(Resources::app).toList(), page.links(), headers);
      }
      case APPS_GET -> single(Resources.app(app(route)), route, version, headers);
      case APPS_UPDATE -> updateApp(route, request, version, headers);
      case APPS_DELETE -> {
        world.deleteApp(app(route).id);
        yield new VendorAnswer(204, headers, new byte[0]);
      }
      case APP_SECRETS -> appSecrets(route, request, version, now, headers);
      case INSTALLS_CREATE -> install(route, request, now, headers);
      case INSTALLS_LIST -> listInstalls(route, request, version, headers);
      case INSTALLS_DELETE -> {
        world.installs.remove(installed(route).id());
        yield new VendorAnswer(204, headers, new byte[0]);
      }
      case INSTALL_SECRETS -> installSecrets(route, request, version, now, headers);
      case TOKEN -> throw new IllegalStateException("not a management endpoint");
    };
  }

  private VendorAnswer createApp(
      Route route, VendorRequest request, Instant now, Map<String, String> headers) {
    NewApp wish =
        Body.of(request)
            .newApp(
                behaviours.number(Switches.DEFAULT_TTL),
                behaviours.is(Switches.SCOPES, "org-read-required"));
    String org = owner(route);
    if (behaviours.is(Switches.SAME_NAME, "refused")
        && world.appsOf(org).stream().anyMatch(app -> app.name().equals(wish.name()))) {
      throw new Problem(409, "There is an app of this name.");
    }
    App app = new App(world.next(), mint.id(), org, Optional.of(mint.id()), wish, false);
    String secret = mint.secret();
    app.secrets.add(secret, now, request.propagation());
    world.apps.put(app.id, app);
    String path = route.collection() + "/" + app.id;
    Map<String, Object> document =
        document(Resources.appWithSecret(app, Optional.of(secret)), selfLink(path, request));
    return Answers.json(201, located(headers, path, request), document);
  }

  private VendorAnswer updateApp(
      Route route, VendorRequest request, Version version, Map<String, String> headers) {
    App app = app(route);
    Body.Change change = Body.of(request).change(app.id);
    change.name().ifPresent(app::rename);
    change
        .redirectUris()
        .ifPresent(
            uris -> {
              List<String> wanted = uris;
              if (behaviours.is(Switches.REDIRECT_UPDATE, "append")) {
                wanted =
                    Stream.concat(app.redirectUris().stream(), uris.stream()).distinct().toList();
              }
              app.redirectTo(wanted);
            });
    change.ttl().ifPresent(app::live);
    return single(Resources.app(app), route, version, headers);
  }

  private VendorAnswer appSecrets(
      Route route,
      VendorRequest request,
      Version version,
      Instant now,
      Map<String, String> headers) {
    App app = app(route);
    Body.SecretOrder order = Body.of(request).secretOrder();
    if (app.unattended()) {
      throw refused(Switches.LIMIT_STATUS, "cannot update secrets: each install has its own");
    }
    Optional<String> shown =
        secretDesk.perform(order, app.secrets, true, now, request.propagation());
    return single(Resources.appWithSecret(app, shown), route, version, headers);
  }

  private VendorAnswer install(
      Route route, VendorRequest request, Instant now, Map<String, String> headers) {
    App app =
        Optional.ofNullable(world.apps.get(Body.of(request).appToInstall()))
            .filter(one -> one.isPublic || world.owners.getOrDefault(one.org, false))
            .orElseThrow(() -> refused(Switches.UNKNOWN_APP_STATUS, "app not found"));
    if (!app.unattended()) {
      throw refused(Switches.ATTENDED_STATUS, "This app is installed by its users.");
    }
    String owner = owner(route);
    boolean second =
        world.installsOf(route.scope(), owner).stream()
            .anyMatch(install -> install.appId().equals(app.id));
    if (second && behaviours.is(Switches.SECOND_INSTALL, "refused")) {
      throw new Problem(409, "The app is installed already.");
    }
    Install install =
        new Install(
            world.next(), mint.id(), app.id, route.scope(), owner, mint.id(), now, new Secrets());
    String secret = mint.secret();
    install.secrets().add(secret, now, request.propagation());
    world.installs.put(install.id(), install);
    String path = route.collection() + "/" + install.id();
    Map<String, Object> document =
        document(Resources.newInstall(install, secret), selfLink(path, request));
    return Answers.json(201, located(headers, path, request), document);
  }

  private VendorAnswer listInstalls(
      Route route, VendorRequest request, Version version, Map<String, String> headers) {
    List<String> expand = request.queryValues().getOrDefault("expand", List.of());
    if (!expand.isEmpty() && !expand.equals(List.of("app"))) {
      throw Problem.inQuery("expand", "Only app can be expanded.");
    }
    Pager.Page<Install> page =
        pager.page(
            world.installsOf(route.scope(), owner(route)), Install::sequence, route, request);
    List<Map<String, Object>> items =
        page.items().stream()
            .map(
                install ->
                    Resources.install(
                        install,
                        version,
                        expand.isEmpty()
                            ? Optional.empty()
                            : Optional.ofNullable(world.apps.get(install.appId()))))
            .toList();
    return listed(items, page.links(), headers);
  }

  private VendorAnswer installSecrets(
      Route route,
      VendorRequest request,
      Version version,
      Instant now,
      Map<String, String> headers) {
    Install install = installed(route);
    Body.SecretOrder order = Body.of(request).secretOrder();
    boolean limits = behaviours.is(Switches.INSTALL_LIMITS, "on");
    Optional<String> shown =
        secretDesk.perform(order, install.secrets(), limits, now, request.propagation());
    return single(Resources.installWithSecret(install, version, shown), route, version, headers);
  }

  private App app(Route route) {
    return Optional.ofNullable(world.apps.get(route.id().toLowerCase(Locale.ROOT)))
        .filter(app -> app.org.equals(owner(route)))
        .orElseThrow(Problem::absent);
  }

  private Install installed(Route route) {
    return Optional.ofNullable(world.installs.get(route.id().toLowerCase(Locale.ROOT)))
        .filter(one -> one.scope().equals(route.scope()) && one.owner().equals(owner(route)))
        .orElseThrow(Problem::absent);
  }

  private static String owner(Route route) {
    return route.owner().toLowerCase(Locale.ROOT);
  }

  private Problem refused(String behaviour, String detail) {
    return new Problem(behaviours.number(behaviour), detail);
  }

  private VendorAnswer single(
      Map<String, Object> data, Route route, Version version, Map<String, String> headers) {
    String path = route.collection() + "/" + route.id() + "?version=" + version.requested();
    return Answers.json(200, headers, document(data, Map.of("self", links.member(path))));
  }

  private static VendorAnswer listed(
      List<Map<String, Object>> items, Map<String, Object> pages, Map<String, String> headers) {
    return Answers.json(200, headers, document(items, pages));
  }

  private static Map<String, Object> document(Object data, Map<String, Object> links) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("jsonapi", Map.of("version", "1.0"));
    document.put("data", data);
    document.put("links", links);
    return document;
  }

  private Map<String, Object> selfLink(String path, VendorRequest request) {
    return Map.of("self", links.member(path + "?" + request.query()));
  }

  private Map<String, String> located(
      Map<String, String> headers, String path, VendorRequest request) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    switch (behaviours.get(Switches.LOCATION)) {
      case "self" -> more.put("location", links.text(path + "?" + request.query()));
      case "word" -> more.put("location", "string");
      default -> {}
    }
    return more;
  }
}
