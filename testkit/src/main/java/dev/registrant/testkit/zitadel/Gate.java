package dev.registrant.testkit.zitadel;

import dev.registrant.testkit.vendor.Behaviours;
import dev.registrant.testkit.vendor.VendorRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a management request must pass, in this order, before its command is looked at. */
final class Gate {

  private static final int MOST_RUNES = 200;
  private static final String BEARER = "Bearer ";

  private final World world;
  private final Behaviours behaviours;

  Gate(World world, Behaviours behaviours) {
    this.world = world;
    this.behaviours = behaviours;
  }

  Call pass(Route route, VendorRequest request, Instant now) {
    if (behaviours.is(Switches.QUOTA, "blocked")) {
      throw Problem.auth(
          Problem.RESOURCE_EXHAUSTED, "LIMITS-molsj", "Errors.Limits.Instance.Blocked");
    }
    boolean early = behaviours.is(Switches.MALFORMED_JSON, "before-token");
    Optional<Message> ahead = early ? Optional.of(body(route, request)) : Optional.empty();
    Session session = permit(route, authenticate(request, now), request);
    if (behaviours.is(Switches.QUOTA, "exhausted")) {
      throw Problem.auth(
          Problem.RESOURCE_EXHAUSTED, "QUOTA-vjAy8", "Errors.Quota.Access.Exhausted");
    }
    Message body = ahead.orElseGet(() -> body(route, request));
    route.ids().forEach((name, value) -> runes(route.endpoint(), field(route, name), value));
    return new Call(route, body, queryOf(request), session, now, request.propagation());
  }

  private Message body(Route route, VendorRequest request) {
    boolean reads = route.endpoint().method().equals("GET");
    boolean removes = route.endpoint().method().equals("DELETE");
    boolean history = route.endpoint().operation().endsWith(".history");
    if (reads || removes || (history && behaviours.is(Switches.HISTORY_PARAMETERS, "url"))) {
      return Message.EMPTY;
    }
    Shape.Fields shape = history ? Shape.CHANGES : route.endpoint().shape();
    return new ProtoJson(behaviours.is(Switches.UNKNOWN_ENUM, "refuse"))
        .read(request.body(), shape);
  }

  private static Map<String, List<String>> queryOf(VendorRequest request) {
    try {
      return request.queryValues();
    } catch (IllegalArgumentException e) {
      throw Problem.bare(Problem.INVALID_ARGUMENT, "invalid URL escape");
    }
  }

  private Account authenticate(VendorRequest request, Instant now) {
    String header =
        request
            .header("authorization")
            .orElseThrow(() -> Problem.bare(Problem.UNAUTHENTICATED, "auth header missing"));
    if (!header.startsWith(BEARER)) {
      throw Problem.auth(Problem.UNAUTHENTICATED, "AUTH-toLo1", "Errors.AuthHeader.Invalid");
    }
    Token token = world.tokens.get(header.substring(BEARER.length()));
    Account account =
        token == null || !token.alive(now) || !token.opensManagement()
            ? null
            : world.accounts.get(token.account());
    if (account == null) {
      boolean older = behaviours.is(Switches.ERROR_IDS, "older");
      boolean audience = token != null && token.alive(now) && !token.opensManagement();
      throw older && audience
          ? Problem.auth(Problem.UNAUTHENTICATED, "APP-Zxfako", "invalid audience")
          : Problem.auth(Problem.UNAUTHENTICATED, "AUTH-7fs1e", "Errors.Token.Invalid");
    }
    return account;
  }

  private Session permit(Route route, Account account, VendorRequest request) {
    Optional<String> asked = request.header("x-zitadel-orgid").filter(id -> !id.isEmpty());
    String org = asked.orElse(account.org());
    if (!world.orgs.containsKey(org)) {
      throw Problem.auth(Problem.PERMISSION_DENIED, "AUTH-Bs7Ds", "Organisation doesn't exist");
    }
    List<Membership> here =
        account.memberships().stream().filter(membership -> membership.countsIn(org)).toList();
    if (here.isEmpty()) {
      throw Problem.auth(Problem.NOT_FOUND, "AUTHZ-cdgFk", "membership not found");
    }
    Permission needed = route.endpoint().permission();
    List<Membership> carrying =
        here.stream().filter(membership -> membership.role().carries(needed, behaviours)).toList();
    if (carrying.isEmpty()) {
      throw denied("AUTH-5mWD2");
    }
    boolean everywhere =
        carrying.stream().anyMatch(one -> one.role().scope() != Role.Scope.PROJECT);
    Set<String> projects = carrying.stream().map(Membership::project).collect(Collectors.toSet());
    Session session = new Session(account, org, everywhere, projects);
    String project = route.ids().getOrDefault("project", "");
    if (route.endpoint().checksProject() && !session.reaches(project)) {
      throw denied("AUTH-3jknH");
    }
    return session;
  }

  private static Problem denied(String id) {
    return Problem.auth(Problem.PERMISSION_DENIED, id, "No matching permissions found");
  }

  private static String field(Route route, String id) {
    boolean own = route.endpoint() == Endpoint.PROJECTS_GET;
    return own ? "Id" : Character.toUpperCase(id.charAt(0)) + id.substring(1) + "Id";
  }

  static void runes(Endpoint endpoint, String field, String value) {
    int length = value.codePointCount(0, value.length());
    if (length < 1 || length > MOST_RUNES) {
      throw invalid(endpoint, field, "value length must be between 1 and 200 runes, inclusive");
    }
  }

  static Problem invalid(Endpoint endpoint, String field, String why) {
    return Problem.bare(
        Problem.INVALID_ARGUMENT, "invalid " + endpoint.request() + "." + field + ": " + why);
  }
}
