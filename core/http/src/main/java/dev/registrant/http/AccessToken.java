package dev.registrant.http;

import static java.util.Objects.requireNonNull;

import dev.registrant.spi.Secret;
import java.time.Duration;
import java.util.Optional;

/**
 * An access token as a vendor gave it (RFC 6749 section 5.1). Immutable; its {@code toString} does
 * not show it.
 *
 * @param value what is sent
 * @param life how long it can be used from now on ({@code expires_in}); empty if the vendor did not
 *     say, and not to be kept then, nor if it is zero or less
 */
public record AccessToken(Secret value, Optional<Duration> life) {
  /** Checks that nothing is {@code null}. */
  public AccessToken {
    requireNonNull(value, "value");
    requireNonNull(life, "life");
  }
}
