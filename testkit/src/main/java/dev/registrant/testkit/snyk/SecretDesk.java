package dev.registrant.testkit.snyk;

import dev.registrant.testkit.vendor.Behaviours;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Issues, replaces and revokes secrets: at most two live ones, at least one. */
final class SecretDesk {

  private static final int MOST = 2;

  private final Behaviours behaviours;
  private final Mint mint;

  SecretDesk(Behaviours behaviours, Mint mint) {
    this.behaviours = behaviours;
    this.mint = mint;
  }

  /** Returns what the answer shows as the secret. */
  Optional<String> perform(
      Body.SecretOrder order, Secrets secrets, boolean limits, Instant now, Duration propagation) {
    if (order.mode().equals("delete")) {
      return delete(order.secret().orElse(""), secrets, limits);
    }
    if (order.mode().equals("replace")) {
      secrets.clear();
    } else if (limits && secrets.size() >= MOST) {
      throw refused(Switches.LIMIT_STATUS, "cannot update secrets");
    }
    String value = mint.secret();
    secrets.add(value, now, propagation);
    return Optional.of(value);
  }

  private Optional<String> delete(String value, Secrets secrets, boolean limits) {
    if (!secrets.holds(value)) {
      throw refused(Switches.UNKNOWN_SECRET_STATUS, "cannot update secrets: no such secret");
    }
    if (limits && secrets.size() == 1) {
      throw refused(Switches.LIMIT_STATUS, "cannot update secrets: the last one");
    }
    secrets.remove(value);
    List<String> left = secrets.values();
    return switch (behaviours.get(Switches.DELETE_ANSWER)) {
      case "remaining" -> left.stream().findFirst().or(() -> Optional.of(value));
      case "masked" -> Optional.of("********");
      case "absent" -> Optional.empty();
      default -> Optional.of(value);
    };
  }

  private Problem refused(String behaviour, String detail) {
    return new Problem(behaviours.number(behaviour), detail);
  }
}
