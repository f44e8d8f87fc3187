package dev.registrant.http;

import java.util.Optional;

/** Makes what a vendor sent fit to be shown. */
final class VendorText {
  private static final int LONGEST = 160;

  private VendorText() {}

  /** Removes control characters, cuts a long text, and drops one that quotes a credential. */
  static Optional<String> clean(Optional<String> text, WireRequest request) {
    return text.filter(value -> !request.isQuotedBy(value))
        .map(value -> value.replaceAll("\\p{Cntrl}+", " ").strip())
        .filter(value -> !value.isEmpty())
        .map(value -> value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "...");
  }
}
