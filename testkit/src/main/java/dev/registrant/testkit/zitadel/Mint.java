package dev.registrant.testkit.zitadel;

import java.util.random.RandomGenerator;

/** Makes ids, secrets and tokens the way ZITADEL's look. */
final class Mint {

  private static final String ALPHANUMERIC =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

  private final RandomGenerator random;

  Mint(RandomGenerator random) {
    this.random = random;
  }

  /** Eighteen digits, more than a double can hold. */
  String id() {
    return Long.toString(random.nextLong(100_000_000_000_000_000L, 1_000_000_000_000_000_000L));
  }

  String secret() {
    return word(64, ALPHANUMERIC);
  }

  String token() {
    return word(71, ALPHANUMERIC + "-_");
  }

  RandomGenerator random() {
    return random;
  }

  private String word(int length, String alphabet) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
