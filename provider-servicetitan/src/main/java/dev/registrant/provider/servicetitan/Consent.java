package dev.registrant.provider.servicetitan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What people say a tenant decided, written {@code 12345 allowed version 2 on 2026-11-21 by alice,
 * before version 1 on 2026-11-02 by bob, client cid.abc} or {@code 12345 declined on 2026-11-21 by
 * alice}.
 *
 * @param now the latest decision
 * @param before what had been allowed before, latest first
 * @param clientId the id of the connection's client, if it was told
 */
record Consent(String tenant, Decision now, List<Decision> before, Optional<String> clientId) {
  private static final Pattern ENTRY =
      Pattern.compile(
          "(\\S+) (?:declined|allowed version (\\d{1,9})) on (\\S+) by (.*?)"
              + "((?:, before version \\d{1,9} on \\S+ by [^,]*)*)(?:, client (\\S+))?");
  private static final Pattern EARLIER =
      Pattern.compile(", before version (\\d{1,9}) on (\\S+) by ([^,]*)");

  /**
   * A decision.
   *
   * @param version the version that was allowed, 0 if it was declined
   */
  record Decision(int version, String date, String by) {
    private Decision renumbered(int from, int to) {
      return version == from ? new Decision(to, date, by) : this;
    }
  }

  Consent {
    before = List.copyOf(before);
  }

  static Consent parse(String entry) {
    Matcher parts = ENTRY.matcher(entry);
    if (!parts.matches()) {
      throw new IllegalArgumentException("no entry of a tenant's consent: " + entry);
    }
    String version = Optional.ofNullable(parts.group(2)).orElse("0");
    List<Decision> before = new ArrayList<>();
    Matcher earlier = EARLIER.matcher(parts.group(5));
    while (earlier.find()) {
      before.add(decision(earlier.group(1), earlier.group(2), earlier.group(3)));
    }
    return new Consent(
        parts.group(1),
        decision(version, parts.group(3), parts.group(4)),
        before,
        Optional.ofNullable(parts.group(6)));
  }

  private static Decision decision(String version, String date, String by) {
    return new Decision(Integer.parseInt(version), date, by);
  }

  int version() {
    return now.version();
  }

  boolean isAllowed() {
    return version() > 0;
  }

  /** Returns it with a later decision for it. */
  Consent then(Decision later, Optional<String> client) {
    List<Decision> earlier = new ArrayList<>(before);
    if (isAllowed()) {
      earlier.add(0, now);
    }
    return new Consent(tenant, later, earlier, client.or(() -> clientId));
  }

  /** Returns it without its latest decision; empty if there was no other. */
  Optional<Consent> withoutLatest() {
    return before.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Consent(tenant, before.get(0), before.subList(1, before.size()), clientId));
  }

  /** Returns it as it was before any version above the given one; empty if it was not yet. */
  Optional<Consent> asOf(int version) {
    return version() <= version
        ? Optional.of(this)
        : withoutLatest().flatMap(earlier -> earlier.asOf(version));
  }

  /** Returns it with another number for a version that was told wrongly. */
  Consent renumbered(int from, int to) {
    return new Consent(
        tenant,
        now.renumbered(from, to),
        before.stream().map(earlier -> earlier.renumbered(from, to)).toList(),
        clientId);
  }

  String text() {
    StringBuilder text = new StringBuilder(tenant);
    text.append(isAllowed() ? " allowed version " + version() : " declined");
    text.append(" on ").append(now.date()).append(" by ").append(now.by());
    before.forEach(
        earlier ->
            text.append(", before version ")
                .append(earlier.version())
                .append(" on ")
                .append(earlier.date())
                .append(" by ")
                .append(earlier.by()));
    clientId.ifPresent(id -> text.append(", client ").append(id));
    return text.toString();
  }
}
