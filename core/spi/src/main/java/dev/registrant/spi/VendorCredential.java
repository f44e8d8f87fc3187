package dev.registrant.spi;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * A credential as the vendor lists it; never its value.
 *
 * @param id the vendor's id of it
 * @param kind what it is
 * @param expiresAt when the vendor ends it by itself, if ever
 */
public record VendorCredential(String id, CredentialKind kind, Optional<Instant> expiresAt) {
  /** Checks that nothing is {@code null}. */
  public VendorCredential {
    requireNonNull(id, "id");
    requireNonNull(kind, "kind");
    requireNonNull(expiresAt, "expiresAt");
  }
}
