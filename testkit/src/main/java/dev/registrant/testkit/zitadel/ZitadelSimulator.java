package dev.registrant.testkit.zitadel;

import dev.registrant.testkit.vendor.Behaviours;
import dev.registrant.testkit.vendor.VendorAnswer;
import dev.registrant.testkit.vendor.VendorContext;
import dev.registrant.testkit.vendor.VendorRequest;
import dev.registrant.testkit.vendor.VendorSimulator;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * ZITADEL's management API, version 1, for API apps with their secrets and keys and for project
 * grants, and the OAuth endpoints at which they prove their worth. What was only read from sources,
 * or differs between servers, is a behaviour.
 */
public final class ZitadelSimulator implements VendorSimulator {

  private static final String TOKEN = "/oauth/v2/token";
  private static final String INTROSPECT = "/oauth/v2/introspect";
  private static final String DISCOVERY = "/.well-known/openid-configuration";

  private final VendorContext context;
  private final Behaviours behaviours;
  private final Fixture fixture;
  private final Mint mint;
  private final RateLimit rateLimit = new RateLimit();
  private final Projections projections;
  private World world;

  /**
   * Makes an instance with two organisations, a project each, and service accounts in the first.
   *
   * @param context where it runs and what time it is
   */
  public ZitadelSimulator(VendorContext context) {
    this(context, Switches.all(), new Fixture(new Mint(context.random())), new World());
    reset();
  }

  private ZitadelSimulator(
      VendorContext context, Behaviours behaviours, Fixture fixture, World world) {
    this.context = context;
    this.behaviours = behaviours;
    this.fixture = fixture;
    this.world = world;
    this.mint = new Mint(context.random());
    this.projections = new Projections(behaviours);
  }

  private String issuer() {
    return context.root() + "/" + name();
  }

  @Override
  public String name() {
    return "zitadel";
  }

  @Override
  public Map<String, String> account() {
    return fixture.account(issuer());
  }

  @Override
  public Behaviours behaviours() {
    return behaviours;
  }

  @Override
  public Set<String> secretMembers() {
    return Set.of("clientSecret", "keyDetails");
  }

  @Override
  public Set<String> moreOperations() {
    return Set.of(
        "secrets.get",
        "secrets.list",
        "installs.get",
        "installs.update",
        "apps.history",
        "projects.create",
        "projects.get",
        "projects.list",
        "projects.history",
        "orgs.get",
        "introspect",
        "discovery");
  }

  @Override
  public String operation(VendorRequest request) {
    String sent = request.method() + " " + request.path();
    if (sent.equals("POST " + TOKEN)) {
      return "token";
    }
    if (sent.equals("POST " + INTROSPECT)) {
      return "introspect";
    }
    if (sent.equals("GET " + DISCOVERY)) {
      return "discovery";
    }
    try {
      return Route.of(request).endpoint().operation();
    } catch (Problem e) {
      return "unknown";
    }
  }

  @Override
  public VendorAnswer handle(VendorRequest request) {
    Instant now = context.time().now();
    if (behaviours.is(Switches.RATE_LIMIT, "on")
        && rateLimit.exceeded(behaviours.number(Switches.PER_MINUTE), now)) {
      return edge();
    }
    try {
      atHome(request);
      return switch (operation(request)) {
        case "token", "introspect" -> oauth(request, now);
        case "discovery" -> Answers.json(200, Discovery.of(issuer()));
        default -> Answers.json(200, manage(request, now));
      };
    } catch (Problem e) {
      return Answers.problem(e, request);
    }
  }

  private void atHome(VendorRequest request) {
    boolean exact = behaviours.is(Switches.INSTANCE_HOST, "exact");
    if (exact && !request.header("host").orElse("").equals(context.root().getAuthority())) {
      throw Problem.bare(Problem.NOT_FOUND, "unable to set instance using origin");
    }
  }

  private Map<String, Object> manage(VendorRequest request, Instant now) {
    Route route = Route.of(request);
    Call call = new Gate(world, behaviours).pass(route, request, now);
    if (!route.endpoint().writes()) {
      return perform(call);
    }
    projections.before(world, now);
    Map<String, Object> answer = perform(call);
    projections.after(world, now);
    return answer;
  }

