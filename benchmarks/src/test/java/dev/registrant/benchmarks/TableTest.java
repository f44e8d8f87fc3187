package dev.registrant.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TableTest {
  private static final List<String> PARTS = List.of("find", "cold");

  private final Spread ratio = Spread.ratio(List.of(11.0, 24.0, 9.0), List.of(10.0, 20.0, 10.0));
  private final Row row =
      Row.of("find", 8)
          .value(Spread.of(List.of(11.0, 24.0, 9.0)), "ns")
          .beside("other", ratio)
          .ratioAtMost(1.05);
  private final Table table =
      new Table(new Conditions("./bench", "2026-01-02", "JDK", "OS", 2, 3, true), List.of(row));

  @Test
  void theMedianOfTheRatiosOfTheRoundsCounts() {
    assertEquals(new Spread(1.1, 0.9, 1.2), ratio);
    assertEquals(2.5, Spread.of(List.of(4.0, 1.0, 2.0, 3.0)).median());
  }

  @Test
  void textTellsTheConditionsFirstAndWhatWasNotReached() {
    List<String> lines = table.text().lines().toList();

    assertEquals("./bench, 2026-01-02, JDK, 2 cores, 3 rounds", lines.get(0));
    assertEquals(
        "find        8   11 ns       -  1.10 (0.90 to 1.20)  other  ratio at most 1.05  NO",
        lines.get(lines.size() - 1));
  }

  @Test
  void jsonHasTheSame() {
    JsonNode json = JsonMapper.builder().build().readTree(Bench.json(table));

    JsonNode read = json.at("/rows/0");
    assertEquals("JDK", json.at("/conditions/jdk").asString());
    assertEquals("find", read.get("name").asString());
    assertEquals(8, read.get("threads").asInt());
    assertEquals(1.1, read.at("/ratio/median").asDouble(), 1e-9);
    assertEquals(0.9, read.at("/ratio/min").asDouble(), 1e-9);
    assertEquals(11, read.at("/value/median").asDouble(), 1e-9);
    assertEquals("other", read.get("baseline").asString());
    assertEquals("ratio at most 1.05", read.at("/goal/text").asString());
    assertEquals(false, read.at("/goal/met").asBoolean());
    assertTrue(read.get("bytes").isNull());
  }

  @Test
  void replacesTheMarkedSectionOfAPageOnly() throws Exception {
    String page = "before\n" + Page.BEGIN + "\nold\n" + Page.END + "\nafter\n";

    String once = Page.with(page, "new\n");

    assertEquals("before\n" + Page.BEGIN + "\n\n```\nnew\n```\n\n" + Page.END + "\nafter\n", once);
    assertEquals(once, Page.with(once, "new\n"));
    assertThrows(IOException.class, () -> Page.with("no section", "new\n"));
  }

  @Test
  void optionsAreUnderstood() throws Exception {
    Options all = Options.of(List.of(), PARTS);
    Options some =
        Options.of(List.of("cold", "--rounds", "7", "--json", "x.json", "--write", "p.md"), PARTS);

    assertEquals(PARTS, all.parts());
    assertEquals(new Plan(5, false), all.plan());
    assertEquals(new Plan(1, true), Options.of(List.of("--quick"), PARTS).plan());
    assertEquals(List.of("cold"), some.parts());
    assertEquals(7, some.plan().rounds());
    assertEquals(Optional.of(Path.of("x.json")), some.json());
    assertEquals(Optional.of(Path.of("p.md")), some.page());
  }

  @Test
  void whatIsNoPartIsRefusedWithThoseThereAre() {
    for (List<String> wrong :
        List.of(List.of("warm"), List.of("--rounds"), List.of("--rounds", "0"))) {
      assertThrows(Options.Misunderstood.class, () -> Options.of(wrong, PARTS));
    }
    assertTrue(
        assertThrows(Options.Misunderstood.class, () -> Options.of(List.of("warm"), PARTS))
            .getMessage()
            .contains("find, cold"));
  }
}
