package dev.registrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.testkit.Sandbox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Standard output that takes nothing: closed, a full disk, a pipe nobody reads. */
class LostOutputTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path folder;

  @Test
  void aResultThatCannotBeWrittenIsAFailure() {
    assertEquals(1, run("providers"));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("standard output"));
  }

  @Test
  void aRevealedSecretThatCannotBeWrittenIsToldAsLost() throws IOException {
    try (Sandbox sandbox = Sandbox.start()) {
      Map<String, String> snyk = sandbox.account("snyk");
      Path config =
          Files.writeString(
              folder.resolve("registrant.yaml"),
              """
              accounts:
                snyk:
                  provider: snyk
                  settings:
                    baseUrl: %s
                    org: %s
                    token: %s
              """
                  .formatted(snyk.get("baseUrl"), snyk.get("org"), snyk.get("token")));

      int code =
          run(
              "--config",
              config.toString(),
              "apps",
              "create",
              "--account",
              "snyk",
              "--name",
              "x",
              "--redirect-uri",
              "https://a.example/",
              "--scope",
              "org.read",
              "--reveal");

      assertEquals(3, code);
      assertTrue(err.toString(StandardCharsets.UTF_8).contains("secret is lost"));
      assertFalse(err.toString(StandardCharsets.UTF_8).contains("snyk_cs_"));
    }
  }

  private int run(String... args) {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("no space left");
          }
        };
    return Main.run(
        args,
        InputStream.nullInputStream(),
        new PrintStream(full, false, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        Map.of());
  }
}
