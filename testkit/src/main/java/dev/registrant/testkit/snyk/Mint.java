package dev.registrant.testkit.snyk;

import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes ids and secrets the way Snyk's look. */
final class Mint {

  private static final String WORD =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
  private static final String SPECIAL = "^`*<>[]";

  private final RandomGenerator random;

  Mint(RandomGenerator random) {
    this.random = random;
  }

  String id() {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & ~(3L << 62)) | (1L << 63);
    return new UUID(high, low).toString();
  }

  /** Half of all secrets hold characters that a careless encoder breaks. */
  String secret() {
    StringBuilder text = new StringBuilder("snyk_cs_");
    boolean special = random.nextBoolean();
    for (int i = 0; i < 40; i++) {
      String alphabet = special && i % 5 == 2 ? SPECIAL : WORD;
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.append("_v1").toString();
  }

  String accessToken() {
    StringBuilder text = new StringBuilder("snyk_at_");
    for (int i = 0; i < 48; i++) {
      text.append(WORD.charAt(random.nextInt(WORD.length())));
    }
    return text.toString();
  }
}
