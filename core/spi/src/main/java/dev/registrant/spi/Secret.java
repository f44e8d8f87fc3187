package dev.registrant.spi;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A value that must never be seen: a client secret, a private key, an app key, a token.
 *
 * <p>It has no accessor but {@link #reveal()}, its {@code toString} never shows it, it is not
 * serializable, and its hash code tells nothing of it. Two secrets are equal when their values are;
 * the comparison takes the same time wherever they differ.
 */
public final class Secret {
  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /**
   * Wraps a value.
   *
   * @param value the value; its form is the vendor's business and is not checked
   * @throws IllegalArgumentException if the value is empty
   */
  public static Secret of(String value) {
    if (requireNonNull(value, "value").isEmpty()) {
      throw new IllegalArgumentException("a secret cannot be empty");
    }
    return new Secret(value);
  }

  /** Returns the value in clear. Whoever calls this answers for where it goes. */
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that && MessageDigest.isEqual(bytes(), that.bytes());
  }

  @Override
  public int hashCode() {
    return Secret.class.hashCode();
  }

  @Override
  public String toString() {
    return "Secret[hidden]";
  }

  private byte[] bytes() {
    return value.getBytes(StandardCharsets.UTF_8);
  }
}
