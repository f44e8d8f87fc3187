package dev.registrant.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** The command: measures, and prints the table. */
final class Bench {
  private static final Logger LOG = LoggerFactory.getLogger("bench");
  private static final String USAGE =
      """
      ./bench [NAME...] [--quick] [--rounds N] [--json FILE] [--write PAGE]

      Measures Registrant beside what a host would use instead and prints one table of ratios.

      NAME           a part: %s; all if none is named
      --quick        only shows that everything works, in under two minutes
      --rounds N     how often each line is measured; 5 by default, and the median counts
      --json FILE    writes the table as JSON too
      --write PAGE   puts it into the marked section of a page, such as docs/performance.md
      """;

  private static final int MISUSED = 2;

  private Bench() {}

  private static Map<String, Part> parts() {
    Map<String, Part> parts = new LinkedHashMap<>();
    parts.put("find", new FindPart());
    parts.put("pipeline", new PipelinePart());
    parts.put("cache", new CachePart());
    parts.put("callers", new CallersPart());
    parts.put("list", new ListPart());
    parts.put("bulk", new BulkPart());
    parts.put("store", new StorePart());
    parts.put("cold", new ColdPart());
    return parts;
  }

  /** Measures what was asked for. Ends with 1 if something could not be measured at all. */
  public static void main(String[] args) throws IOException {
    Map<String, Part> parts = parts();
    try {
      Options options = Options.of(List.of(args), parts.keySet());
      if (options.help()) {
        System.out.printf(USAGE, String.join(", ", parts.keySet()));
      } else {
        System.exit(run(options, parts, Conditions.now(List.of(args), options.plan())));
      }
    } catch (Options.Misunderstood e) {
      System.err.println("bench: " + e.getMessage());
      System.exit(MISUSED);
    }
  }

  private static int run(Options options, Map<String, Part> parts, Conditions conditions)
      throws IOException {
    List<Row> rows = new ArrayList<>();
    int failed = 0;
    for (Map.Entry<String, Part> part : parts.entrySet()) {
      if (!options.parts().contains(part.getKey())) {
        continue;
      }
      try {
        rows.addAll(part.getValue().measure(options.plan()));
      } catch (Exception e) {
        failed = 1;
        LOG.error("{} could not be measured", part.getKey(), e);
        rows.add(Row.of(part.getKey(), 1).note("could not be measured: " + e));
      }
    }
    Table table = new Table(conditions, rows);
    System.out.print(table.text());
    if (options.json().isPresent()) {
      Files.writeString(options.json().get(), json(table));
    }
    if (options.page().isPresent()) {
      Page.write(options.page().get(), table);
    }
    return failed;
  }

  static String json(Table table) {
    return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(table)
        + "\n";
  }
}
