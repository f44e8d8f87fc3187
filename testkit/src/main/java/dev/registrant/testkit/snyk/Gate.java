package dev.registrant.testkit.snyk;

import dev.registrant.testkit.vendor.Behaviours;
import dev.registrant.testkit.vendor.VendorRequest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What every management request must pass before it is looked at. */
final class Gate {

  /** A 429 of the vendor's own making, which may carry a hint when to come back. */
  static final class Blocked extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final World world;
  private final Behaviours behaviours;
  private final RateLimit rateLimit;

  Gate(World world, Behaviours behaviours, RateLimit rateLimit) {
    this.world = world;
    this.behaviours = behaviours;
    this.rateLimit = rateLimit;
  }

  /** Authenticates, then counts the request against the key's limit. */
  World.Access authenticate(VendorRequest request, Instant now) {
    List<String> sent = request.headers().getOrDefault("authorization", List.of());
    String[] parts = sent.size() == 1 ? sent.get(0).split(" ", -1) : new String[0];
    if (parts.length != 2) {
      throw new Problem(401, "No usable credential was sent.");
    }
    String scheme = parts[0].toLowerCase(Locale.ROOT);
    World.Access access = access(scheme, parts[1], now);
    if (access == null) {
      throw new Problem(401, "The credential is not valid here.");
    }
    if (behaviours.is(Switches.RATE_LIMIT, "on")
        && rateLimit.exceeded(parts[1], behaviours.number(Switches.PER_MINUTE), now)) {
      throw new Blocked();
    }
    return access;
  }

  private World.@Nullable Access access(String scheme, String key, Instant now) {
    if (!scheme.equals("token") && !scheme.equals("bearer")) {
      return null;
    }
    World.Issued issued = scheme.equals("bearer") ? world.accessTokens.get(key) : null;
    if (issued == null) {
      return world.keys.get(key);
    }
    boolean dead =
        behaviours.is(Switches.ORPHAN_TOKENS, "die")
            && world
                .installOfClient(issued.clientId())
                .filter(install -> install.secrets().holds(issued.secret()))
                .isEmpty();
    return dead || !now.isBefore(issued.end()) ? null : World.Access.NONE;
  }

  /** Checks version, query parameters, path ids and the accepted type. */
  Version conform(Route route, VendorRequest request, Instant now) {
    Map<String, List<String>> query;
    try {
      query = request.queryValues();
    } catch (IllegalArgumentException e) {
      throw new Problem(400, "The query is not encoded properly.");
    }
    query.forEach(
        (name, values) -> {
          if (!route.endpoint().allows(name)) {
            throw Problem.inQuery(name, "Unknown parameter.");
          }
          if (values.size() > 1) {
            throw Problem.inQuery(name, "The parameter was sent twice.");
          }
        });
    List<String> version = query.get("version");
    if (version == null) {
      throw Problem.inQuery("version", "The version is required.");
    }
    Version resolved =
        Version.resolve(
            version.get(0), route.endpoint().releases(), now.atZone(ZoneOffset.UTC).toLocalDate());
    for (String id : List.of(route.owner(), route.id())) {
      if (!id.isEmpty() && !id.matches(Answers.UUID_SHAPE)) {
        throw new Problem(400, "An id in the path is not a UUID.");
      }
    }
    if (route.owner().isEmpty() || request.path().endsWith("/")) {
      throw new Problem(400, "An id in the path is missing.");
    }
    accepted(request);
    return resolved;
  }

  private static void accepted(VendorRequest request) {
    List<String> accept = request.headers().getOrDefault("accept", List.of());
    boolean fits =
        accept.isEmpty()
            || accept.stream()
                .flatMap(line -> List.of(line.split(",")).stream())
                .map(type -> type.split(";", 2)[0].strip())
                .anyMatch(List.of("*/*", "application/*", Answers.MEDIA_TYPE)::contains);
    if (!fits) {
      throw new Problem(406, "Answers are " + Answers.MEDIA_TYPE + ".");
    }
  }

  /** Tells apart what is foreign from what is not there: 403 only on writes. */
  void permit(Route route, World.Access access) {
    Boolean own = world.owners.get(route.owner().toLowerCase(Locale.ROOT));
    String scope = own == null ? "" : world.scopeOf(route.owner());
    if (own == null || !scope.equals(route.scope())) {
      throw Problem.absent();
    }
    boolean reads = route.endpoint().reads();
    boolean allowed =
        own && (access == World.Access.MANAGE || (reads && access == World.Access.READ));
    if (!allowed) {
      throw reads ? Problem.absent() : new Problem(403, "The credential may not do this.");
    }
  }
}
