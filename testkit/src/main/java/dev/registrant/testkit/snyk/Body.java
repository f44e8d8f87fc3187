package dev.registrant.testkit.snyk;

import dev.registrant.testkit.vendor.VendorRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A request body, held against the contract; collects every violation with its pointer. */
final class Body {

  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** What an update changes; empty parts stay as they are. */
  record Change(Optional<String> name, Optional<List<String>> redirectUris, Optional<Number> ttl) {}

  /** What to do with secrets. */
  record SecretOrder(String mode, Optional<String> secret) {}

  private final JsonNode root;
  private final List<Problem.Reason> violations = new ArrayList<>();

  private Body(JsonNode root) {
    this.root = root;
  }

  static Body of(VendorRequest request) {
    List<String> types = request.headers().getOrDefault("content-type", List.of());
    String type = types.size() == 1 ? types.get(0).split(";", 2)[0].strip() : "";
    if (!type.toLowerCase(Locale.ROOT).equals(Answers.MEDIA_TYPE)) {
      throw new Problem(
          400, "The request does not conform to the OpenAPI description: content type.");
    }
    try {
      JsonNode root = STRICT.readTree(request.body());
      if (root.isMissingNode()) {
        throw Problem.inBody("", "A body is required.");
      }
      return new Body(root);
    } catch (JacksonException e) {
      throw new Problem(400, "The body is not JSON.");
    }
  }

  NewApp newApp(int defaultTtl, boolean orgReadRequired) {
    JsonNode data = data(Set.of("type", "attributes"), Set.of("data"));
    word(data, "/data", "type", Set.of("app"), true);
    JsonNode attributes =
        object(
            data,
            "/data",
            "attributes",
            Set.of("name", "redirect_uris", "scopes", "context", "access_token_ttl_seconds"));
    Optional<String> name = text(attributes, "/data/attributes", "name", true);
    Optional<List<String>> uris = list(attributes, "redirect_uris", true);
    Optional<List<String>> scopes = list(attributes, "scopes", true);
    Optional<String> context =
        word(attributes, "/data/attributes", "context", Set.of("tenant", "user"), true);
    Optional<Number> ttl = ttl(attributes);
    if (orgReadRequired && scopes.isPresent() && !scopes.get().contains("org.read")) {
      violation("/data/attributes/scopes", "The scope org.read is required.");
    }
    check();
    return new NewApp(
        name.orElseThrow(),
        uris.orElseThrow(),
        scopes.orElseThrow(),
        context.orElseThrow(),
        ttl.orElse(defaultTtl));
  }

  Change change(String appId) {
    JsonNode data = data(Set.of("type", "attributes", "id"), Set.of("data"));
    word(data, "/data", "type", Set.of("app"), false);
    if (data.has("id") && !appId.equals(data.get("id").asString(""))) {
      violation("/data/id", "Must be the id in the path.");
    }
    Optional<String> name = Optional.empty();
    Optional<List<String>> uris = Optional.empty();
    Optional<Number> ttl = Optional.empty();
    if (data.has("attributes")) {
      JsonNode attributes =
          object(
              data,
              "/data",
              "attributes",
              Set.of("name", "redirect_uris", "access_token_ttl_seconds"));
      if (attributes.isObject() && attributes.isEmpty()) {
        violation("/data/attributes", "Must have at least one member.");
      }
      name = text(attributes, "/data/attributes", "name", false);
      uris = list(attributes, "redirect_uris", false);
      ttl = ttl(attributes);
    }
    check();
    return new Change(name, uris, ttl);
  }

  SecretOrder secretOrder() {
    JsonNode data = data(Set.of("type", "attributes"), Set.of("data"));
    word(data, "/data", "type", Set.of("app"), true);
    JsonNode attributes = object(data, "/data", "attributes", Set.of("mode", "secret"));
    Set<String> modes = Set.of("replace", "create", "delete");
    Optional<String> mode = word(attributes, "/data/attributes", "mode", modes, true);
    JsonNode secret = attributes.path("secret");
    if (!secret.isMissingNode() && !secret.isString()) {
      violation("/data/attributes/secret", "Must be a string.");
    } else if (mode.equals(Optional.of("delete")) && secret.isMissingNode()) {
      violation("/data/attributes/secret", "Required to delete.");
    }
    check();
    return new SecretOrder(mode.orElseThrow(), secret.stringValueOpt());
  }

