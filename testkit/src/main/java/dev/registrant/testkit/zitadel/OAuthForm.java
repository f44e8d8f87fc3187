package dev.registrant.testkit.zitadel;

import dev.registrant.testkit.vendor.VendorRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A request to an OAuth endpoint. */
record OAuthForm(Map<String, List<String>> fields, Optional<String> authorization) {

  /** A client id and what was sent as its secret. */
  record Pair(String id, String secret) {}

  static OAuthForm of(VendorRequest request) {
    String type = request.header("content-type").orElse("").split(";", 2)[0].strip();
    if (!type.toLowerCase(Locale.ROOT).equals("application/x-www-form-urlencoded")) {
      throw Denied.invalidRequest("error parsing form");
    }
    try {
      return new OAuthForm(VendorRequest.form(request.text()), request.header("authorization"));
    } catch (IllegalArgumentException e) {
      throw Denied.invalidRequest("error parsing form");
    }
  }

  String get(String name) {
    return fields.getOrDefault(name, List.of("")).get(0);
  }

  /** Reads a Basic header: both halves are form-encoded before they are put together. */
  Optional<Pair> basic() {
    String[] parts = authorization.orElse("").split(" ", 2);
    if (!parts[0].equalsIgnoreCase("basic") || parts.length != 2) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(parts[1]);
      String[] halves = new String(bytes, StandardCharsets.UTF_8).split(":", 2);
      if (halves.length == 2) {
        Map<String, List<String>> decoded =
            VendorRequest.form("id=" + escaped(halves[0]) + "&secret=" + escaped(halves[1]));
        return Optional.of(
            new Pair(
                decoded.getOrDefault("id", List.of("")).get(0),
                decoded.getOrDefault("secret", List.of("")).get(0)));
      }
    } catch (IllegalArgumentException e) {
      throw Denied.invalidRequest("invalid auth header");
    }
    throw Denied.invalidRequest("invalid auth header");
  }

  private static String escaped(String half) {
    return half.replace("&", "%26");
  }

  /** A client id and secret among the fields. */
  Optional<Pair> posted() {
    return get("client_secret").isEmpty()
        ? Optional.empty()
        : Optional.of(new Pair(get("client_id"), get("client_secret")));
  }
}
