package dev.registrant.spi;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * An app as the vendor shows it. It never holds a credential.
 *
 * @param id the vendor's identifier
 * @param clientId the OAuth client id (RFC 6749 section 2.2), empty where the vendor has none for
 *     the app itself
 * @param status what it is good for now
 * @param metadata what it is registered with (RFC 7591 section 2), vendor's read-only facts
 *     included
 */
public record App(AppId id, Optional<String> clientId, AppStatus status, ClientMetadata metadata) {
  /** Checks that nothing is {@code null}. */
  public App {
    requireNonNull(id, "id");
    requireNonNull(clientId, "clientId");
    requireNonNull(status, "status");
    requireNonNull(metadata, "metadata");
  }
}
