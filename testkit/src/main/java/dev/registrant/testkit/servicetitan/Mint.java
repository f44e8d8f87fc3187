package dev.registrant.testkit.servicetitan;

import java.util.Base64;
import java.util.random.RandomGenerator;

/** Makes ids, keys and secrets the way ServiceTitan's look. */
final class Mint {

  private static final String WORD = "0123456789abcdefghijklmnopqrstuvwxyz";
  private static final String HEX = "0123456789abcdef";

  private final RandomGenerator random;

  Mint(RandomGenerator random) {
    this.random = random;
  }

  String publicId() {
    return letters(WORD, 13);
  }

  String appKey() {
    return "ak1." + letters(WORD, 25);
  }

  String clientId() {
    return "cid." + letters(WORD, 25);
  }

  String secret(int slot) {
    return "cs" + slot + "." + letters(WORD, 50);
  }

  String tenant() {
    return (1 + random.nextInt(9)) + letters("0123456789", 8);
  }

  String hex(int length) {
    return letters(HEX, length);
  }

  String traceId() {
    return "00-" + hex(32) + "-" + hex(16) + "-00";
  }

  byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  String opaque() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(48));
  }

  private String letters(String alphabet, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
