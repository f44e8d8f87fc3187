package dev.registrant.testkit.servicetitan;

import dev.registrant.testkit.vendor.Behaviours;
import dev.registrant.testkit.vendor.VendorAnswer;
import dev.registrant.testkit.vendor.VendorContext;
import dev.registrant.testkit.vendor.VendorRequest;
import dev.registrant.testkit.vendor.VendorSimulator;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * ServiceTitan without ServiceTitan: the portal's back end of 2021, token endpoints and tenant APIs
 * of both environments, and the people who create, approve, allow and hand over. Whatever was never
 * published is a behaviour.
 *
 * <p>Versions, connections and secrets below {@code /portal/c/apps/{id}/} follow a
 * ServiceTitan-style contract of this project's own, not one of ServiceTitan.
 */
public final class ServiceTitanSimulator implements VendorSimulator {

  private static final Duration SESSION = Duration.ofHours(12);

  /** The fixed part of the world, the same after every reset. */
  private record Fixture(
      String projectId, String tenant, PortalToken portalToken, PortalToken expiredPortalToken) {}

  private final VendorContext context;
  private final Behaviours behaviours;
  private final Fixture fixture;
  private final Mint mint;
  private final Answers answers;
  private final RateLimit calls = new RateLimit(Duration.ofSeconds(1));
  private final RateLimit tokens = new RateLimit(Duration.ofMinutes(1));
  private World world;

  /**
   * Makes a simulator with one project, one tenant that has both environments, and one session of
   * the portal, which ends after twelve hours.
   *
   * @param context where it runs and what time it is
   */
  public ServiceTitanSimulator(VendorContext context) {
    this(context, Switches.all(), fixture(context), new World());
    reset();
  }

  private ServiceTitanSimulator(
      VendorContext context, Behaviours behaviours, Fixture fixture, World world) {
    this.context = context;
    this.behaviours = behaviours;
    this.fixture = fixture;
    this.world = world;
    this.mint = new Mint(context.random());
    this.answers = new Answers(behaviours, mint);
  }

  private static Fixture fixture(VendorContext context) {
    Mint mint = new Mint(context.random());
    Instant now = context.time().now();
    return new Fixture(
        mint.publicId(),
        mint.tenant(),
        PortalToken.until(now.plus(SESSION), mint),
        PortalToken.until(now.minus(SESSION), mint));
  }

  @Override
  public String name() {
    return "servicetitan";
  }

  @Override
  public Map<String, String> account() {
    String base = context.root() + "/servicetitan";
    Map<String, String> members = new LinkedHashMap<>();
    members.put("baseUrl", base);
    members.put("portalUrl", base + "/portal");
    members.put("authUrlIntegration", base + "/" + Environment.INTEGRATION.auth());
    members.put("authUrlProduction", base + "/" + Environment.PRODUCTION.auth());
    members.put("apiUrlIntegration", base + "/" + Environment.INTEGRATION.api());
    members.put("apiUrlProduction", base + "/" + Environment.PRODUCTION.api());
    members.put("projectId", fixture.projectId());
    members.put("tenant", fixture.tenant());
    members.put("portalToken", fixture.portalToken().header());
    members.put("expiredPortalToken", fixture.expiredPortalToken().header());
    return members;
  }

  @Override
  public Behaviours behaviours() {
    return behaviours;
  }

  @Override
  public Set<String> secretMembers() {
    return Set.of("secret", "applicationKey1");
  }

  @Override
  public Set<String> moreOperations() {
    return Set.of(
        Endpoint.VERSIONS.operation(),
        Endpoint.APPROVAL.operation(),
        Endpoint.TENANT_API.operation());
  }

  @Override
  public String operation(VendorRequest request) {
    try {
      Endpoint endpoint = Route.of(request).endpoint();
      return endpoint == Endpoint.SAVE ? SaveForm.operation(request) : endpoint.operation();
    } catch (Problem e) {
      return "unknown";
    }
  }

