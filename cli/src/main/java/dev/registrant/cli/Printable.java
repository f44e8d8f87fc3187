package dev.registrant.cli;

import java.util.stream.Collectors;

/** Text that comes from a vendor and goes to a terminal. */
final class Printable {
  private Printable() {}

  /** Replaces what could steer a terminal or break a line: vendors' texts are not ours. */
  static String clean(String text) {
    StringBuilder cleaned = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (steers(c)) {
                Character.toString(c).chars().forEach(u -> cleaned.append("\\u%04x".formatted(u)));
              } else {
                cleaned.appendCodePoint(c);
              }
            });
    return cleaned.toString();
  }

  /** Does so within each line of a text. */
  static String cleanLines(String text) {
    return text.lines().map(Printable::clean).collect(Collectors.joining("\n"));
  }

  /** Returns how many columns the text takes in a terminal. */
  static int width(String text) {
    return text.codePoints().map(Printable::width).sum();
  }

  /** Returns the text, filled with blanks to a width. */
  static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - width(text)));
  }

  private static boolean steers(int c) {
    if (isJoiner(c)) {
      return false;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static int width(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || isJoiner(c)) {
      return 0;
    }
    return isWide(c) ? 2 : 1;
  }

  private static boolean isJoiner(int c) {
    return c == 0x200c || c == 0x200d;
  }

  /** The East Asian wide blocks and the pictographs (Unicode Standard Annex 11, simplified). */
  private static boolean isWide(int c) {
    return (c >= 0x1100 && c <= 0x115f)
        || (c >= 0x2e80 && c <= 0xa4cf)
        || (c >= 0xac00 && c <= 0xd7a3)
        || (c >= 0xf900 && c <= 0xfaff)
        || (c >= 0xfe30 && c <= 0xfe6f)
        || (c >= 0xff00 && c <= 0xff60)
        || (c >= 0xffe0 && c <= 0xffe6)
        || (c >= 0x1f300 && c <= 0x1faff)
        || (c >= 0x20000 && c <= 0x3fffd);
  }
}
