package dev.registrant.testkit.servicetitan;

/** What the simulator serves. */
enum Endpoint {
  APPS("apps.list"),
  SAVE("apps.update"),
  VERSIONS("versions.list"),
  CONNECTIONS("installs.list"),
  APPROVAL("approval.get"),
  SECRET_ISSUE("secrets.issue"),
  SECRET_REVOKE("secrets.revoke"),
  SIGN_IN("unknown"),
  TOKEN("token"),
  TENANT_API("probe");

  private final String operation;

  Endpoint(String operation) {
    this.operation = operation;
  }

  String operation() {
    return operation;
  }

  /** Whether this is the project's own contract, whose errors have one known shape. */
  boolean ours() {
    return switch (this) {
      case VERSIONS, CONNECTIONS, APPROVAL, SECRET_ISSUE, SECRET_REVOKE -> true;
      default -> false;
    };
  }
}
