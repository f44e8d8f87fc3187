package dev.registrant.testkit.snyk;

import dev.registrant.testkit.vendor.VendorRequest;
import java.util.List;
import java.util.Map;

/**
 * Where a request leads.
 *
 * @param endpoint the endpoint
 * @param scope {@code orgs} or {@code groups}, empty for the token endpoint
 * @param owner the id of the org or group
 * @param id the id of the app or install, empty where there is none
 */
record Route(Endpoint endpoint, String scope, String owner, String id) {

  private static final Map<String, Endpoint> APPS =
      Map.of("GET", Endpoint.APPS_LIST, "POST", Endpoint.APPS_CREATE);
  private static final Map<String, Endpoint> APP =
      Map.of(
          "GET", Endpoint.APPS_GET, "PATCH", Endpoint.APPS_UPDATE, "DELETE", Endpoint.APPS_DELETE);
  private static final Map<String, Endpoint> INSTALLS =
      Map.of("GET", Endpoint.INSTALLS_LIST, "POST", Endpoint.INSTALLS_CREATE);
  private static final Map<String, Endpoint> INSTALL = Map.of("DELETE", Endpoint.INSTALLS_DELETE);

  static Route of(VendorRequest request) {
    List<String> parts;
    try {
      parts = request.segments();
    } catch (IllegalArgumentException e) {
      throw new Problem(400, "The path is not encoded properly.");
    }
    if (parts.equals(List.of("oauth2", "token"))) {
      return new Route(method(Map.of("POST", Endpoint.TOKEN), request), "", "", "");
    }
    boolean creations = parts.size() > 4 && parts.get(4).equals("creations");
    boolean installs = parts.size() > 4 && parts.get(4).equals("installs");
    boolean org = parts.size() > 1 && parts.get(1).equals("orgs");
    boolean group = parts.size() > 1 && parts.get(1).equals("groups");
    if (!parts.get(0).equals("rest")
        || !(org && (creations || installs) || group && installs)
        || !parts.get(3).equals("apps")
        || parts.size() > 7
        || (parts.size() == 7 && !parts.get(6).equals("secrets"))) {
      throw new Problem(404, "There is nothing at this path.");
    }
    Map<String, Endpoint> methods =
        switch (parts.size()) {
          case 5 -> creations ? APPS : INSTALLS;
          case 6 -> creations ? APP : INSTALL;
          default -> Map.of("POST", creations ? Endpoint.APP_SECRETS : Endpoint.INSTALL_SECRETS);
        };
    Endpoint endpoint = method(methods, request);
    return new Route(endpoint, parts.get(1), parts.get(2), parts.size() > 5 ? parts.get(5) : "");
  }

  private static Endpoint method(Map<String, Endpoint> methods, VendorRequest request) {
    Endpoint endpoint = methods.get(request.method());
    if (endpoint == null) {
      throw new Problem(405, "This path does not take " + request.method() + ".");
    }
    return endpoint;
  }

  /** The path of the collection below {@code /rest}. */
  String collection() {
    boolean app = endpoint.operation().startsWith("apps") || endpoint == Endpoint.APP_SECRETS;
    return "/" + scope + "/" + owner + "/apps/" + (app ? "creations" : "installs");
  }
}
