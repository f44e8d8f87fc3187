package dev.registrant.testkit.zitadel;

import java.util.LinkedHashMap;
import java.util.Map;

/** An OAuth error on its way out. */
final class Denied extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String error;
  private final String description;

  Denied(int status, String error, String description) {
    super(description);
    this.status = status;
    this.error = error;
    this.description = description;
  }

  static Denied invalidRequest(String description) {
    return new Denied(400, "invalid_request", description);
  }

  int status() {
    return status;
  }

  Map<String, Object> json() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("error", error);
    members.put("error_description", description);
    return members;
  }
}
