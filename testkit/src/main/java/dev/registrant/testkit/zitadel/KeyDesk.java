package dev.registrant.testkit.zitadel;

import dev.registrant.testkit.vendor.Behaviours;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Carries out calls about the keys of apps. */
final class KeyDesk {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final World world;
  private final Projections projections;
  private final Behaviours behaviours;
  private final Mint mint;

  KeyDesk(World world, Projections projections, Behaviours behaviours, Mint mint) {
    this.world = world;
    this.projections = projections;
    this.behaviours = behaviours;
    this.mint = mint;
  }

  Map<String, Object> perform(Call call) {
    return switch (call.route().endpoint()) {
      case KEYS_ADD -> add(call);
      case KEYS_GET -> get(call);
      case KEYS_SEARCH -> search(call);
      case KEYS_REMOVE -> remove(call);
      default -> throw new IllegalStateException("not about keys: " + call.route());
    };
  }

  private Map<String, Object> add(Call call) {
    int type = call.body().choice("type");
    if (type != 1) {
      String why =
          type == 0
              ? "value must not be in list [0]"
              : "value must be one of the defined enum values";
      throw Gate.invalid(call.route().endpoint(), "Type", why);
    }
    App app =
        world
            .app(call.id("app"), call.id("project"), call.org())
            .orElseThrow(
                () ->
                    Problem.of(
                        Problem.FAILED_PRECONDITION, "COMMAND-sak25", "Application doesn't exist"));
    if (!app.api() || !app.privateKeyJwt()) {
      throw Problem.of(
          Problem.FAILED_PRECONDITION, "COMMAND-Dff54", "Auth Method doesn't allow keys");
    }
    Instant expires = call.body().time("expirationDate").orElse(Key.NEVER);
    if (!expires.isAfter(call.now())) {
      throw Problem.of(Problem.INVALID_ARGUMENT, "DOMAIN-dv3t5", "Expiration date is in the past");
    }
    RsaKey pair = RsaKey.generate(behaviours.number(Switches.KEY_SIZE));
    Stamp stamp = Stamp.of(record(call, "added"));
    Instant works = call.now().plus(call.propagation());
    Key key = new Key(mint.id(), app.id(), pair, expires, works, stamp);
    world.keys.put(key.id(), key);
    return new Members()
        .text("id", key.id())
        .child("details", Details.created(stamp, call.org()))
        .text("keyDetails", document(key, app))
        .done();
  }

  private static String document(Key key, App app) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("type", "application");
    members.put("keyId", key.id());
    members.put("key", key.pair().pem());
    members.put("appId", app.id());
    members.put("clientId", app.clientId());
    byte[] json = MAPPER.writeValueAsString(members).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(json);
  }

  private Map<String, Object> get(Call call) {
    projections.trigger(Projections.Kind.KEYS);
    Key key =
        visible(call).stream()
            .filter(one -> one.id().equals(call.id("key")))
            .findFirst()
            .orElseThrow(() -> Problem.of(Problem.NOT_FOUND, "QUERY-Tha6f", "Key not found"));
    return new Members().child("key", json(key, call.org())).done();
  }

  private Map<String, Object> search(Call call) {
    return new Search(behaviours, mint.random())
        .answer(call, visible(call), List.of(), key -> json(key, call.org()));
  }

  /** Keys hide while the app's method is another; expired ones do not. */
  private List<Key> visible(Call call) {
    World seen = projections.seen(Projections.Kind.KEYS, world, call.now());
    return seen.app(call.id("app"), call.id("project"), call.org())
        .filter(App::privateKeyJwt)
        .map(app -> seen.keys.values().stream().filter(key -> key.app().equals(app.id())).toList())
        .orElse(List.of());
  }

  private static Map<String, Object> json(Key key, String org) {
    return new Members()
        .text("id", key.id())
        .child("details", Details.read(key.stamp(), org))
        .choice("type", Shape.KEY_TYPE, 1)
        .time("expirationDate", key.expires())
        .done();
  }

  private Map<String, Object> remove(Call call) {
    Key key = world.keys.get(call.id("key"));
    if (key == null
        || !key.app().equals(call.id("app"))
        || world.app(key.app(), call.id("project"), call.org()).isEmpty()) {
      throw Problem.of(Problem.NOT_FOUND, "COMMAND-4m77G", "Key not found");
    }
    world.keys.remove(key.id());
    return Details.only(key.stamp().then(record(call, "removed")), call.org());
  }

  /** Key events name the app by another member than app events do. */
  private Event record(Call call, String what) {
    return world.record(
        call.id("project"),
        call.org(),
        "",
        call.id("app"),
        "project.application.oidc.key." + what,
        call.now(),
        call.session().account());
  }
}
