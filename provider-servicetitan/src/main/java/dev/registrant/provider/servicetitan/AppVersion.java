package dev.registrant.provider.servicetitan;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A version of an app's scopes, written {@code 2 2026-11-21 alice +tn.crm.jobs:r -tn.crm.leads:r}.
 *
 * @param number counted by ServiceTitan from 1
 * @param date when it was made, ISO 8601
 * @param by who made it
 * @param added scopes the version before did not have
 * @param removed scopes only the version before had
 */
record AppVersion(int number, String date, String by, Set<String> added, Set<String> removed) {
  private static final Pattern ENTRY =
      Pattern.compile("(\\d{1,9}) (\\S+) (.*?)((?: [+-]\\S+:[rw])*)");

  static AppVersion parse(String entry) {
    Matcher parts = ENTRY.matcher(entry);
    if (!parts.matches()) {
      throw new IllegalArgumentException("no entry of a version history: " + entry);
    }
    return new AppVersion(
        Integer.parseInt(parts.group(1)),
        parts.group(2),
        parts.group(3),
        scopes(parts.group(4), '+'),
        scopes(parts.group(4), '-'));
  }

  private static Set<String> scopes(String text, char sign) {
    Set<String> scopes = new TreeSet<>();
    Stream.of(text.split(" "))
        .filter(word -> !word.isEmpty() && word.charAt(0) == sign)
        .forEach(word -> scopes.add(word.substring(1)));
    return scopes;
  }

  /** Returns the scopes of a version, as its history tells. */
  static Set<String> scopesAt(Collection<AppVersion> history, int number) {
    Set<String> scopes = new TreeSet<>();
    history.stream()
        .filter(version -> version.number <= number)
        .forEach(
            version -> {
              scopes.addAll(version.added);
              scopes.removeAll(version.removed);
            });
    return scopes;
  }

  static List<String> texts(Collection<AppVersion> history) {
    return history.stream().map(AppVersion::text).toList();
  }

  /** Returns it with the scopes of another. */
  AppVersion changing(AppVersion as) {
    return new AppVersion(number, date, by, as.added, as.removed);
  }

  String text() {
    StringBuilder text = new StringBuilder(number + " " + date + " " + by);
    added.forEach(scope -> text.append(" +").append(scope));
    removed.forEach(scope -> text.append(" -").append(scope));
    return text.toString();
  }
}
