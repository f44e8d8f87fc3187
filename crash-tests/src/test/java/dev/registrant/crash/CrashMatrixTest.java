package dev.registrant.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.registrant.testkit.FaultKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The short form of the matrix: the deaths that differ most. {@code ./crash-matrix} runs all. */
class CrashMatrixTest {
  /** A death, what the store of the victim forgets first, and what is missed then. */
  private record Planned(Case tried, Forgetting forgetting, String miss) {}

  private static final List<Case> CASES =
      Stream.of(
              killed(
                  Subject.SNYK,
                  Write.CREATE,
                  "during open",
                  "after lease 1",
                  "during commit 1",
                  "after commit 1",
                  "request 1",
                  "before commit 2",
                  "during commit 2",
                  "after commit 2",
                  "after commit 3",
                  "request 2",
                  "before commit 4",
                  "after commit 4"),
              faulty(Subject.SNYK, Write.CREATE, FaultKind.COMMIT_THEN_DROP, "before commit 2"),
              faulty(Subject.SNYK, Write.CREATE, FaultKind.LATE_COMMIT, "request 1"),
              faulty(Subject.SNYK, Write.CREATE, FaultKind.GARBAGE_2XX, "after commit 2"),
              faulty(Subject.SNYK, Write.CREATE, FaultKind.EMPTY_SECRET, ""),
              faulty(Subject.SNYK, Write.SETTLE, FaultKind.COMMIT_THEN_DROP, ""),
              killed(Subject.SNYK, Write.SETTLE, "before commit 3"),
              killed(Subject.SNYK, Write.UPDATE, "request 2", "before commit 2"),
              killed(Subject.SNYK, Write.DELETE, "request 2"),
              faulty(Subject.SNYK, Write.DELETE, FaultKind.UNAVAILABLE, ""),
              faulty(Subject.SNYK, Write.DELETE, FaultKind.COMMIT_THEN_DROP, "after commit 2"),
              killed(Subject.ZITADEL_SECRET, Write.CREATE, "before commit 2", "after commit 2"),
              faulty(Subject.ZITADEL_SECRET, Write.CREATE, FaultKind.COMMIT_THEN_DROP, ""),
              faulty(Subject.ZITADEL_SECRET, Write.CREATE, FaultKind.LATE_COMMIT, "request 3"),
              killed(Subject.ZITADEL_SECRET, Write.RESUME, "before commit 3"),
              faulty(Subject.ZITADEL_SECRET, Write.SETTLE, FaultKind.LATE_COMMIT, ""),
              faulty(
                  Subject.ZITADEL_SECRET,
                  Write.UPDATE,
                  FaultKind.COMMIT_THEN_500,
                  "before commit 2"),
              faulty(
                  Subject.ZITADEL_SECRET,
                  Write.DELETE,
                  FaultKind.COMMIT_THEN_DROP,
                  "before commit 2"),
              killed(
                  Subject.ZITADEL_KEY,
                  Write.CREATE,
                  "before commit 2",
                  "before commit 4",
                  "after commit 4"),
              faulty(Subject.ZITADEL_KEY, Write.SETTLE, FaultKind.COMMIT_THEN_DROP, ""),
              faulty(Subject.SNYK, Write.CREATE, FaultKind.REFUSE, ""),
              faulty(Subject.SNYK, Write.CREATE, FaultKind.MISSING_SECRET, "after commit 2"),
              faulty(Subject.SNYK, Write.CREATE, FaultKind.ENDLESS_BODY, ""),
              faulty(Subject.ZITADEL_SECRET, Write.CREATE, FaultKind.REDIRECT, ""),
              faulty(Subject.ZITADEL_SECRET, Write.CREATE, FaultKind.STALE_READ, "request 3"),
              faulty(Subject.ZITADEL_KEY, Write.CREATE, FaultKind.SLOW, ""),
              killed(Subject.SNYK, Write.FINISH, "request 1"),
              reading(Subject.ZITADEL_KEY, Write.FINISH, FaultKind.UNAVAILABLE),
              reading(Subject.SNYK, Write.SETTLE, FaultKind.DROP_BEFORE_COMMIT),
              killed(Subject.PORTAL, Write.CREATE, "before commit 2", "after commit 2"),
              faulty(Subject.PORTAL, Write.CREATE, FaultKind.COMMIT_THEN_DROP, ""),
              killed(Subject.PORTAL, Write.UPDATE, "before commit 2"),
              killed(Subject.PORTAL, Write.DELETE, "before commit 2"),
              killed(Subject.ASSISTED, Write.CREATE, "during commit 1", "after commit 1"),
              killed(Subject.ASSISTED, Write.COMPLETE, "before commit 1", "after commit 1"))
          .flatMap(List::stream)
          .toList();

