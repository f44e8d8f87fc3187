package dev.registrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Runs the command in this process and keeps all it printed, what logs print included. */
final class Cli {
  /**
   * What a run printed and how it ended.
   *
   * @param exitCode how it ended
   * @param out standard output
   * @param err standard error, logs included
   */
  record Run(int exitCode, String out, String err) {
    /** Returns the one document on standard output. */
    JsonNode json() {
      assertEquals(1, out.lines().count(), () -> "not one line: " + out + err);
      return Json.read(out.getBytes(StandardCharsets.UTF_8));
    }

    JsonNode error() {
      return json().path("error");
    }

    String kind() {
      return error().path("kind").asString("");
    }

    /** Returns the message of the violation of a field, empty if there is none. */
    String violation(String field) {
      return error()
          .path("violations")
          .valueStream()
          .filter(v -> v.path("field").asString("").equals(field))
          .map(v -> v.path("message").asString(""))
          .findFirst()
          .orElse("");
    }

    Run ends(int expected) {
      assertEquals(expected, exitCode, () -> out + err);
      return this;
    }

    void hides(String secret) {
      assertFalse(out.contains(secret), "a secret is on standard output");
      assertFalse(err.contains(secret), "a secret is on standard error");
    }
  }

  private final Map<String, String> env = new LinkedHashMap<>();
  private String input = "";

  Cli env(String name, String value) {
    env.put(name, value);
    return this;
  }

  /** Sets what is on standard input. */
  Cli input(String text) {
    input = text;
    return this;
  }

  Run run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream usualOut = System.out;
    PrintStream usualErr = System.err;
    try (PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      System.setOut(outStream);
      System.setErr(errStream);
      InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
      int code = Main.run(args, in, outStream, errStream, env);
      return new Run(
          code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(usualOut);
      System.setErr(usualErr);
    }
  }

  Run json(String... args) {
    String[] all = new String[args.length + 2];
    all[0] = "--output";
    all[1] = "json";
    System.arraycopy(args, 0, all, 2, args.length);
    return run(all);
  }
}
