package dev.registrant.crash;

import java.util.List;

/**
 * An app as the simulator has it.
 *
 * @param id the vendor's id of it
 * @param name what it is called
 * @param clientId its client, empty if it has none
 * @param live its credentials that work
 * @param marked whether it still bears a marker of ours
 */
record VendorApp(String id, String name, String clientId, List<String> live, boolean marked) {
  VendorApp {
    live = List.copyOf(live);
  }

  /** Returns whether the value of a credential is one that works. */
  boolean accepts(String value) {
    String lines = value.replace("\\n", "\n");
    return live.stream().anyMatch(one -> one.equals(value) || isKeyIn(one, lines));
  }

  private static boolean isKeyIn(String key, String document) {
    return key.startsWith("-----BEGIN") && document.contains(key.strip());
  }

  @Override
  public String toString() {
    return id + " '" + name + "' with " + live.size() + " live credential(s)";
  }
}
