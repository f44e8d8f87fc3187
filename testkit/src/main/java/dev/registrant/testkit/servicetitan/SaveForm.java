package dev.registrant.testkit.servicetitan;

import dev.registrant.testkit.vendor.VendorRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The body of the portal's one PUT: creates with id 0, deletes with {@code deleted} true. */
final class SaveForm {

  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final Set<String> MEMBERS =
      Set.of(
          "id",
          "name",
          "organizationName",
          "homepageUrl",
          "authScopes",
          "deleted",
          "appAvailabilityList");

  /** What is to be saved. */
  record Order(long id, boolean deleted, Details details) {}

  private final JsonNode root;
  private final Map<String, List<String>> errors = new LinkedHashMap<>();

  private SaveForm(JsonNode root) {
    this.root = root;
  }

  /** Classifies without judging. */
  static String operation(VendorRequest request) {
    try {
      JsonNode root = STRICT.readTree(request.body());
      if (!root.path("id").isIntegralNumber()) {
        return "unknown";
      }
      if (root.path("id").asLong() == 0) {
        return "apps.create";
      }
      return root.path("deleted").asBoolean(false) ? "apps.delete" : "apps.update";
    } catch (JacksonException e) {
      return "unknown";
    }
  }

  static Order read(VendorRequest request, boolean unknownRefused) {
    String type = request.header("content-type").orElse("").split(";", 2)[0].strip();
    if (!type.toLowerCase(Locale.ROOT).equals("application/json")) {
      throw new Problem(415, "Send application/json.");
    }
    try {
      JsonNode root = STRICT.readTree(request.body());
      if (!root.isObject()) {
        throw Problem.invalid("", "Must be an object.");
      }
      return new SaveForm(root).order(unknownRefused);
    } catch (JacksonException e) {
      throw Problem.invalid("", "Is not JSON.");
    }
  }

  private Order order(boolean unknownRefused) {
    if (unknownRefused) {
      for (String name : root.propertyNames()) {
        if (!MEMBERS.contains(name)) {
          error(name, "Unknown member.");
        }
      }
    }
    JsonNode id = root.path("id");
    if (!id.isIntegralNumber() || !id.canConvertToLong() || id.asLong() < 0) {
      error("id", "Must be a whole number, 0 for a new app.");
    }
    JsonNode deleted = root.path("deleted");
    if (!deleted.isMissingNode() && !deleted.isBoolean()) {
      error("deleted", "Must be true or false.");
    }
    Details details =
        new Details(
            text(root, "name", "name"),
            text(root, "organizationName", "organizationName"),
            text(root, "homepageUrl", "homepageUrl"),
            scopes(),
            tenants());
    if (errors.isEmpty() && id.asLong() == 0 && deleted.asBoolean(false)) {
      error("deleted", "A new app cannot be deleted.");
    }
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
    return new Order(id.asLong(), deleted.asBoolean(false), details);
  }

  private String text(JsonNode parent, String name, String at) {
    JsonNode node = parent.path(name);
    if (node.isString()) {
      return node.stringValue();
    }
    error(at, node.isMissingNode() ? "Required." : "Must be a string.");
    return "";
  }

  private Set<String> scopes() {
    Set<String> scopes = new LinkedHashSet<>();
    for (JsonNode scope : list("authScopes")) {
      if (scope.isString()) {
        scopes.add(scope.stringValue());
      } else {
        error("authScopes", "Must be a list of strings.");
      }
    }
    return scopes;
  }

  private List<Availability> tenants() {
    List<Availability> tenants = new ArrayList<>();
    for (JsonNode entry : list("appAvailabilityList")) {
      String at = "appAvailabilityList[" + tenants.size() + "].";
      String note = entry.path("note").isMissingNode() ? "" : text(entry, "note", at + "note");
      tenants.add(new Availability(text(entry, "resourceOwner", at + "resourceOwner"), note));
    }
    return tenants;
  }

  private Iterable<JsonNode> list(String name) {
    JsonNode node = root.path(name);
    if (!node.isArray()) {
      error(name, node.isMissingNode() ? "Required." : "Must be a list.");
      return List.of();
    }
    return node;
  }

  private void error(String field, String message) {
    errors.computeIfAbsent(field, unused -> new ArrayList<>()).add(message);
  }
}
