package dev.registrant;

import static java.util.Objects.requireNonNull;

import dev.registrant.spi.CredentialKind;

/**
 * What may be told of a credential.
 *
 * @param id our id of it
 * @param kind what it is
 * @param state what it is good for
 */
public record CredentialInfo(String id, CredentialKind kind, State state) {
  /** What a credential is good for. */
  public enum State {
    /** In use. */
    CURRENT,
    /** Ended by a later one or with its app. */
    REVOKED;

    /** Returns the stable name, for example {@code current}. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Checks that nothing is {@code null}. */
  public CredentialInfo {
    requireNonNull(id, "id");
    requireNonNull(kind, "kind");
    requireNonNull(state, "state");
  }
}
