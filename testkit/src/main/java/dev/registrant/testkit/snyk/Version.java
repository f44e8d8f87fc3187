package dev.registrant.testkit.snyk;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version asked for and the release it resolves to.
 *
 * @param requested as sent
 * @param served the newest release on or before it
 * @param successor the release that replaced the served one, if any
 */
record Version(String requested, Release served, Optional<Release> successor) {

  private static final Pattern SHAPE =
      Pattern.compile("(\\d{4}-[01]\\d-(?:3[01]|0[1-9]|[12]\\d))?~?([a-z-]+)?");
  private static final Pattern STAGES = Pattern.compile("wip|work-in-progress|experimental|beta");

  /** Tells whether the text has the shape the contract wants, whatever it resolves to. */
  static boolean wellFormed(String text) {
    Matcher matcher = SHAPE.matcher(text);
    if (!matcher.matches()) {
      return false;
    }
    boolean stageKnown = matcher.group(2) == null || STAGES.matcher(matcher.group(2)).matches();
    boolean tilde = text.contains("~");
    return stageKnown
        && (matcher.group(1) == null
            ? matcher.group(2) != null && !tilde
            : tilde == (matcher.group(2) != null));
  }

  static Version resolve(String text, List<Release> releases, LocalDate today) {
    Matcher matcher = SHAPE.matcher(text);
    if (!wellFormed(text) || !matcher.matches()) {
      throw Problem.inQuery("version", "The version is malformed.");
    }
    LocalDate date = matcher.group(1) == null ? today : date(matcher.group(1));
    if (date.isAfter(today)) {
      throw Problem.inQuery("version", "The version lies in the future.");
    }
    Stage least = matcher.group(2) == null ? Stage.GA : Stage.named(matcher.group(2));
    List<Release> fit = releases.stream().filter(one -> one.stage().compareTo(least) >= 0).toList();
    Release served =
        fit.stream()
            .filter(one -> !one.date().isAfter(date))
            .reduce((older, newer) -> newer)
            .orElseThrow(() -> new Problem(404, "This endpoint has no such version yet."));
    Optional<Release> successor =
        fit.stream()
            .filter(one -> one.date().isAfter(served.date()) && !one.date().isAfter(today))
            .findFirst();
    return new Version(text, served, successor);
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw Problem.inQuery("version", "The version is no date.");
    }
  }

  /** Installs tell when they were made since this release. */
  boolean tellsInstalledAt() {
    return !served.date().isBefore(LocalDate.of(2024, 5, 23));
  }
}
