package dev.registrant.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The table.
 *
 * @param conditions under which it was measured
 * @param rows its lines
 */
record Table(Conditions conditions, List<Row> rows) {
  private static final List<String> HEAD =
      List.of("", "threads", "median", "B/call", "ratio (min to max)", "to", "goal", "met");
  private static final int FIRST_NUMBER = 1;
  private static final int LAST_NUMBER = 4;

  /** The table as text, what it was measured on first. */
  String text() {
    List<List<String>> lines = new ArrayList<>(List.of(HEAD));
    rows.forEach(row -> lines.add(cells(row)));
    StringBuilder text = new StringBuilder(conditions.text()).append("\n\n");
    for (List<String> line : lines) {
      StringBuilder padded = new StringBuilder();
      for (int column = 0; column < HEAD.size(); column++) {
        padded.append(column == 0 ? "" : "  ").append(cell(lines, line, column));
      }
      text.append(padded.toString().stripTrailing()).append('\n');
    }
    List<Row> noted = rows.stream().filter(row -> !row.note().isEmpty()).toList();
    if (!noted.isEmpty()) {
      text.append('\n');
      noted.forEach(row -> text.append(row.name() + ": " + row.note() + "\n"));
    }
    return text.toString();
  }

  private static String cell(List<List<String>> lines, List<String> line, int column) {
    int width = lines.stream().mapToInt(other -> other.get(column).length()).max().orElse(0);
    String space = " ".repeat(width - line.get(column).length());
    boolean number = column >= FIRST_NUMBER && column <= LAST_NUMBER;
    return number ? space + line.get(column) : line.get(column) + space;
  }

  private static List<String> cells(Row row) {
    return List.of(
        row.name(),
        format("%,d", row.threads()),
        row.value().map(value -> format(pattern(value), value.median(), row.unit())).orElse("-"),
        row.bytes().isPresent() ? format("%,.0f", row.bytes().getAsDouble()) : "-",
        row.ratio()
            .map(ratio -> format("%.2f (%.2f to %.2f)", ratio.median(), ratio.min(), ratio.max()))
            .orElse("-"),
        row.baseline().isEmpty() ? "-" : row.baseline(),
        row.goal().map(Goal::text).orElse("-"),
        row.goal().map(goal -> goal.met() ? "yes" : "NO").orElse("-"));
  }

  /** As many digits as say something. */
  private static String pattern(Spread value) {
    return Math.abs(value.median()) < 100 && value.median() != Math.rint(value.median())
        ? "%,.2f %s"
        : "%,.0f %s";
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
