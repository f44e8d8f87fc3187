package dev.registrant.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Aligned columns for people. Not thread-safe. */
final class TextTable {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  /** Adds a row; what a vendor wrote is made harmless. */
  TextTable row(String... cells) {
    rows.add(List.of(cells).stream().map(Printable::clean).toList());
    return this;
  }

  /** Returns the lines, without a line break at the end. */
  @Override
  public String toString() {
    List<Integer> widths = new ArrayList<>();
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        int width = Printable.width(row.get(i));
        if (i == widths.size()) {
          widths.add(width);
        } else {
          widths.set(i, Math.max(widths.get(i), width));
        }
      }
    }
    StringJoiner lines = new StringJoiner("\n");
    for (List<String> row : rows) {
      StringJoiner line = new StringJoiner(GAP);
      for (int i = 0; i < row.size(); i++) {
        line.add(Printable.pad(row.get(i), widths.get(i)));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines.toString();
  }
}
