package dev.registrant.crash;

import dev.registrant.testkit.FaultKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A line of the matrix: one write with one fault, killed at every step in turn.
 *
 * @param subject who is written to
 * @param write what is written
 * @param fault what the vendor does wrong meanwhile
 */
record Row(Subject subject, Write write, Optional<FaultAt> fault) {
  /** What is tried at every write. */
  private static final List<FaultKind> AT_EVERY_WRITE =
      List.of(
          FaultKind.DROP_BEFORE_COMMIT,
          FaultKind.COMMIT_THEN_DROP,
          FaultKind.COMMIT_THEN_500,
          FaultKind.LATE_COMMIT,
          FaultKind.GARBAGE_2XX,
          FaultKind.UNAVAILABLE,
          FaultKind.TOO_MANY_SECONDS,
          FaultKind.REFUSE);

  /** What differs by the kind of call only, and not by which of its requests it meets. */
  private static final List<FaultKind> AT_FIRST_WRITES =
      List.of(FaultKind.TOO_MANY_DATE, FaultKind.REDIRECT, FaultKind.SLOW);

  /** What differs where the answer holds a secret. */
  private static final List<FaultKind> AT_SECRETS =
      List.of(
          FaultKind.EMPTY_SECRET,
          FaultKind.MISSING_SECRET,
          FaultKind.SLOW_BODY,
          FaultKind.ENDLESS_BODY);

  /** What keeps somebody who settles from seeing what is there. */
  private static final List<FaultKind> AT_READS =
      List.of(
          FaultKind.DROP_BEFORE_COMMIT,
          FaultKind.UNAVAILABLE,
          FaultKind.GARBAGE_2XX,
          FaultKind.REFUSE);

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

  /** Returns the rows in whose names a regular expression is found. */
  static List<Row> named(String expression) {
    Pattern wanted = Pattern.compile(expression);
    return all().stream().filter(row -> wanted.matcher(row.toString()).find()).toList();
  }

  private static List<FaultAt> faults(Subject subject, Write write) {
    List<FaultAt> faults = new ArrayList<>();
    List<String> requests = subject.requests(write);
    for (String request : requests) {
      AT_EVERY_WRITE.forEach(kind -> faults.add(new FaultAt(kind, request)));
      if (request.equals(requests.get(0))) {
        AT_FIRST_WRITES.forEach(kind -> faults.add(new FaultAt(kind, request)));
      }
      if (answersSecret(subject, request)) {
        AT_SECRETS.forEach(kind -> faults.add(new FaultAt(kind, request)));
      }
      if (request.equals("apps.create") && write == Write.CREATE) {
        faults.add(new FaultAt(FaultKind.STALE_READ, request));
      }
    }
    for (String read : subject.reads(write)) {
      AT_READS.forEach(kind -> faults.add(new FaultAt(kind, read)));
      if (read.equals("apps.get")) {
        faults.add(new FaultAt(FaultKind.REFUSE, read, 404));
      }
    }
    if (subject == Subject.PORTAL && write == Write.CREATE) {
      // A save answers nothing; the key stands in the lists before and after it.
      faults.add(new FaultAt(FaultKind.EMPTY_SECRET, "apps.list").times(2));
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