  @Override
  public VendorAnswer handle(VendorRequest request) {
    Instant now = context.time().now();
    try {
      Route route = Route.of(request);
      return switch (route.endpoint()) {
        case TOKEN -> token(route, request, now);
        case TENANT_API -> new TenantApi(world, behaviours, calls).answer(route, request, now);
        case SIGN_IN -> Answers.html(200, "Sign in");
        default -> portal(route, request, now);
      };
    } catch (TenantApi.TooMany e) {
      return answers.tooMany(now);
    } catch (Problem e) {
      return Route.Area.of(request) == Route.Area.PORTAL ? answers.portal(e) : answers.api(e);
    }
  }

  private VendorAnswer token(Route route, VendorRequest request, Instant now) {
    boolean throttled =
        behaviours.is(Switches.THROTTLE, "on")
            && tokens.exceeded(
                TokenEndpoint.caller(request), behaviours.number(Switches.PER_MINUTE), now);
    return throttled
        ? answers.tooMany(now)
        : tokenEndpoint().answer(route.environment(), request, now);
  }

  private TokenEndpoint tokenEndpoint() {
    return new TokenEndpoint(world, behaviours, mint, context.root() + "/servicetitan/auth");
  }

  private VendorAnswer portal(Route route, VendorRequest request, Instant now) {
    Optional<PortalToken> session = session(request, now);
    if (session.isEmpty()) {
      return signedOut(route.endpoint());
    }
    if (route.endpoint().ours()) {
      try {
        return new OwnContract(world, behaviours, mint).answer(route, request, now);
      } catch (Problem e) {
        return answers.problem(e);
      }
    }
    Portal portal = new Portal(world, behaviours, mint, fixture.projectId(), fixture.tenant());
    return route.endpoint() == Endpoint.APPS
        ? portal.page()
        : portal.save(route.owner(), request, session.get().user(), now);
  }

  private Optional<PortalToken> session(VendorRequest request, Instant now) {
    return request
        .header("apimuseraccesstoken")
        .filter(world.sessions::contains)
        .flatMap(PortalToken::parse)
        .filter(token -> now.isBefore(token.end()));
  }

  private VendorAnswer signedOut(Endpoint endpoint) {
    if (behaviours.is(Switches.SIGNED_OUT, "redirect")) {
      return Answers.empty(302).withHeader("location", account().get("portalUrl") + "/signin");
    }
    Problem problem = new Problem(behaviours.number(Switches.SIGNED_OUT), "Sign in.");
    return endpoint.ours() ? answers.problem(problem) : answers.portal(problem);
  }

  @Override
  public VendorAnswer refusal(VendorRequest request, int status, String detail) {
    Route.Area area = Route.Area.of(request);
    if (status == 429) {
      return answers.tooMany(context.time().now());
    }
    if (area == Route.Area.AUTH) {
      String error =
          switch (status) {
            case 401 -> "invalid_client";
            case 403 -> "unauthorized_client";
            default -> status < 500 ? "invalid_request" : "server_error";
          };
      return tokenEndpoint().error(status, error, detail);
    }
    Problem problem = new Problem(status, detail);
    return area == Route.Area.PORTAL ? answers.portal(problem) : answers.api(problem);
  }

  @Override
  public Map<String, Object> state() {
    return new Snapshot(world, behaviours).json();
  }

  @Override
  public Set<String> seedKinds() {
    return Seeds.KINDS;
  }

  @Override
  public Map<String, Object> seed(String kind, Map<String, Object> fields) {
    return new Seeds(world, mint).plant(kind, fields, context.time().now());
  }

  @Override
  public Set<String> acts() {
    return People.ACTS;
  }

  @Override
  public Map<String, Object> human(String act, Map<String, Object> fields) {
    return new People(world, behaviours, mint, context.time().now()).perform(act, fields);
  }

  @Override
  public VendorSimulator copy() {
    return new ServiceTitanSimulator(context, behaviours, fixture, world.copy());
  }

  @Override
  public void reset() {
    calls.clear();
    tokens.clear();
    world = new World();
    world.tenants.put(fixture.tenant(), List.copyOf(Arrays.asList(Environment.values())));
    world.sessions.add(fixture.portalToken().header());
    world.sessions.add(fixture.expiredPortalToken().header());
  }
}
