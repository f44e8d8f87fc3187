package dev.registrant.spi;

import static java.util.Objects.requireNonNull;

/**
 * One thing that is wrong with a request or a configuration.
 *
 * @param field the name of the field or setting, with an index where it is one of several, for
 *     example {@code redirect_uris[1]}
 * @param code a stable word for programs, for example {@code too-long}
 * @param message what is wrong and what would be right, for people; never a secret
 */
public record Violation(String field, String code, String message) {
  /** Checks that nothing is {@code null}. */
  public Violation {
    requireNonNull(field, "field");
    requireNonNull(code, "code");
    requireNonNull(message, "message");
  }

  @Override
  public String toString() {
    return field + ": " + message;
  }
}
