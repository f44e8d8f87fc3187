package dev.registrant;

import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Our id of a registration; the vendor's id is an attribute of it.
 *
 * @param value {@code reg_} and 32 hexadecimal digits
 */
public record RegistrationId(String value) {
  private static final String PREFIX = "reg_";
  private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-f]{32}");

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if the value has another form
   */
  public RegistrationId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a registration id: " + value);
    }
  }

  /** Returns a new id of 128 random bits. */
  public static RegistrationId random(RandomGenerator random) {
    return new RegistrationId("reg_%016x%016x".formatted(random.nextLong(), random.nextLong()));
  }

  /** Returns a text as an id, if it has the form of one. */
  public static Optional<RegistrationId> parse(String text) {
    // Each call asks, and most ids are a vendor's.
    return text.startsWith(PREFIX) && FORM.matcher(text).matches()
        ? Optional.of(new RegistrationId(text))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
