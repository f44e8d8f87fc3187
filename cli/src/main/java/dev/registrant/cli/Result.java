package dev.registrant.cli;

import java.util.Map;

/**
 * What a command found out.
 *
 * @param json for programs; empty if everything is printed already
 * @param text for people, without a line break at the end
 * @param exitCode how the process ends
 */
record Result(Map<String, ?> json, String text, int exitCode) {
  static Result done(Map<String, ?> json, String text) {
    return new Result(json, text, ExitCodes.DONE);
  }

  /** The end of a command that printed its results while it ran. */
  static Result printed(int exitCode) {
    return new Result(Map.of(), "", exitCode);
  }
}
