package dev.registrant.testkit;

import java.util.List;
import java.util.Set;

/** The operation names of the admin contract. */
final class Operations {

  static final List<String> CONTRACT =
      List.of(
          "apps.create",
          "apps.get",
          "apps.list",
          "apps.update",
          "apps.delete",
          "secrets.issue",
          "secrets.replace",
          "secrets.revoke",
          "installs.create",
          "installs.list",
          "installs.delete",
          "token",
          "*");

  private static final Set<String> ANSWER_SECRET =
      Set.of("apps.create", "secrets.issue", "secrets.replace", "installs.create");

  private Operations() {}

  static boolean isRead(String operation) {
    return operation.endsWith(".get") || operation.endsWith(".list");
  }

  static boolean answersSecret(String operation) {
    return ANSWER_SECRET.contains(operation);
  }
}
