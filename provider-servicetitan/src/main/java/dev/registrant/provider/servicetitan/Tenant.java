package dev.registrant.provider.servicetitan;

import java.util.List;

/**
 * A tenant that may see an app, written {@code 12345} or {@code 12345=note}.
 *
 * @param id the tenant's id; digits, but for what a person typed into the portal
 * @param note the owner's note, empty if there is none
 */
record Tenant(String id, String note) {
  static Tenant parse(String text) {
    int end = text.indexOf('=');
    return end < 0
        ? new Tenant(text.strip(), "")
        : new Tenant(text.substring(0, end).strip(), text.substring(end + 1).strip());
  }

  static List<Tenant> parse(List<String> texts) {
    return texts.stream().map(Tenant::parse).toList();
  }

  static List<String> texts(List<Tenant> tenants) {
    return tenants.stream().map(Tenant::text).toList();
  }

  static List<String> ids(List<Tenant> tenants) {
    return tenants.stream().map(Tenant::id).toList();
  }

  boolean isNumber() {
    return id.matches("[0-9]{1,120}");
  }

  /** Returns it as it stands in metadata. */
  String text() {
    return note.isEmpty() ? id : id + "=" + note;
  }
}
