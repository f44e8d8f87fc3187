package dev.registrant.testkit.servicetitan;

import dev.registrant.testkit.vendor.Behaviours;
import dev.registrant.testkit.vendor.VendorAnswer;
import dev.registrant.testkit.vendor.VendorRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The tenant APIs, as far as one needs them to see whether credentials work: reads. */
final class TenantApi {

  private static final int RECORDS = 3;
  private static final int LARGEST_PAGE = 5000;

  /** More requests than one app may send for one tenant. */
  static final class TooMany extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final World world;
  private final Behaviours behaviours;
  private final RateLimit rateLimit;

  TenantApi(World world, Behaviours behaviours, RateLimit rateLimit) {
    this.world = world;
    this.behaviours = behaviours;
    this.rateLimit = rateLimit;
  }

  VendorAnswer answer(Route route, VendorRequest request, Instant now) {
    World.Issued token = token(route, request, now);
    identify(token, request);
    count(token, now);
    String tenant = route.parts().get(4);
    if (!tenant.matches("[0-9]{1,19}")) {
      throw Problem.invalid("tenant", "Must be a number.");
    }
    if (!tenant.equals(token.place().tenant())) {
      throw refused(Switches.TENANT_STATUS, "The token is not for this tenant.");
    }
    consent(token);
    Catalogue.Resource resource =
        Catalogue.at(route.parts().get(1) + "/" + route.parts().get(5))
            .orElseThrow(Problem::absent);
    if (!token.scopes().contains(resource.name() + ":r")) {
      throw refused(Switches.SCOPE_STATUS, "The token lacks a scope.");
    }
    return route.parts().size() == 6
        ? page(resource, request)
        : Answers.json(200, record(resource, route.parts().get(6)));
  }

  private World.Issued token(Route route, VendorRequest request, Instant now) {
    List<String> sent = request.headers().getOrDefault("authorization", List.of());
    String[] parts = sent.size() == 1 ? sent.get(0).split(" ", -1) : new String[0];
    boolean bearer = parts.length == 2 && parts[0].toLowerCase(Locale.ROOT).equals("bearer");
    World.Issued token = bearer ? world.accessTokens.get(parts[1]) : null;
    if (token == null
        || !now.isBefore(token.end())
        || token.place().environment() != route.environment()
        || orphaned(token)) {
      throw new Problem(401, "Unauthorized. Access token is missing or invalid.");
    }
    return token;
  }

  /** Whether the secret behind a token is gone, if that matters. */
  private boolean orphaned(World.Issued token) {
    return behaviours.is(Switches.AFTER_REMOVAL, "dies")
        && connection(token).filter(one -> one.slots.holds(token.secret())).isEmpty();
  }

  private Optional<Connection> connection(World.Issued token) {
    return Optional.ofNullable(world.apps.get(token.appId()))
        .map(app -> app.connections.get(token.place()));
  }

  private void identify(World.Issued token, VendorRequest request) {
    List<String> sent = request.headers().getOrDefault("st-app-key", List.of());
    Optional<App> app =
        world.live().stream().filter(one -> sent.equals(List.of(one.key))).findFirst();
    if (app.isEmpty()) {
      throw refused(Switches.APP_KEY_STATUS, "Access denied due to missing or invalid app key.");
    }
    if (app.get().id != token.appId()) {
      throw new Problem(403, "The token was not made for this app.");
    }
  }

  private void count(World.Issued token, Instant now) {
    if (behaviours.is(Switches.RATE_LIMIT, "on")
        && rateLimit.exceeded(
            token.appId() + " " + token.place(), behaviours.number(Switches.PER_SECOND), now)) {
      throw new TooMany();
    }
  }

  private void consent(World.Issued token) {
    boolean allowed = connection(token).filter(one -> one.status() == Status.ALLOWED).isPresent();
    if (!allowed && !behaviours.is(Switches.AFTER_DISABLE, "lives")) {
      throw refused(Switches.AFTER_DISABLE, "The tenant does not allow this app.");
    }
  }

  private static VendorAnswer page(Catalogue.Resource resource, VendorRequest request) {
    Map<String, List<String>> query;
    try {
      query = request.queryValues();
    } catch (IllegalArgumentException e) {
      throw new Problem(400, "The query is not encoded properly.");
    }
    Map<String, List<String>> errors = new LinkedHashMap<>();
    int page = number(query, "page", 1, Integer.MAX_VALUE, errors);
    int pageSize = number(query, "pageSize", 50, LARGEST_PAGE, errors);
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
    long first = (page - 1L) * pageSize;
    List<Map<String, Object>> data = new ArrayList<>();
    for (long i = first; i < Math.min(RECORDS, first + pageSize); i++) {
      data.add(record(resource, Long.toString(i + 1)));
    }
    boolean total = query.getOrDefault("includeTotal", List.of()).contains("true");
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("page", page);
    members.put("pageSize", pageSize);
    members.put("hasMore", first + pageSize < RECORDS);
    members.put("totalCount", total ? RECORDS : null);
    members.put("data", data);
    return Answers.json(200, members);
  }

  private static int number(
      Map<String, List<String>> query,
      String name,
      int usual,
      int most,
      Map<String, List<String>> errors) {
    String text = query.getOrDefault(name, List.of(Integer.toString(usual))).get(0);
    if (text.matches("[1-9][0-9]{0,8}") && Integer.parseInt(text) <= most) {
      return Integer.parseInt(text);
    }
    errors.put(name, List.of("The value '" + text + "' is not valid."));
    return usual;
  }

  private static Map<String, Object> record(Catalogue.Resource resource, String id) {
    if (!id.matches("[1-" + RECORDS + "]")) {
      throw Problem.absent();
    }
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", Integer.parseInt(id));
    members.put("name", resource.displayName() + " " + id);
    members.put("active", true);
    return members;
  }

  private Problem refused(String behaviour, String title) {
    return new Problem(behaviours.number(behaviour), title);
  }
}
