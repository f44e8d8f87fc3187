package dev.registrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever gives up sees one document, whatever the command was about to do. */
class GivingUpTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
  private final CommandRun run =
      new CommandRun(
          new Terminal(InputStream.nullInputStream(), printed, printed, false), Map.of());

  @Test
  void resultThatComesLaterIsNotShown() {
    assertEquals(130, run.giveUp("--output", "json", "providers"));
    run.run("--output", "json", "providers");
    assertEquals(
        "{\"error\":{\"kind\":\"Interrupted\",\"message\":\"given up\"}}", text().stripTrailing());
  }

  @Test
  void resultThatCameEarlierStays() {
    run.run("--output", "json", "--version");
    String before = text();
    assertFalse(before.isEmpty());
    assertEquals(130, run.giveUp("--output", "json", "--version"));
    assertEquals(before, text());
  }

  @Test
  void commandThatWasInterruptedBeforeItBeganDoesNotBegin() {
    Thread.currentThread().interrupt();
    assertEquals("Interrupted", new Cli().json("demo").ends(130).kind());
    assertFalse(Thread.interrupted());
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
