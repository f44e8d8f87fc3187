package dev.registrant.crash;

import dev.registrant.testkit.FaultKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line of the matrix: one write with one fault, killed at every step in turn.
 *
 * @param subject who is written to
 * @param write what is written
 * @param fault what the vendor does wrong meanwhile
 */
record Row(Subject subject, Write write, Optional<FaultAt> fault) {
  private static final List<FaultKind> KINDS =
      List.of(
          FaultKind.DROP_BEFORE_COMMIT,
          FaultKind.COMMIT_THEN_DROP,
          FaultKind.COMMIT_THEN_500,
          FaultKind.LATE_COMMIT,
          FaultKind.GARBAGE_2XX,
          FaultKind.EMPTY_SECRET,
          FaultKind.UNAVAILABLE,
          FaultKind.TOO_MANY_SECONDS);

  static List<Row> all() {
    List<Row> rows = new ArrayList<>();
    for (Subject subject : Subject.values()) {
      for (Write write : subject.writes()) {
        rows.add(new Row(subject, write, Optional.empty()));
        for (FaultAt fault : faults(subject, write)) {
          rows.add(new Row(subject, write, Optional.of(fault)));
        }
      }
    }
    return rows;
  }

  private static List<FaultAt> faults(Subject subject, Write write) {
    List<FaultAt> faults = new ArrayList<>();
    for (String request : subject.requests(write)) {
      for (FaultKind kind : KINDS) {
        if (kind != FaultKind.EMPTY_SECRET || answersSecret(subject, request)) {
          faults.add(new FaultAt(kind, request));
        }
      }
    }
    if (subject == Subject.PORTAL && write == Write.CREATE) {
      // A save answers nothing; the key stands in the lists before and after it.
      faults.add(new FaultAt(FaultKind.EMPTY_SECRET, "apps.list", 2));
    }
    return faults;
  }

  private static boolean answersSecret(Subject subject, String request) {
    return switch (request) {
      case "apps.create" -> subject == Subject.SNYK || subject == Subject.ZITADEL_SECRET;
      case "secrets.issue", "secrets.replace" -> true;
      default -> false;
    };
  }

  /** Returns the case in which nobody is killed; it tells the steps. */
  Case undisturbed() {
    return new Case(subject, write, fault, Optional.empty());
  }

  Case killedAt(String step) {
    return new Case(subject, write, fault, Optional.of(step));
  }

  @Override
  public String toString() {
    return undisturbed().toString().replace(", not killed", "");
  }
}
