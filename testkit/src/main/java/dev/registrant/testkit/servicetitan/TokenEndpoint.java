package dev.registrant.testkit.servicetitan;

import dev.registrant.testkit.vendor.Behaviours;
import dev.registrant.testkit.vendor.VendorAnswer;
import dev.registrant.testkit.vendor.VendorRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** The token endpoint of one environment. */
final class TokenEndpoint {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Duration LIFETIME = Duration.ofSeconds(900);

  /** An OAuth error on its way out. */
  private static final class Denied extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;

    Denied(int status, String error) {
      super(error);
      this.status = status;
    }
  }

  private record Client(String id, String secret) {}

  private final World world;
  private final Behaviours behaviours;
  private final Mint mint;
  private final String issuer;

  TokenEndpoint(World world, Behaviours behaviours, Mint mint, String issuer) {
    this.world = world;
    this.behaviours = behaviours;
    this.mint = mint;
    this.issuer = issuer;
  }

  VendorAnswer answer(Environment environment, VendorRequest request, Instant now) {
    try {
      return Answers.json(200, token(environment, request, now))
          .withHeader("cache-control", "no-store, no-cache, max-age=0");
    } catch (Denied e) {
      return error(e.status, String.valueOf(e.getMessage()), "The request was refused.");
    }
  }

  VendorAnswer error(int status, String error, String description) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("error", error);
    return switch (behaviours.get(Switches.TOKEN_ERRORS)) {
      case "bare" -> Answers.json(status, members);
      case "html" -> Answers.html(status, "Bad Request");
      case "empty" -> Answers.empty(status);
      default -> {
        members.put("error_description", description);
        yield Answers.json(status, members);
      }
    };
  }

  /** Tells who asks, for the throttle; never throws. */
  static String caller(VendorRequest request) {
    try {
      return VendorRequest.form(request.text()).getOrDefault("client_id", List.of("")).get(0);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private Map<String, Object> token(Environment environment, VendorRequest request, Instant now) {
    Map<String, String> fields = fields(request);
    String grant = fields.getOrDefault("grant_type", "");
    if (!grant.equals("client_credentials")) {
      throw new Denied(400, grant.isEmpty() ? "invalid_request" : "unsupported_grant_type");
    }
    if (fields.containsKey("scope") && behaviours.is(Switches.SCOPE_PARAMETER, "refused")) {
      throw new Denied(400, "invalid_scope");
    }
    Client client = client(fields, request);
    World.Connected found =
        world
            .client(client.id(), environment)
            .filter(
                one -> one.connection().slots.accepts(client.secret(), now, request.propagation()))
            .filter(this::served)
            .orElseThrow(this::invalidClient);
    Place place = found.connection().place;
    String tenant = fields.getOrDefault("tenant", place.tenant());
    if (!tenant.equals(place.tenant())) {
      throw new Denied(400, "invalid_request");
    }
    return issue(found, client, place, now);
  }

  private boolean served(World.Connected found) {
    boolean ended =
        found.connection().status() != Status.ALLOWED
            && behaviours.is(Switches.DISABLED_CLIENT, "refused");
    boolean orphaned =
        found.app().deleted() && behaviours.is(Switches.DELETED_APP_CLIENT, "refused");
    return !ended && !orphaned;
  }

  private Denied invalidClient() {
    return new Denied(behaviours.number(Switches.INVALID_CLIENT_STATUS), "invalid_client");
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

  private Client client(Map<String, String> fields, VendorRequest request) {
    Optional<String> header = request.header("authorization");
    if (header.isPresent() && behaviours.is(Switches.BASIC, "accepted")) {
      return basic(header.get());
    }
    String id = fields.getOrDefault("client_id", "");
    String secret = fields.getOrDefault("client_secret", "");
    if (header.isPresent() || id.isEmpty() || secret.isEmpty()) {
      throw invalidClient();
    }
    return new Client(id, secret);
  }

  private Client basic(String header) {
    try {
      String[] parts = header.split(" ", 2);
      byte[] bytes = Base64.getDecoder().decode(parts.length == 2 ? parts[1] : "");
      String[] pair = new String(bytes, StandardCharsets.UTF_8).split(":", 2);
      if (parts[0].equalsIgnoreCase("basic") && pair.length == 2) {
        return new Client(pair[0], pair[1]);
      }
    } catch (IllegalArgumentException e) {
      throw invalidClient();
    }
    throw invalidClient();
  }

  private Map<String, Object> issue(
      World.Connected found, Client client, Place place, Instant now) {
    Connection connection = found.connection();
    Set<String> scopes = found.app().version(connection.acceptedVersion()).scopes();
    String token = token(client.id(), place.tenant(), scopes, now);
    world.accessTokens.put(
        token,
        new World.Issued(
            found.app().id, place, client.id(), client.secret(), scopes, now.plus(LIFETIME)));
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("access_token", token);
    members.put("expires_in", LIFETIME.toSeconds());
    members.put("token_type", "Bearer");
    members.put("scope", String.join(" ", scopes));
    return members;
  }

  /** Looks like a JWT; nobody can check the signature, since no keys are published. */
  private String token(String clientId, String tenant, Set<String> scopes, Instant now) {
    if (behaviours.is(Switches.TOKEN_FORMAT, "opaque")) {
      return mint.opaque();
    }
    boolean signed = behaviours.is(Switches.TOKEN_FORMAT, "jwt");
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("alg", signed ? "RS256" : "none");
    if (signed) {
      header.put("kid", mint.hex(32));
    }
    header.put("typ", "at+jwt");
    long second = now.getEpochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("nbf", second);
    claims.put("exp", second + LIFETIME.toSeconds());
    claims.put("iss", issuer);
    claims.put("client_id", clientId);
    claims.put("tenant", tenant);
    claims.put("jti", mint.hex(32));
    claims.put("iat", second);
    claims.put("scope", List.copyOf(scopes));
    byte[] signature = signed ? mint.bytes(256) : new byte[0];
    return encoded(MAPPER.writeValueAsBytes(header))
        + "."
        + encoded(MAPPER.writeValueAsBytes(claims))
        + "."
        + encoded(signature);
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
