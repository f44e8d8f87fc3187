package dev.registrant.spi;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * What a vendor counts requests by: a key, a pair of app and tenant, an address. All accounts with
 * an equal scope share its limit and its pauses.
 *
 * @param id names the scope; never a secret in clear
 * @param requestsPerSecond how many requests the vendor takes in a second, empty if it counts none
 * @param quiet how long to send nothing after a refusal (429) that does not say how long to wait;
 *     zero to back off as after any other failure
 */
public record RateScope(String id, OptionalInt requestsPerSecond, Duration quiet) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the limit is below one or the pause is negative
   */
  public RateScope {
    requireNonNull(id, "id");
    if (requestsPerSecond.isPresent() && requestsPerSecond.getAsInt() < 1) {
      throw new IllegalArgumentException("requestsPerSecond is at least 1");
    }
    if (quiet.isNegative()) {
      throw new IllegalArgumentException("quiet is not negative");
    }
  }
}
