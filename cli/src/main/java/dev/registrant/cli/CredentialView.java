package dev.registrant.cli;

import dev.registrant.CredentialInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Shows credentials. */
final class CredentialView {
  private CredentialView() {}

  /**
   * Shows a credential to programs.
   *
   * @param value its value, if it is to be shown
   */
  static Map<String, Object> json(CredentialInfo credential, Optional<String> value) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", credential.id());
    json.put("kind", credential.kind().word());
    json.put("state", credential.state().word());
    credential.vendorId().ifPresent(id -> json.put("vendorId", id));
    credential.expiresAt().ifPresent(end -> json.put("expiresAt", end.toString()));
    value.ifPresent(text -> json.put("value", text));
    return json;
  }

  /** Shows a credential to people. */
  static String text(CredentialInfo credential, Optional<String> value) {
    return "credential "
        + credential.id()
        + ": "
        + credential.kind().word()
        + ", "
        + credential.state().word()
        + credential.vendorId().map(id -> ", at the vendor " + Printable.clean(id)).orElse("")
        + credential.expiresAt().map(end -> ", until " + end).orElse("")
        + value.map(text -> ", value " + text).orElse("");
  }
}
