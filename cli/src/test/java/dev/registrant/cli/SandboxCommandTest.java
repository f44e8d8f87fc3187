package dev.registrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Timeout(30)
class SandboxCommandTest {
  @TempDir Path folder;

  @Test
  void runsUntilInterrupted() throws Exception {
    Path config = folder.resolve("registrant.yaml");
    try (PipedInputStream shown = new PipedInputStream();
        PrintStream out =
            new PrintStream(new PipedOutputStream(shown), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(OutputStream.nullOutputStream());
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(shown, StandardCharsets.UTF_8))) {
      String[] args = {"sandbox", "--write-config", config.toString()};
      Callable<Integer> command =
          () -> Main.run(args, new ByteArrayInputStream(new byte[0]), out, err, Map.of());
      FutureTask<Integer> ending = new FutureTask<>(command);
      Thread thread = new Thread(ending);
      thread.start();
      JsonNode ready = Json.read(lines.readLine().getBytes(StandardCharsets.UTF_8));
      assertTrue(ready.path("admin").asString("").endsWith("/_sandbox"));
      assertTrue(ready.path("snyk").has("baseUrl"));
      assertEquals(
          "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(config)));
      JsonNode doctor = new Cli().json("doctor", "--config", config.toString()).ends(0).json();
      List<String> checked =
          doctor
              .path("checks")
              .valueStream()
              .map(check -> check.path("name").asString(""))
              .filter(name -> name.startsWith("account "))
              .toList();
      assertEquals(
          List.of(
              "account servicetitan",
              "account servicetitan-portal",
              "account snyk",
              "account zitadel"),
          checked);
      assertTrue(Files.exists(folder.resolve("registrant.db")));
      thread.interrupt();
      assertEquals(130, ending.get(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void configurationIsNotWrittenOverAFile() throws IOException {
    Path config = Files.writeString(folder.resolve("registrant.yaml"), "precious");
    Cli.Run run = new Cli().json("sandbox", "--write-config", config.toString()).ends(2);
    assertTrue(run.error().path("message").asString("").contains("--force"));
    assertEquals("precious", Files.readString(config));
  }
}
