package dev.registrant.testkit.zitadel;

import dev.registrant.testkit.vendor.Behaviours;

/** The behaviours that were read from sources or inferred, never seen live, or that differ. */
final class Switches {

  static final String UNKNOWN_ENUM = "unknown-enum";
  static final String MALFORMED_JSON = "malformed-json";
  static final String INSTANCE_HOST = "instance-host";
  static final String ERROR_IDS = "error-ids";
  static final String LAG = "projection-lag-millis";
  static final String GET_TRIGGERS = "projection.get-triggers";
  static final String APP_CONFIG = "apps.config";
  static final String NAME_BLANKS = "names.blanks";
  static final String CASE_RENAME = "names.case-rename";
  static final String SEARCH_ORDER = "search.order";
  static final String HISTORY_PARAMETERS = "history.parameters";
  static final String KEY_HISTORY = "history.key-events";
  static final String CLIENT_IDS = "client-ids";
  static final String KEY_SIZE = "keys.size";
  static final String ORG_OWNER_DELETE = "org-owner.app-delete";
  static final String PROJECT_OWNER_PROBE = "project-owner.org-read";
  static final String OTHER_KIND = "introspect.other-kind";
  static final String INTROSPECT_REFUSAL = "introspect.refusal";
  static final String BAD_ASSERTION = "introspect.bad-assertion";
  static final String LOOKUP = "introspect.lookup";
  static final String FORM_SECRET = "introspect.form-secret";
  static final String TOKEN_REFUSAL = "token.refusal-status";
  static final String TOKEN_LIFE = "token.expires-in";
  static final String QUOTA = "quota";
  static final String RATE_LIMIT = "rate-limit";
  static final String PER_MINUTE = "rate-limit.per-minute";
  static final String RATE_BODY = "rate-limit.body";

  private Switches() {}

  static Behaviours all() {
    return new Behaviours()
        .choice(UNKNOWN_ENUM, "discard", "refuse")
        .choice(MALFORMED_JSON, "after-token", "before-token")
        .choice(INSTANCE_HOST, "any", "exact")
        .choice(ERROR_IDS, "current", "older")
        .number(LAG, 0)
        .choice(GET_TRIGGERS, "on", "off")
        .choice(APP_CONFIG, "shown", "missing")
        .choice(NAME_BLANKS, "kept", "trimmed")
        .choice(CASE_RENAME, "allowed", "refused")
        .choice(SEARCH_ORDER, "shuffled", "created", "newest")
        .choice(HISTORY_PARAMETERS, "url", "body")
        .choice(KEY_HISTORY, "project", "app-too")
        .choice(CLIENT_IDS, "number", "with-project")
        .choice(KEY_SIZE, "2048", "4096", "1024")
        .choice(ORG_OWNER_DELETE, "refused", "allowed")
        .choice(PROJECT_OWNER_PROBE, "refused", "allowed")
        .choice(OTHER_KIND, "accepted", "refused")
        .choice(
            INTROSPECT_REFUSAL,
            "400-unauthorized_client",
            "401-invalid_client",
            "401-unauthorized_client",
            "400-invalid_client")
        .choice(BAD_ASSERTION, "inactive", "refused")
        .choice(LOOKUP, "works", "swallowed")
        .choice(FORM_SECRET, "accepted", "refused")
        .choice(TOKEN_REFUSAL, "400", "401")
        .number(TOKEN_LIFE, 43199)
        .choice(QUOTA, "left", "exhausted", "blocked")
        .choice(RATE_LIMIT, "off", "on")
        .number(PER_MINUTE, 3000)
        .choice(RATE_BODY, "html", "json", "empty");
  }
}
