package dev.registrant.testkit.servicetitan;

import dev.registrant.testkit.vendor.VendorRequest;
import java.util.List;
import java.util.Map;

/**
 * Where a request leads.
 *
 * @param endpoint the endpoint
 * @param parts the decoded path
 */
record Route(Endpoint endpoint, List<String> parts) {

  /** Whose errors a path gets. */
  enum Area {
    PORTAL,
    AUTH,
    API;

    static Area of(VendorRequest request) {
      String path = request.path();
      if (path.startsWith("/auth")) {
        return AUTH;
      }
      return path.startsWith("/api") ? API : PORTAL;
    }
  }

  static Route of(VendorRequest request) {
    List<String> parts;
    try {
      parts = request.segments();
    } catch (IllegalArgumentException e) {
      throw new Problem(400, "The path is not encoded properly.");
    }
    Map<String, Endpoint> methods = methods(parts);
    Endpoint endpoint = methods.get(request.method());
    if (endpoint == null) {
      throw methods.isEmpty()
          ? Problem.absent()
          : new Problem(405, "This path does not take " + request.method() + ".");
    }
    return new Route(endpoint, parts);
  }

  private static Map<String, Endpoint> methods(List<String> parts) {
    for (Environment environment : Environment.values()) {
      if (parts.equals(List.of(environment.auth(), "connect", "token"))) {
        return Map.of("POST", Endpoint.TOKEN);
      }
      if (parts.get(0).equals(environment.api())) {
        return tenantApi(parts) ? Map.of("GET", Endpoint.TENANT_API) : Map.of();
      }
    }
    if (parts.equals(List.of("portal", "signin"))) {
      return Map.of("GET", Endpoint.SIGN_IN);
    }
    if (parts.size() < 3 || !parts.subList(0, 2).equals(List.of("portal", "c"))) {
      return Map.of();
    }
    if (parts.get(2).equals("project")) {
      boolean apps = parts.size() == 5 && parts.get(4).equals("apps");
      return apps ? Map.of("PUT", Endpoint.SAVE) : Map.of();
    }
    return parts.get(2).equals("apps") ? belowApps(parts) : Map.of();
  }

  private static boolean tenantApi(List<String> parts) {
    return (parts.size() == 6 || parts.size() == 7)
        && parts.get(2).equals("v2")
        && parts.get(3).equals("tenant");
  }

  private static Map<String, Endpoint> belowApps(List<String> parts) {
    if (parts.size() == 3) {
      return Map.of("GET", Endpoint.APPS);
    }
    if (parts.size() == 5) {
      return switch (parts.get(4)) {
        case "versions" -> Map.of("GET", Endpoint.VERSIONS);
        case "connections" -> Map.of("GET", Endpoint.CONNECTIONS);
        case "approval" -> Map.of("GET", Endpoint.APPROVAL);
        default -> Map.of();
      };
    }
    boolean secrets =
        parts.size() > 7 && parts.get(4).equals("connections") && parts.get(7).equals("secrets");
    if (secrets && parts.size() == 8) {
      return Map.of("POST", Endpoint.SECRET_ISSUE);
    }
    return secrets && parts.size() == 9 ? Map.of("DELETE", Endpoint.SECRET_REVOKE) : Map.of();
  }

  Environment environment() {
    for (Environment environment : Environment.values()) {
      if (List.of(environment.auth(), environment.api()).contains(parts.get(0))) {
        return environment;
      }
    }
    return Environment.named(parts.get(5)).orElseThrow(Problem::absent);
  }

  /** The id of the project in the portal's save, else of an app. */
  String owner() {
    return parts.get(3);
  }

  /** The tenant that a secret is for. */
  Place place() {
    return new Place(environment(), parts.get(6));
  }

  String slot() {
    return parts.get(8);
  }
}
