package dev.registrant.testkit.contract;

import dev.registrant.spi.MetadataField;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Texts that break naive code, all within the bounds of a field. */
final class OddTexts {
  /** Runs again with another input: {@code -Dregistrant.seed=…}. */
  static final long SEED = Long.getLong("registrant.seed", 7591);

  private static final int GENERATED = 24;
  private static final int LONGEST = 400;

  private static final List<String> KNOWN =
      List.of(
          "\"quoted\"",
          "it's",
          "back\\slash \\u0041 \\n",
          "{\"json\": [1]}",
          "<b>&amp;</b>",
          "${jndi:x} #{x} %s %00 {0}",
          "a/b?c=d&e#f+g;h",
          "100% café ﬁ Å",
          "שלום עולם",
          "مرحبا 123 abc",
          "日本語テスト",
          "👩‍👩‍👧‍👦 🏳️‍🌈",
          "𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
          "null",
          "0123");

  private static final List<String> PIECES =
      List.of(
          "a",
          "Z",
          "9",
          " ",
          "\"",
          "'",
          "\\",
          "/",
          "<",
          "&",
          "%",
          "{",
          "}",
          "ß",
          "é",
          "ש",
          "ع",
          "中",
          "\u200D",
          "😀",
          "𝔘",
          "\uD83C\uDDE9\uD83C\uDDEA");

  private OddTexts() {}

  static List<String> within(MetadataField field) {
    RandomGenerator random = new Random(SEED);
    List<String> texts = new ArrayList<>(KNOWN);
    for (int i = 0; i < GENERATED; i++) {
      StringBuilder text = new StringBuilder("x");
      for (int length = random.nextInt(1, 60); length > 0; length--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      texts.add(text.append('x').toString());
    }
    if (field.bounds().max() <= LONGEST) {
      texts.add(longest(field, "a"));
      texts.add(longest(field, "😀"));
    }
    return texts.stream().filter(text -> fits(field, text)).toList();
  }

  private static String longest(MetadataField field, String piece) {
    return piece.repeat((int) (field.bounds().max() / field.unit().length(piece)));
  }

  private static boolean fits(MetadataField field, String text) {
    int length = field.unit().length(text);
    return length >= field.bounds().min() && length <= field.bounds().max();
  }
}
