package dev.registrant.provider.servicetitan;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What people say a tenant decided, written {@code 12345 allowed version 2 on 2026-11-21 by alice,
 * client cid.abc} or {@code 12345 declined on 2026-11-21 by alice}.
 *
 * @param version the version that was allowed, 0 if it was declined
 */
record Consent(String tenant, int version, String date, String by, Optional<String> clientId) {
  private static final Pattern ENTRY =
      Pattern.compile(
          "(\\S+) (?:declined|allowed version (\\d{1,9})) on (\\S+) by (.*?)"
              + "(?:, client (cid\\.\\S+))?");

  static Consent parse(String entry) {
    Matcher parts = ENTRY.matcher(entry);
    if (!parts.matches()) {
      throw new IllegalArgumentException("no entry of a tenant's consent: " + entry);
    }
    return new Consent(
        parts.group(1),
        parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2)),
        parts.group(3),
        parts.group(4),
        Optional.ofNullable(parts.group(5)));
  }

  boolean isAllowed() {
    return version > 0;
  }

  String text() {
    String decision = isAllowed() ? "allowed version " + version : "declined";
    return tenant
        + " "
        + decision
        + " on "
        + date
        + " by "
        + by
        + clientId.map(id -> ", client " + id).orElse("");
  }
}
