package dev.registrant.provider.servicetitan;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The core's marker of an app whose creation is not settled. It stands at the end of the note of
 * the app's first tenant, the only text of an app that nobody is shown but its owner.
 */
final class Marker {
  /** How much room a note needs for it. */
  static final int LONGEST = 100;

  private static final Pattern VALUE = Pattern.compile("registrant-[A-Za-z0-9_-]{1,80}");
  private static final Pattern IN_NOTE =
      Pattern.compile("(.*?) ?\\[(registrant-[A-Za-z0-9_-]{1,80})]", Pattern.DOTALL);

  private Marker() {}

  static boolean isOne(String text) {
    return VALUE.matcher(text).matches();
  }

  static Optional<String> of(String note) {
    Matcher marked = IN_NOTE.matcher(note);
    return marked.matches() ? Optional.of(marked.group(2)) : Optional.empty();
  }

  static String strip(String note) {
    Matcher marked = IN_NOTE.matcher(note);
    return marked.matches() ? marked.group(1) : note;
  }

  static String append(String note, String marker) {
    return (note + " [" + marker + "]").strip();
  }
}
