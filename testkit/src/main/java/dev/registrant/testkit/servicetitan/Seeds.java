package dev.registrant.testkit.servicetitan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes what only ServiceTitan can: tenants, and sessions of the portal. */
final class Seeds {

  static final Set<String> KINDS = Set.of("tenant", "portal-token");

  private final World world;
  private final Mint mint;

  Seeds(World world, Mint mint) {
    this.world = world;
    this.mint = mint;
  }

  Map<String, Object> plant(String kind, Map<String, Object> fields, Instant now) {
    return kind.equals("tenant") ? tenant(new Form(fields)) : portalToken(new Form(fields), now);
  }

  private Map<String, Object> tenant(Form form) {
    form.only(Set.of("id", "environments"));
    String id = form.optional("id").orElseGet(mint::tenant);
    if (!id.matches("[0-9]{1,19}")) {
      form.problem("id must be a number, not " + id);
    }
    List<Environment> environments = new ArrayList<>();
    for (String word : form.items("environments")) {
      Environment.named(word)
          .ifPresentOrElse(
              environments::add,
              () -> form.problem("environments are integration and production, not " + word));
    }
    form.check();
    if (environments.isEmpty()) {
      environments.addAll(List.of(Environment.values()));
    }
    world.tenants.put(id, environments);
    Map<String, Object> made = new LinkedHashMap<>();
    made.put("id", id);
    made.put("tenant", id);
    made.put("environments", environments.stream().map(Environment::word).toList());
    return made;
  }

  private Map<String, Object> portalToken(Form form, Instant now) {
    form.only(Set.of("minutes"));
    String minutes = form.optional("minutes").orElse("60");
    if (!minutes.matches("-?[0-9]{1,6}")) {
      form.problem("minutes must be a whole number, below 0 for an expired token");
    }
    form.check();
    Instant end = now.plus(Duration.ofMinutes(Long.parseLong(minutes)));
    String header = PortalToken.until(end, mint).header();
    world.sessions.add(header);
    Map<String, Object> made = new LinkedHashMap<>();
    made.put("portalToken", header);
    return made;
  }
}
