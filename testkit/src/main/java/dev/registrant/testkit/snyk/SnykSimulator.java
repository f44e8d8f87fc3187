package dev.registrant.testkit.snyk;

import dev.registrant.testkit.vendor.Behaviours;
import dev.registrant.testkit.vendor.VendorAnswer;
import dev.registrant.testkit.vendor.VendorContext;
import dev.registrant.testkit.vendor.VendorRequest;
import dev.registrant.testkit.vendor.VendorSimulator;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Snyk's Apps API as its contract has it, nothing more: creations, installs of orgs and groups,
 * their secrets, and the token endpoint. Whatever the documents leave open is a behaviour.
 */
public final class SnykSimulator implements VendorSimulator {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** The fixed part of the world, the same after every reset. */
  private record Fixture(
      String org,
      String foreignOrg,
      String group,
      String foreignGroup,
      String token,
      String readOnlyToken) {}

  private final VendorContext context;
  private final Behaviours behaviours;
  private final Fixture fixture;
  private final Mint mint;
  private final Links links;
  private final Answers answers;
  private final RateLimit rateLimit = new RateLimit();
  private World world;

  /**
   * Makes a simulator with two orgs and two groups, one of each foreign to its tokens.
   *
   * @param context where it runs and what time it is
   */
  public SnykSimulator(VendorContext context) {
    this(context, Switches.all(), fixture(new Mint(context.random())), new World());
    reset();
  }

  private SnykSimulator(
      VendorContext context, Behaviours behaviours, Fixture fixture, World world) {
    this.context = context;
    this.behaviours = behaviours;
    this.fixture = fixture;
    this.world = world;
    this.mint = new Mint(context.random());
    this.links = new Links(context, behaviours);
    this.answers = new Answers(behaviours, mint);
  }

  private static Fixture fixture(Mint mint) {
    return new Fixture(mint.id(), mint.id(), mint.id(), mint.id(), mint.id(), mint.id());
  }

  @Override
  public String name() {
    return "snyk";
  }

  @Override
  public Map<String, String> account() {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("baseUrl", context.root() + "/snyk/rest");
    members.put("tokenUrl", context.root() + "/snyk/oauth2/token");
    members.put("org", fixture.org());
    members.put("foreignOrg", fixture.foreignOrg());
    members.put("group", fixture.group());
    members.put("foreignGroup", fixture.foreignGroup());
    members.put("token", fixture.token());
    members.put("readOnlyToken", fixture.readOnlyToken());
    return members;
  }

  @Override
  public Behaviours behaviours() {
    return behaviours;
  }

  @Override
  public Set<String> secretMembers() {
    return Set.of("client_secret");
  }

  @Override
  public String operation(VendorRequest request) {
    try {
      Endpoint endpoint = Route.of(request).endpoint();
      return endpoint.operation().equals("secrets") ? secrets(request) : endpoint.operation();
    } catch (Problem e) {
      return "unknown";
    }
  }

  private static String secrets(VendorRequest request) {
    try {
      return switch (MAPPER.readTree(request.body()).at("/data/attributes/mode").asString("")) {
        case "create" -> "secrets.issue";
        case "replace" -> "secrets.replace";
        case "delete" -> "secrets.revoke";
        default -> "unknown";
      };
    } catch (JacksonException e) {
      return "unknown";
    }
  }

  @Override
  public VendorAnswer handle(VendorRequest request) {
    Instant now = context.time().now();
    try {
      Route route = Route.of(request);
      if (route.endpoint() == Endpoint.TOKEN) {
        return new TokenEndpoint(world, behaviours, mint).answer(request, now);
      }
      Gate gate = new Gate(world, behaviours, rateLimit);
      World.Access access = gate.authenticate(request, now);
      Version served = gate.conform(route, request, now);
      gate.permit(route, access);
      Management management = new Management(world, behaviours, links, mint);
      return management.perform(
          route, request, served, now, answers.headers(request, Optional.of(served)));
    } catch (Gate.Blocked e) {
      return blocked(request, now);
    } catch (Problem e) {
      return answers.problem(e, headers(request, now));
    }
  }

  /** Refusals carry the version headers too, as far as the request tells a version. */
  private Map<String, String> headers(VendorRequest request, Instant now) {
    Optional<Version> version = Optional.empty();
    try {
      List<Release> releases = Route.of(request).endpoint().releases();
      List<String> asked = request.queryValues().getOrDefault("version", List.of());
      if (asked.size() == 1) {
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        version = Optional.of(Version.resolve(asked.get(0), releases, today));
      }
    } catch (Problem | IllegalArgumentException e) {
      // no version to tell
    }
    return answers.headers(request, version);
  }

  private VendorAnswer blocked(VendorRequest request, Instant now) {
    VendorAnswer answer = refusal(request, 429, "Too many requests.");
    return switch (behaviours.get(Switches.RETRY_AFTER)) {
      case "seconds" -> answer.withHeader("retry-after", "60");
      case "date" ->
          answer.withHeader(
              "retry-after",
              DateTimeFormatter.RFC_1123_DATE_TIME.format(
                  now.plusSeconds(61).atZone(ZoneOffset.UTC)));
      default -> answer;
    };
  }

  @Override
  public VendorAnswer refusal(VendorRequest request, int status, String detail) {
    if (request.path().equals("/oauth2/token")) {
      String error =
          switch (status) {
            case 401 -> "invalid_client";
            case 403 -> "access_denied";
            default -> status < 500 ? "invalid_request" : "server_error";
          };
      return new TokenEndpoint(world, behaviours, mint).error(status, error, detail);
    }
    return answers.problem(new Problem(status, detail), headers(request, context.time().now()));
  }

  @Override
  public Map<String, Object> state() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("apps", world.apps.values().stream().map(App::state).toList());
    members.put("installs", world.installs.values().stream().map(Install::state).toList());
    members.put("tokens", List.copyOf(world.keys.keySet()));
    return members;
  }

  @Override
  public Set<String> seedKinds() {
    return Seeds.KINDS;
  }

  @Override
  public Map<String, Object> seed(String kind, Map<String, Object> fields) {
    return new Seeds(world, mint, fixture.org()).plant(kind, fields);
  }

  @Override
  public VendorSimulator copy() {
    return new SnykSimulator(context, behaviours, fixture, world.copy());
  }

  @Override
  public void reset() {
    rateLimit.clear();
    world = new World();
    world.own(fixture.org(), "orgs", true);
    world.own(fixture.foreignOrg(), "orgs", false);
    world.own(fixture.group(), "groups", true);
    world.own(fixture.foreignGroup(), "groups", false);
    world.keys.put(fixture.token(), World.Access.MANAGE);
    world.keys.put(fixture.readOnlyToken(), World.Access.READ);
  }
}
