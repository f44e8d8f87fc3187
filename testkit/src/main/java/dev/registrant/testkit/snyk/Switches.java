package dev.registrant.testkit.snyk;

import dev.registrant.testkit.vendor.Behaviours;

/** The behaviours that Snyk's documents leave open. */
final class Switches {

  static final String LIMIT_STATUS = "secrets.limit-status";
  static final String UNKNOWN_SECRET_STATUS = "secrets.unknown-value-status";
  static final String DELETE_ANSWER = "secrets.delete-answer";
  static final String INSTALL_LIMITS = "installs.secret-limits";
  static final String SECOND_INSTALL = "installs.second";
  static final String UNKNOWN_APP_STATUS = "installs.unknown-app-status";
  static final String ATTENDED_STATUS = "installs.attended-status";
  static final String SAME_NAME = "apps.same-name";
  static final String REDIRECT_UPDATE = "apps.redirect-uris-update";
  static final String SCOPES = "apps.scopes";
  static final String DEFAULT_TTL = "apps.default-ttl";
  static final String LINK_FORM = "links.form";
  static final String LINK_SHAPE = "links.shape";
  static final String PAGING_TRAP = "paging.trap";
  static final String LAST_PAGE = "paging.last";
  static final String LOCATION = "location";
  static final String RATE_LIMIT = "rate-limit";
  static final String PER_MINUTE = "rate-limit.per-minute";
  static final String RETRY_AFTER = "rate-limit.retry-after";
  static final String ERROR_SHAPE = "errors.shape";
  static final String BASIC = "token.basic";
  static final String PROBE = "token.probe";
  static final String ORPHAN_TOKENS = "token.after-secret-removal";

  private Switches() {}

  static Behaviours all() {
    return new Behaviours()
        .choice(LIMIT_STATUS, "409", "400", "422")
        .choice(UNKNOWN_SECRET_STATUS, "400", "404", "409", "422")
        .choice(DELETE_ANSWER, "deleted", "remaining", "masked", "absent")
        .choice(INSTALL_LIMITS, "on", "off")
        .choice(SECOND_INSTALL, "doubled", "refused")
        .choice(UNKNOWN_APP_STATUS, "404", "400", "403", "422")
        .choice(ATTENDED_STATUS, "400", "403", "409", "422")
        .choice(SAME_NAME, "allowed", "refused")
        .choice(REDIRECT_UPDATE, "replace", "append")
        .choice(SCOPES, "any", "org-read-required")
        .number(DEFAULT_TTL, 3600)
        .choice(LINK_FORM, "with-rest", "without-rest", "absolute", "elsewhere")
        .choice(LINK_SHAPE, "string", "object")
        .choice(PAGING_TRAP, "none", "self-repeating", "empty-with-next")
        .choice(LAST_PAGE, "absent", "null")
        .choice(LOCATION, "self", "none", "word")
        .choice(RATE_LIMIT, "on", "off")
        .number(PER_MINUTE, 1620)
        .choice(RETRY_AFTER, "seconds", "date", "none")
        .choice(ERROR_SHAPE, "document", "catalogue", "details", "v1", "empty", "html")
        .choice(BASIC, "refused", "accepted")
        .choice(PROBE, "tells", "hides")
        .choice(ORPHAN_TOKENS, "survive", "die");
  }
}
