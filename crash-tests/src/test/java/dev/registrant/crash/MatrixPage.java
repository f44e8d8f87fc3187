package dev.registrant.crash;

import dev.registrant.Reconciliation.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The matrix as it is published. */
final class MatrixPage {
  private static final String HEAD =
      """
      # Crash matrix

      What is left when a process is killed in the middle of a write. Made by `./crash-matrix`; do not edit.

      Each case runs one write in a JVM of its own against a simulated vendor and an SQLite store, and ends that JVM with
      SIGKILL at one step: while the store is opened, before and after each lease and release, before, during and after
      each commit, and at each HTTP request once the vendor has dealt with it and before its answer is seen. With a fault,
      only the steps after it are killed at: before it, it makes no difference. Another host then opens the same file with a
      clock one hour ahead, reconciles once, compares vendor and store, and does the write again with the same key. The case
      in which nobody is killed counts too.

      *create*, *update* and *delete* begin from nothing lost. *settle* and *resume* begin with a creation whose answer was
      lost an hour ago: *settle* dies while it reconciles, *resume* while it calls the same key again. *finish* begins with
      a process that died an hour ago between the creation and the final name, and dies while it reconciles.

      Every request that changes something meets dropped connections, lost, late and unreadable answers, 500, 503, 429 and
      a refusal; the first of each call also 429 with a date, a redirect and an answer that is slower than the call may
      take; those that bring a secret also an answer without it or with an empty one, a body that comes slowly and one that
      does not end; a creation also reads that lag. The reads of *settle* and *finish* meet dropped connections, 503,
      refusals (of one app also 404) and unreadable answers. Secrets that work late are not tried: nothing here waits for
      one to work.

      A miss is any of these: an app nobody knows of; a second app for one key, even if it is reported as surplus; a stored
      credential that the vendor does not take; an app without a stored credential that no report names; a credential that
      works and is stored nowhere; a working name that stayed without a duty, or a duty that was not done by the next
      reconciliation; a change that is not as the report or the audit trail tells; anything that one reconciliation left
      open or did not report; anything secret in clear in the files of the store or in what the victim said (at log level
      debug); a step that was not reached; a process that ended otherwise than by SIGKILL. A case counts once, however much
      is missed. A delete that is done again may say *not found*.

      """;

  private final List<Row> rows;
  private final List<List<Verdict>> verdicts;
  private final Duration took;
  private final String wanted;

  /**
   * Makes the page.
   *
   * @param wanted what was to be found in the names of the rows, empty for all
   */
  MatrixPage(List<Row> rows, List<List<Verdict>> verdicts, Duration took, String wanted) {
    this.wanted = wanted;
    this.rows = rows;
    this.verdicts = verdicts;
    this.took = took;
  }

  int misses() {
    return (int) all().stream().filter(verdict -> !verdict.misses().isEmpty()).count();
  }

  String summary() {
    return "%d cases in %d of %d rows, %d with a miss; JDK %s, %d cores, %d min %d s"
        .formatted(
            all().size(),
            rows.size(),
            Row.all().size(),
            misses(),
            System.getProperty("java.version"),
            Runtime.getRuntime().availableProcessors(),
            took.toMinutes(),
            took.toSecondsPart());
  }

  String text() {
    StringBuilder text = new StringBuilder(HEAD);
    text.append("**").append(summary()).append(".** Command: `./crash-matrix");
    text.append(wanted.isEmpty() ? "" : " '" + wanted + "'").append("`.\n\n");
    text.append("## Totals\n\n");
    head(text, "Vendor | Write");
    for (Subject subject : Subject.values()) {
      for (Write write : Write.values()) {
        List<Verdict> part =
            all().stream()
                .filter(one -> one.tried().subject() == subject && one.tried().write() == write)
                .toList();
        if (!part.isEmpty()) {
          line(text, subject.word() + " | " + write.word(), part);
        }
      }
    }
    line(text, "all | all", all());
    text.append("\n## Misses\n\n");
    misses(text);
    text.append("\n## Every fault\n\n");
    head(text, "Vendor | Write | Fault");
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      String name = row.subject().word() + " | " + row.write().word() + " | ";
      line(text, name + row.undisturbed().faultWord(), verdicts.get(i));
    }
    return text.toString();
  }

  private void misses(StringBuilder text) {
    if (misses() == 0) {
      text.append("None.\n");
    }
    for (Verdict verdict : all()) {
      for (String miss : verdict.misses()) {
        text.append("- ").append(verdict.tried()).append(": ").append(miss).append('\n');
      }
    }
  }

  private List<Verdict> all() {
    List<Verdict> all = new ArrayList<>();
    verdicts.forEach(all::addAll);
    return all;
  }

  private static void head(StringBuilder text, String names) {
    text.append("| ")
        .append(names)
        .append(" | cases | adopted | applied | not applied | duties done | surplus | decisions")
        .append(" | misses |\n|")
        .append("---|".repeat(names.split("\\|").length))
        .append("--:|".repeat(8))
        .append('\n');
  }

  private static void line(StringBuilder text, String name, List<Verdict> part) {
    text.append("| ").append(name).append(" | ").append(part.size());
    for (Result result :
        List.of(
            Result.ADOPTED,
            Result.APPLIED,
            Result.NOT_APPLIED,
            Result.DUTY_DONE,
            Result.SURPLUS,
            Result.NEEDS_DECISION)) {
      int count = part.stream().mapToInt(one -> one.results().getOrDefault(result, 0)).sum();
      text.append(" | ").append(count);
    }
    long missed = part.stream().filter(one -> !one.misses().isEmpty()).count();
    text.append(" | ").append(missed).append(" |\n");
  }
}