  /** Reads the id of the app to install. Beside its type, the contract leaves data open here. */
  String appToInstall() {
    JsonNode data = data(null, Set.of("data", "relationships"));
    word(data, "/data", "type", Set.of("app_install"), false);
    JsonNode relationships = object(root, "", "relationships", Set.of("app"));
    JsonNode app = object(relationships, "/relationships", "app", Set.of("data"));
    JsonNode target = object(app, "/relationships/app", "data", Set.of("id", "type"));
    word(target, "/relationships/app/data", "type", Set.of("app"), true);
    Optional<String> id = text(target, "/relationships/app/data", "id", true);
    if (id.isPresent() && !id.get().matches(Answers.UUID_SHAPE)) {
      violation("/relationships/app/data/id", "Must be a UUID.");
    }
    check();
    return id.orElseThrow().toLowerCase(Locale.ROOT);
  }

  private JsonNode data(@Nullable Set<String> members, Set<String> rootMembers) {
    closed(root, "", rootMembers);
    return object(root, "", "data", members);
  }

  private JsonNode object(
      JsonNode parent, String pointer, String name, @Nullable Set<String> members) {
    JsonNode child = parent.path(name);
    if (child.isMissingNode()) {
      if (parent.isObject()) {
        violation(pointer + "/" + name, "Required.");
      }
    } else {
      closed(child, pointer + "/" + name, members);
    }
    return child;
  }

  private void closed(JsonNode node, String pointer, @Nullable Set<String> members) {
    if (!node.isObject()) {
      violation(pointer, "Must be an object.");
    } else if (members != null) {
      for (String name : node.propertyNames()) {
        if (!members.contains(name)) {
          violation(pointer + "/" + name, "Unknown member.");
        }
      }
    }
  }

  private Optional<String> text(JsonNode parent, String pointer, String name, boolean required) {
    JsonNode node = parent.path(name);
    if (node.isString() && !node.stringValue().isEmpty()) {
      return Optional.of(node.stringValue());
    }
    if (!node.isMissingNode()) {
      violation(pointer + "/" + name, "Must be a string that is not empty.");
    } else if (required && parent.isObject()) {
      violation(pointer + "/" + name, "Required.");
    }
    return Optional.empty();
  }

  private Optional<String> word(
      JsonNode parent, String pointer, String name, Set<String> words, boolean required) {
    Optional<String> value = text(parent, pointer, name, required);
    if (value.isPresent() && !words.contains(value.get())) {
      violation(pointer + "/" + name, "Must be one of " + words + ".");
    }
    return value;
  }

  private Optional<List<String>> list(JsonNode attributes, String name, boolean required) {
    String pointer = "/data/attributes/" + name;
    JsonNode node = attributes.path(name);
    if (node.isMissingNode()) {
      if (required && attributes.isObject()) {
        violation(pointer, "Required.");
      }
      return Optional.empty();
    }
    if (!node.isArray() || node.isEmpty()) {
      violation(pointer, "Must be a list with at least one item.");
      return Optional.empty();
    }
    List<String> items = new ArrayList<>();
    for (JsonNode item : node) {
      String at = pointer + "/" + items.size();
      String value = item.isString() ? item.stringValue() : "";
      if (value.isEmpty()) {
        violation(at, "Must be a string that is not empty.");
      } else if (name.equals("redirect_uris") && !absolute(value)) {
        violation(at, "Must be a URI.");
      }
      items.add(value);
    }
    return Optional.of(items);
  }

  private Optional<Number> ttl(JsonNode attributes) {
    JsonNode node = attributes.path("access_token_ttl_seconds");
    if (node.isMissingNode()) {
      return Optional.empty();
    }
    if (node.isNumber()
        && node.decimalValue().compareTo(BigDecimal.valueOf(3600)) >= 0
        && node.decimalValue().compareTo(BigDecimal.valueOf(86400)) <= 0) {
      return Optional.of(node.numberValue());
    }
    violation("/data/attributes/access_token_ttl_seconds", "Must be from 3600 to 86400.");
    return Optional.empty();
  }

  private static boolean absolute(String text) {
    try {
      return text.chars().allMatch(letter -> letter < 128) && new URI(text).isAbsolute();
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private void violation(String pointer, String detail) {
    violations.add(new Problem.Reason(detail, pointer, null));
  }

  private void check() {
    if (!violations.isEmpty()) {
      throw new Problem(400, violations);
    }
  }
}
