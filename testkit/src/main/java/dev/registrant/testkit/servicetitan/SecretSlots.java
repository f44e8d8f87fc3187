package dev.registrant.testkit.servicetitan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The two places a client has for secrets. */
final class SecretSlots {

  private static final int MOST = 2;

  /** A new secret, shown once. */
  record Generated(int slot, String value) {}

  private record Secret(String value, Instant made, Instant works) {}

  private final Map<Integer, Secret> used = new TreeMap<>();

  SecretSlots copy() {
    SecretSlots other = new SecretSlots();
    other.used.putAll(used);
    return other;
  }

  /** Fills the first free slot; empty when there is none. */
  Optional<Generated> generate(Mint mint, Instant now, Duration propagation) {
    for (int slot = 1; slot <= MOST; slot++) {
      if (!used.containsKey(slot)) {
        String value = mint.secret(slot);
        used.put(slot, new Secret(value, now, now.plus(propagation)));
        return Optional.of(new Generated(slot, value));
      }
    }
    return Optional.empty();
  }

  void clear() {
    used.clear();
  }

  boolean revoke(int slot) {
    return used.remove(slot) != null;
  }

  boolean holds(String value) {
    return used.values().stream().anyMatch(secret -> secret.value().equals(value));
  }

  /** Tells whether a value authenticates now, if only those of at least an age do. */
  boolean accepts(String value, Instant now, Duration age) {
    return used.values().stream()
        .anyMatch(
            secret ->
                secret.value().equals(value)
                    && !now.isBefore(secret.works())
                    && !now.isBefore(secret.made().plus(age)));
  }

  List<String> values() {
    return used.values().stream().map(Secret::value).toList();
  }

  /** Tells of both slots, never the values. */
  List<Map<String, Object>> overview() {
    List<Map<String, Object>> slots = new ArrayList<>();
    for (int slot = 1; slot <= MOST; slot++) {
      Secret secret = used.get(slot);
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("slot", slot);
      members.put("present", secret != null);
      if (secret != null) {
        members.put("createdOn", secret.made().toString());
      }
      slots.add(members);
    }
    return slots;
  }
}
