package dev.registrant.spi;

import static java.util.Objects.requireNonNull;

/**
 * A credential that came with an answer. The core seals it before anything else is done with the
 * answer, because most vendors show it once.
 *
 * @param kind what it is
 * @param value the value
 * @param replacesOthers whether the vendor ended the earlier credentials of this kind with it
 */
public record CredentialChange(CredentialKind kind, Secret value, boolean replacesOthers) {
  /** Checks that nothing is {@code null}. */
  public CredentialChange {
    requireNonNull(kind, "kind");
    requireNonNull(value, "value");
  }

  /** A credential beside which earlier ones keep working. */
  public static CredentialChange added(CredentialKind kind, Secret value) {
    return new CredentialChange(kind, value, false);
  }
}
