package dev.registrant.spi;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * A credential that came with an answer. The core seals it before anything else is done with the
 * answer, because most vendors show it once.
 *
 * @param kind what it is
 * @param value the value
 * @param vendorId the vendor's own id of it, where it has one
 * @param expiresAt when the vendor ends it by itself, if ever
 * @param replacesOthers whether the vendor ended the earlier credentials of this kind with it
 */
public record CredentialChange(
    CredentialKind kind,
    Secret value,
    Optional<String> vendorId,
    Optional<Instant> expiresAt,
    boolean replacesOthers) {
  /** Checks that nothing is {@code null}. */
  public CredentialChange {
    requireNonNull(kind, "kind");
    requireNonNull(value, "value");
    requireNonNull(vendorId, "vendorId");
    requireNonNull(expiresAt, "expiresAt");
  }

  /** A credential beside which earlier ones keep working. */
  public static CredentialChange added(CredentialKind kind, Secret value) {
    return new CredentialChange(kind, value, Optional.empty(), Optional.empty(), false);
  }

  /** A credential that ended the earlier ones of its kind. */
  public static CredentialChange replacing(CredentialKind kind, Secret value) {
    return new CredentialChange(kind, value, Optional.empty(), Optional.empty(), true);
  }

  /** Returns this change with the vendor's id of the credential and its end. */
  public CredentialChange identified(String id, Optional<Instant> end) {
    return new CredentialChange(kind, value, Optional.of(id), end, replacesOthers);
  }
}