  /** Victims with a defect of their own. What the matrix does not see there, it never would. */
  private static final List<Planned> DEFECTIVE =
      List.of(
          defective(
              killed(Subject.SNYK, Write.CREATE, "before commit 2"),
              Forgetting.INTENTS,
              "nobody knows of the app"),
          defective(
              killed(Subject.SNYK, Write.CREATE, "after commit 4"),
              Forgetting.CREDENTIALS,
              "no credential is stored for"),
          defective(
              killed(Subject.PORTAL, Write.CREATE, "after commit 4"),
              Forgetting.REGISTRATIONS,
              "nobody knows of the app"),
          defective(
              faulty(Subject.ZITADEL_SECRET, Write.CREATE, FaultKind.COMMIT_THEN_DROP, ""),
              Forgetting.DUTIES,
              "not its final name"),
          defective(
              killed(Subject.SNYK, Write.UPDATE, "before commit 2"),
              Forgetting.INTENTS,
              "the update is told to be not applied"),
          defective(
              killed(Subject.SNYK, Write.UPDATE, "after commit 99"),
              Forgetting.NOTHING,
              "never came to the step"));

  private static Planned defective(List<Case> tried, Forgetting forgetting, String miss) {
    return new Planned(tried.get(0), forgetting, miss);
  }

  private static List<Case> killed(Subject subject, Write write, String... steps) {
    return Stream.of(steps).map(new Row(subject, write, Optional.empty())::killedAt).toList();
  }

  /** With a fault at the first request that the write sends; without a step nobody is killed. */
  private static List<Case> faulty(Subject subject, Write write, FaultKind kind, String step) {
    FaultAt fault = new FaultAt(kind, subject.requests(write).get(0));
    Row row = new Row(subject, write, Optional.of(fault));
    return List.of(step.isEmpty() ? row.undisturbed() : row.killedAt(step));
  }

  /** With a fault at the first read of somebody who settles. */
  private static List<Case> reading(Subject subject, Write write, FaultKind kind) {
    FaultAt fault = new FaultAt(kind, subject.reads(write).get(0));
    return List.of(new Row(subject, write, Optional.of(fault)).undisturbed());
  }

  @Test
  void rowsAreFoundByAPartOfTheirNames() {
    assertEquals(List.of(), Row.named("nonsense row"));
    assertEquals(Row.all().size(), Row.named("").size());
    List<Row> found = Row.named("snyk, create, fault redirect");
    assertEquals(1, found.size(), found.toString());
    assertEquals(
        Row.all().size(), Row.all().stream().map(Row::toString).distinct().count(), "no row twice");
  }

  @TestFactory
  List<DynamicTest> everyDeathIsSurvivedAndEveryDefectIsSeen() throws IOException {
    List<Planned> all = new ArrayList<>(DEFECTIVE);
    CASES.forEach(tried -> all.add(new Planned(tried, Forgetting.NOTHING, "")));
    List<Verdict> verdicts;
    Path directory = Files.createTempDirectory("crash-tests");
    try (Lab lab = Lab.open(directory, 2)) {
      verdicts =
          lab.run(
              all.stream()
                  .map(
                      planned ->
                          (Lab.Work<Verdict>)
                              stage -> stage.run(planned.tried(), planned.forgetting()))
                  .toList());
    } finally {
      delete(directory);
    }
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 0; i < verdicts.size(); i++) {
      Planned planned = all.get(i);
      List<String> misses = verdicts.get(i).misses();
      tests.add(
          planned.miss().isEmpty()
              ? dynamicTest(planned.tried().toString(), () -> assertEquals(List.of(), misses))
              : dynamicTest(
                  planned.tried() + ", forgets " + planned.forgetting(),
                  () ->
                      assertTrue(
                          misses.stream().anyMatch(miss -> miss.contains(planned.miss())),
                          misses.toString())));
    }
    return tests;
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
