package dev.registrant.testkit.snyk;

import dev.registrant.testkit.vendor.Behaviours;
import dev.registrant.testkit.vendor.VendorAnswer;
import dev.registrant.testkit.vendor.VendorRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** The OAuth token endpoint, as far as one can reach it without a person at a browser. */
final class TokenEndpoint {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** An OAuth error on its way out. */
  private static final class Denied extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;

    Denied(int status, String error) {
      super(error);
      this.status = status;
    }
  }

  private final World world;
  private final Behaviours behaviours;
  private final Mint mint;

  TokenEndpoint(World world, Behaviours behaviours, Mint mint) {
    this.world = world;
    this.behaviours = behaviours;
    this.mint = mint;
  }

  VendorAnswer answer(VendorRequest request, Instant now) {
    try {
      return json(200, token(fields(request), request, now));
    } catch (Denied e) {
      return error(e.status, String.valueOf(e.getMessage()), "The request was refused.");
    }
  }

  VendorAnswer error(int status, String error, String description) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("error", error);
    members.put("error_description", description);
    return json(status, members);
  }

  private static VendorAnswer json(int status, Map<String, Object> members) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("cache-control", "no-store");
    return Answers.typed(status, headers, "application/json", MAPPER.writeValueAsBytes(members));
  }

  private static Map<String, String> fields(VendorRequest request) {
    String type = request.header("content-type").orElse("").split(";", 2)[0].strip();
    if (!type.toLowerCase(Locale.ROOT).equals("application/x-www-form-urlencoded")) {
      throw new Denied(400, "invalid_request");
    }
    Map<String, String> fields = new LinkedHashMap<>();
    try {
      VendorRequest.form(request.text())
          .forEach(
              (name, values) -> {
                if (values.size() > 1) {
                  throw new Denied(400, "invalid_request");
                }
                fields.put(name, values.get(0));
              });
    } catch (IllegalArgumentException e) {
      throw new Denied(400, "invalid_request");
    }
    return fields;
  }

  private Map<String, Object> token(
      Map<String, String> fields, VendorRequest request, Instant now) {
    String grant = fields.getOrDefault("grant_type", "");
    if (grant.isEmpty()) {
      throw new Denied(400, "invalid_request");
    }
    if (!List.of("client_credentials", "authorization_code", "refresh_token").contains(grant)) {
      throw new Denied(400, "unsupported_grant_type");
    }
    List<String> client = client(fields, request);
    Optional<Install> install = world.installOfClient(client.get(0));
    Optional<App> app = world.appOfClient(client.get(0));
    boolean known =
        install.map(Install::secrets).or(() -> app.map(one -> one.secrets)).stream()
            .anyMatch(secrets -> secrets.accepts(client.get(1), now, request.propagation()));
    if (!grant.equals("client_credentials") || (app.isPresent() && install.isEmpty())) {
      throw probed(known, grant);
    }
    if (!known || install.isEmpty()) {
      throw new Denied(401, "invalid_client");
    }
    App installed = world.apps.get(install.get().appId());
    if (installed == null) {
      throw new Denied(401, "invalid_client");
    }
    return issue(install.get(), installed, client.get(1), now);
  }

  /** No such grant can succeed here; whether the error still tells a good secret is switchable. */
  private Denied probed(boolean known, String grant) {
    if (behaviours.is(Switches.PROBE, "tells") && !known) {
      return new Denied(401, "invalid_client");
    }
    boolean machine = grant.equals("client_credentials");
    return new Denied(400, machine ? "unauthorized_client" : "invalid_grant");
  }

  private List<String> client(Map<String, String> fields, VendorRequest request) {
    Optional<String> header = request.header("authorization");
    if (header.isPresent()) {
      if (behaviours.is(Switches.BASIC, "refused")) {
        throw new Denied(401, "invalid_client");
      }
      return basic(header.get());
    }
    String id = fields.getOrDefault("client_id", "");
    String secret = fields.getOrDefault("client_secret", "");
    if (id.isEmpty() || secret.isEmpty()) {
      throw new Denied(400, "invalid_request");
    }
    return List.of(id, secret);
  }

  private static List<String> basic(String header) {
    try {
      String[] parts = header.split(" ", 2);
      byte[] bytes = Base64.getDecoder().decode(parts.length == 2 ? parts[1] : "");
      String[] pair = new String(bytes, StandardCharsets.UTF_8).split(":", 2);
      if (parts[0].equalsIgnoreCase("basic") && pair.length == 2) {
        Map<String, List<String>> decoded =
            VendorRequest.form("id=" + pair[0] + "&secret=" + pair[1]);
        return List.of(
            decoded.getOrDefault("id", List.of("")).get(0),
            decoded.getOrDefault("secret", List.of("")).get(0));
      }
    } catch (IllegalArgumentException e) {
      throw new Denied(401, "invalid_client");
    }
    throw new Denied(401, "invalid_client");
  }

  private Map<String, Object> issue(Install install, App app, String secret, Instant now) {
    long seconds = app.ttl().longValue();
    String token = mint.accessToken();
    world.accessTokens.put(
        token, new World.Issued(install.clientId(), secret, now.plusSeconds(seconds)));
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("access_token", token);
    members.put("expires_in", seconds - 1);
    members.put("token_type", "bearer");
    members.put("scope", String.join(" ", app.scopes));
    members.put("bot_id", install.id());
    return members;
  }
}
