package dev.registrant.testkit.servicetitan;

import dev.registrant.testkit.vendor.Behaviours;

/** The behaviours that nobody has published. */
final class Switches {

  static final String SIGNED_OUT = "portal.signed-out";
  static final String PUT_ANSWER = "portal.put-answer";
  static final String PORTAL_ERRORS = "portal.error-body";
  static final String BOUNDS = "portal.bounds";
  static final String UNKNOWN_MEMBERS = "portal.unknown-members";
  static final String FOREIGN_PROJECT = "portal.foreign-project-status";
  static final String ORDER = "portal.order";
  static final String DELETED_APPS = "portal.deleted-apps";
  static final String DELETE_AGAIN = "portal.delete-again";
  static final String WRITE_FLAG = "portal.write-flag";
  static final String SCOPE_CHANGE = "portal.scope-change";
  static final String SAME_SCOPES = "versions.same-scopes";
  static final String NEW_AUDIENCE = "portal.new-audience";
  static final String SAME_NAME = "apps.same-name";
  static final String UNKNOWN_SCOPES = "scopes.unknown";
  static final String TENANT_SHAPE = "tenants.shape";
  static final String TENANT_TWICE = "tenants.duplicates";
  static final String TENANT_REMOVED = "tenants.removed";
  static final String PRIVATE_APPROVAL = "approval.private";
  static final String RESTORED_CLIENT = "connections.restored-client";
  static final String DISABLED_CLIENT = "token.disabled-client";
  static final String DELETED_APP_CLIENT = "token.deleted-app-client";
  static final String INVALID_CLIENT_STATUS = "token.invalid-client-status";
  static final String TOKEN_ERRORS = "token.error-body";
  static final String TOKEN_FORMAT = "token.format";
  static final String BASIC = "token.basic";
  static final String SCOPE_PARAMETER = "token.scope-parameter";
  static final String AFTER_REMOVAL = "token.after-secret-removal";
  static final String AFTER_DISABLE = "token.after-disable";
  static final String THROTTLE = "token.throttle";
  static final String PER_MINUTE = "token.per-minute";
  static final String APP_KEY_STATUS = "api.app-key-status";
  static final String TENANT_STATUS = "api.foreign-tenant-status";
  static final String SCOPE_STATUS = "api.missing-scope-status";
  static final String GATEWAY_BODY = "api.gateway-body";
  static final String RATE_LIMIT = "rate-limit";
  static final String PER_SECOND = "rate-limit.per-second";
  static final String RETRY_AFTER = "rate-limit.retry-after";
  static final String WAIT = "rate-limit.wait-seconds";

  private Switches() {}

  static Behaviours all() {
    return new Behaviours()
        .choice(SIGNED_OUT, "401", "403", "redirect")
        .choice(PUT_ANSWER, "none", "no-content", "app", "text")
        .choice(PORTAL_ERRORS, "problem", "empty", "text", "html")
        .choice(BOUNDS, "enforced", "ignored")
        .choice(UNKNOWN_MEMBERS, "refused", "ignored")
        .choice(FOREIGN_PROJECT, "404", "403")
        .choice(ORDER, "oldest-first", "newest-first", "by-name")
        .choice(DELETED_APPS, "hidden", "listed")
        .choice(DELETE_AGAIN, "404", "accepted")
        .choice(WRITE_FLAG, "boolean", "string", "string-or-empty")
        .choice(SCOPE_CHANGE, "new-version", "ignored", "refused")
        .choice(SAME_SCOPES, "same-version", "new-version")
        .choice(NEW_AUDIENCE, "private", "public")
        .choice(SAME_NAME, "allowed", "refused")
        .choice(UNKNOWN_SCOPES, "allowed", "refused")
        .choice(TENANT_SHAPE, "any", "digits")
        .choice(TENANT_TWICE, "kept", "merged", "refused")
        .choice(TENANT_REMOVED, "kept", "cut")
        .choice(PRIVATE_APPROVAL, "not-required", "required")
        .choice(RESTORED_CLIENT, "same", "new")
        .choice(DISABLED_CLIENT, "refused", "served")
        .choice(DELETED_APP_CLIENT, "served", "refused")
        .choice(INVALID_CLIENT_STATUS, "400", "401")
        .choice(TOKEN_ERRORS, "described", "bare", "html", "empty")
        .choice(TOKEN_FORMAT, "jwt", "unsigned-jwt", "opaque")
        .choice(BASIC, "refused", "accepted")
        .choice(SCOPE_PARAMETER, "ignored", "refused")
        .choice(AFTER_REMOVAL, "lives", "dies")
        .choice(AFTER_DISABLE, "403", "401", "lives")
        .choice(THROTTLE, "off", "on")
        .number(PER_MINUTE, 60)
        .choice(APP_KEY_STATUS, "401", "403")
        .choice(TENANT_STATUS, "403", "401", "404")
        .choice(SCOPE_STATUS, "403", "401")
        .choice(GATEWAY_BODY, "gateway", "problem", "text", "html", "empty")
        .choice(RATE_LIMIT, "on", "off")
        .number(PER_SECOND, 60)
        .choice(RETRY_AFTER, "seconds", "date", "title", "nothing")
        .number(WAIT, 2);
  }
}
