package dev.registrant;

import static java.util.Objects.requireNonNull;

import dev.registrant.spi.CredentialKind;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What may be told of a credential.
 *
 * @param id our id of it
 * @param kind what it is
 * @param state what it is good for
 * @param vendorId the vendor's id of it, where it has one
 * @param expiresAt when the vendor ends it by itself, if ever
 */
public record CredentialInfo(
    String id,
    CredentialKind kind,
    State state,
    Optional<String> vendorId,
    Optional<Instant> expiresAt) {
  /** What a credential is good for. */
  public enum State {
    /** In use. */
    CURRENT,
    /** Ended by a later one or with its app. */
    REVOKED;

    /** Returns the stable name, for example {@code current}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Checks that nothing is {@code null}. */
  public CredentialInfo {
    requireNonNull(id, "id");
    requireNonNull(kind, "kind");
    requireNonNull(state, "state");
    requireNonNull(vendorId, "vendorId");
    requireNonNull(expiresAt, "expiresAt");
  }

  /** Returns this credential in another state. */
  public CredentialInfo in(State value) {
    return new CredentialInfo(id, kind, value, vendorId, expiresAt);
  }
}