  private Map<String, Object> perform(Call call) {
    String area = call.route().endpoint().name().split("_", 2)[0];
    return switch (area) {
      case "KEYS" -> new KeyDesk(world, projections, behaviours, mint).perform(call);
      case "GRANTS" -> new GrantDesk(world, projections, behaviours, mint).perform(call);
      case "APPS" ->
          call.route().endpoint() == Endpoint.APPS_HISTORY
              ? new ProjectDesk(world, projections, behaviours, mint).perform(call)
              : new AppDesk(world, projections, behaviours, mint).perform(call);
      default -> new ProjectDesk(world, projections, behaviours, mint).perform(call);
    };
  }

  private VendorAnswer oauth(VendorRequest request, Instant now) {
    if (!behaviours.is(Switches.QUOTA, "left")) {
      return exhausted();
    }
    try {
      Map<String, Object> members =
          request.path().equals(TOKEN)
              ? new TokenEndpoint(world, behaviours, mint, issuer()).answer(request, now)
              : new Introspection(world, projections, behaviours, issuer()).answer(request, now);
      return Answers.json(200, members).withHeader("cache-control", "no-store");
    } catch (Denied e) {
      return Answers.json(e.status(), e.json()).withHeader("cache-control", "no-store");
    }
  }

  /** On plain HTTP handlers, a used up quota is told in plain text and by a cookie. */
  private static VendorAnswer exhausted() {
    return Answers.plain(
            429, "text/plain; charset=utf-8", "quota for authenticated requests is exhausted\n")
        .withHeader("set-cookie", "zitadel.quota.exhausted=true; Path=/; Max-Age=300");
  }

  /** What the cloud's edge answers is not documented, except that no header helps. */
  private VendorAnswer edge() {
    return switch (behaviours.get(Switches.RATE_BODY)) {
      case "json" -> Answers.json(429, Map.of("error", "rate limit exceeded"));
      case "empty" -> new VendorAnswer(429, Map.of(), new byte[0]);
      default ->
          Answers.plain(
              429, "text/html", "<html><body><h1>429 Too Many Requests</h1></body></html>");
    };
  }

  @Override
  public VendorAnswer refusal(VendorRequest request, int status, String detail) {
    String operation = operation(request);
    if (status == 429) {
      return edge();
    }
    if (operation.equals("token") || operation.equals("introspect")) {
      String error =
          status == 401 ? "invalid_client" : status < 500 ? "invalid_request" : "server_error";
      return Answers.json(status, new Denied(status, error, detail).json());
    }
    return Answers.problem(Problem.ordered(status, detail), request);
  }

  @Override
  public Map<String, Object> state() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("apps", world.apps.values().stream().map(this::shown).toList());
    members.put("installs", world.grants.values().stream().map(Grant::shown).toList());
    members.put("projects", List.copyOf(world.projects.keySet()));
    members.put("organisations", List.copyOf(world.orgs.keySet()));
    members.put("tokens", List.copyOf(world.tokens.keySet()));
    return members;
  }

  private Map<String, Object> shown(App app) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", app.id());
    members.put("name", app.name());
    members.put("clientId", app.clientId());
    members.put("kind", app.api() ? "api" : "oidc");
    members.put("projectId", app.project());
    members.put("authMethodType", Shape.AUTH_METHOD.names().get(app.privateKeyJwt() ? 1 : 0));
    members.put("state", app.state());
    members.put("secrets", app.liveSecrets());
    List<Map<String, Object>> keys =
        world.keys.values().stream()
            .filter(key -> key.app().equals(app.id()))
            .map(ZitadelSimulator::shown)
            .toList();
    members.put("keys", keys);
    return members;
  }

  private static Map<String, Object> shown(Key key) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", key.id());
    members.put("privateKey", key.pair().pem());
    members.put("expirationDate", key.expires().toString());
    return members;
  }

  @Override
  public Set<String> seedKinds() {
    return Seeds.KINDS;
  }

  @Override
  public Map<String, Object> seed(String kind, Map<String, Object> fields) {
    Map<String, Object> made =
        new Seeds(world, mint, fixture, context.time().now()).plant(kind, fields);
    projections.clear();
    return made;
  }

  @Override
  public VendorSimulator copy() {
    return new ZitadelSimulator(context, behaviours, fixture, world.copy());
  }

  @Override
  public void reset() {
    rateLimit.clear();
    projections.clear();
    world = fixture.world(context.time().now());
  }
}
