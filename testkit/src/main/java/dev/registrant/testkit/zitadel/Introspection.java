package dev.registrant.testkit.zitadel;

import dev.registrant.testkit.vendor.Behaviours;
import dev.registrant.testkit.vendor.VendorRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The one endpoint at which API apps authenticate. */
final class Introspection {

  private static final String ASSERTION_TYPE =
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final Map<String, Object> INACTIVE = Map.of("active", false);

  private final World world;
  private final Projections projections;
  private final Behaviours behaviours;
  private final String issuer;

  Introspection(World world, Projections projections, Behaviours behaviours, String issuer) {
    this.world = world;
    this.projections = projections;
    this.behaviours = behaviours;
    this.issuer = issuer;
  }

  Map<String, Object> answer(VendorRequest request, Instant now) {
    OAuthForm form = OAuthForm.of(request);
    if (behaviours.is(Switches.LOOKUP, "swallowed")) {
      return INACTIVE;
    }
    Optional<OAuthForm.Pair> pair = form.basic().or(() -> posted(form));
    String assertion = form.get("client_assertion");
    if (pair.isPresent() && !assertion.isEmpty()) {
      throw Denied.invalidRequest("more than one way of client authentication");
    }
    App app;
    if (pair.isPresent()) {
      app = bySecret(pair.get(), now, request.propagation());
    } else if (assertion.isEmpty()) {
      throw refused("no client authentication");
    } else {
      if (!form.get("client_assertion_type").equals(ASSERTION_TYPE)) {
        throw Denied.invalidRequest("client_assertion_type is not known");
      }
      Optional<Assertion> parsed = Assertion.parse(assertion);
      if (parsed.isEmpty()) {
        if (behaviours.is(Switches.BAD_ASSERTION, "inactive")) {
          return INACTIVE;
        }
        throw refused("assertion is not a JWT");
      }
      app = byKey(parsed.get(), now, request.propagation());
    }
    if (form.get("token").isEmpty()) {
      throw Denied.invalidRequest("token missing");
    }
    return describe(form.get("token"), app, now);
  }

  private Optional<OAuthForm.Pair> posted(OAuthForm form) {
    return behaviours.is(Switches.FORM_SECRET, "accepted") ? form.posted() : Optional.empty();
  }

  private App bySecret(OAuthForm.Pair pair, Instant now, Duration age) {
    App app = client(pair.id(), now);
    boolean allowed = !app.privateKeyJwt() || behaviours.is(Switches.OTHER_KIND, "accepted");
    if (!allowed || !app.accepts(pair.secret(), now, age)) {
      throw refused("invalid secret");
    }
    return app;
  }

  private App byKey(Assertion assertion, Instant now, Duration age) {
    App app = client(assertion.issuer(), now);
    boolean allowed = app.privateKeyJwt() || behaviours.is(Switches.OTHER_KIND, "accepted");
    Key key = projections.seen(Projections.Kind.KEYS, world, now).keys.get(assertion.keyId());
    if (!allowed || key == null || !key.app().equals(app.id()) || !key.usable(now, age)) {
      throw refused("key not found");
    }
    assertion
        .flaw(key.pair().publicKey(), issuer, now)
        .ifPresent(
            flaw -> {
              throw refused(flaw);
            });
    return app;
  }

  /** App, project and organisation must all be active; what is asked is the projection. */
  private App client(String clientId, Instant now) {
    World seen = projections.seen(Projections.Kind.APPS, world, now);
    return seen.appOfClient(clientId)
        .filter(app -> app.active() && app.api())
        .filter(app -> activeProject(app.project(), now))
        .orElseThrow(() -> refused("client not found"));
  }

  private boolean activeProject(String id, Instant now) {
    Project project = projections.seen(Projections.Kind.PROJECTS, world, now).projects.get(id);
    return project != null && project.active();
  }

  private Denied refused(String description) {
    String[] parts = behaviours.get(Switches.INTROSPECT_REFUSAL).split("-", 2);
    return new Denied(Integer.parseInt(parts[0]), parts[1], description);
  }

  private Map<String, Object> describe(String value, App app, Instant now) {
    Token token = world.tokens.get(value);
    Account account = token == null ? null : world.accounts.get(token.account());
    if (token == null || account == null || !token.alive(now) || !token.concerns(app)) {
      return INACTIVE;
    }
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("active", true);
    claims.put("scope", token.scope());
    claims.put("client_id", account.name());
    claims.put("token_type", "Bearer");
    claims.put("exp", token.expires().getEpochSecond());
    claims.put("iat", token.issued().getEpochSecond());
    claims.put("nbf", token.issued().getEpochSecond());
    claims.put("sub", account.id());
    claims.put("aud", audience(token, app));
    claims.put("iss", issuer);
    claims.put("jti", token.id());
    claims.put("username", account.name());
    return claims;
  }

  private static List<String> audience(Token token, App app) {
    Stream<String> asking = token.personal() ? Stream.of(app.clientId()) : Stream.of();
    return Stream.concat(token.audience().stream(), asking).toList();
  }
}
