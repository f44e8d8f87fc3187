package dev.registrant.cli;

/** How the process ends. */
final class ExitCodes {
  /** Done, also when something is pending on a person. */
  static final int DONE = 0;

  /** The provider refused or failed. */
  static final int FAILED = 1;

  /** The command line, the configuration or the input is wrong; nothing was sent. */
  static final int USAGE = 2;

  /** It may have been carried out, or a secret was issued and not stored. */
  static final int UNKNOWN = 3;

  /** Given up by the user. */
  static final int INTERRUPTED = 130;

  private ExitCodes() {}
}
