package dev.registrant.http;

import java.util.Optional;

/** Makes what a vendor sent fit to be shown. */
final class VendorText {
  private static final int LONGEST = 160;

  private VendorText() {}

  /**
   * Removes what could steer a terminal, break a line or turn the direction of text, cuts a long
   * text, and drops one that quotes a credential.
   */
  static Optional<String> clean(Optional<String> text, WireRequest request) {
    return text.filter(value -> !request.isQuotedBy(value))
        .map(VendorText::harmless)
        .filter(value -> !value.isEmpty())
        .map(VendorText::cut);
  }

  private static String harmless(String text) {
    StringBuilder harmless = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> steers(c) ? ' ' : c)
        .filter(c -> c != ' ' || !endsInSpace(harmless))
        .forEach(harmless::appendCodePoint);
    return harmless.toString().strip();
  }

  private static boolean endsInSpace(StringBuilder text) {
    return text.length() > 0 && text.charAt(text.length() - 1) == ' ';
  }

  /** All of Unicode's control, format and separating characters, but for joiners within words. */
  private static boolean steers(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      case Character.FORMAT -> c != 0x200c && c != 0x200d;
      default -> false;
    };
  }

  private static String cut(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end) + "...";
  }
}
