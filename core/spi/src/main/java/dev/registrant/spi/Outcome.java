package dev.registrant.spi;

/**
 * What is known of a write after it ended. Unknown is a fact of its own: it is settled by evidence,
 * never guessed.
 */
public enum Outcome {
  /** The vendor did not carry it out: it was never sent, or it was refused. */
  NOT_APPLIED,
  /** The vendor carried it out. */
  APPLIED,
  /** The request may have reached the vendor and no usable answer came back. */
  UNKNOWN;

  /** Returns the word used in JSON and messages, for example {@code not-applied}. */
  public String word() {
    return switch (this) {
      case NOT_APPLIED -> "not-applied";
      case APPLIED -> "applied";
      case UNKNOWN -> "unknown";
    };
  }
}
