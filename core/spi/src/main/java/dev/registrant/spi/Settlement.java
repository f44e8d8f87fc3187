package dev.registrant.spi;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How the outcome of a create whose answer was lost can be learnt at a vendor without idempotency
 * keys. The core puts a marker that is unique in the world into one field of the new app, looks for
 * it when the answer was lost, and gives the field its wanted value afterwards.
 *
 * @param way how the marker is used
 * @param markerField the text field of {@link ClientMetadata} that holds it; it can be listed and
 *     changed
 * @param window how long after a request was given up the vendor may still carry it out; above zero
 */
public record Settlement(Way way, String markerField, Duration window) {
  /** How a marker is used. */
  public enum Way {
    /**
     * The vendor refuses a second app whose field has the same value, with {@link
     * RegistrationException.Conflict}. So sending the create again is safe, and the refusal proves
     * that the first one was carried out.
     */
    GUARDED,
    /**
     * The vendor takes any number; the marker is looked for in a fresh list when the window is
     * over.
     */
    LISTED,
    /** The vendor offers no way; an unknown outcome stays one and is told. */
    NONE
  }

  /** Checks the values. */
  public Settlement {
    requireNonNull(way, "way");
    requireNonNull(markerField, "markerField");
    if (window.isNegative() || window.isZero()) {
      throw new IllegalArgumentException("window is above zero");
    }
  }

  /** Names are unique at the vendor. */
  public static Settlement guardedName(Duration window) {
    return new Settlement(Way.GUARDED, ClientMetadata.CLIENT_NAME, window);
  }

  /** Names are not unique, and apps can be listed. */
  public static Settlement listedName(Duration window) {
    return new Settlement(Way.LISTED, ClientMetadata.CLIENT_NAME, window);
  }

  /** Apps can be listed, and a field of the vendor's own holds the marker. */
  public static Settlement listedField(String field, Duration window) {
    return new Settlement(Way.LISTED, field, window);
  }

  /** There is no way. */
  public static Settlement none(Duration window) {
    return new Settlement(Way.NONE, ClientMetadata.CLIENT_NAME, window);
  }
}
