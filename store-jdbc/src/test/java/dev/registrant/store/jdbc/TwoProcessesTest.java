package dev.registrant.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TwoProcessesTest {
  private static final int MANY = 40;

  @TempDir Path directory;

  @Test
  void twoProcessesShareAFileAndALease() throws Exception {
    Process one = start("a", MANY);
    Process two = start("b", MANY);
    List<String> lines = new ArrayList<>(one.inputReader().lines().toList());
    lines.addAll(two.inputReader().lines().toList());

    assertEquals(0, one.waitFor());
    assertEquals(0, two.waitFor());
    Set<String> epochs = new HashSet<>();
    lines.forEach(line -> epochs.add(line.split(" ")[0]));
    assertEquals(2 * MANY, epochs.size(), "every lease has an epoch of its own");
    assertAllKept(lines);
  }

  @Test
  void manyProcessesMakeOneStore() throws Exception {
    List<Process> all = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      all.add(start("p" + i + "-", 1));
    }
    List<String> lines = new ArrayList<>();
    for (Process one : all) {
      lines.addAll(one.inputReader().lines().toList());
      assertEquals(0, one.waitFor());
    }

    assertEquals(all.size(), lines.size());
    assertAllKept(lines);
  }

  @Test
  void whatWasCommittedSurvivesTheKillingOfItsProcess() throws Exception {
    Process process = start("a", Integer.MAX_VALUE);
    List<String> lines = new ArrayList<>();
    BufferedReader reader = process.inputReader();
    for (int i = 0; i < MANY; i++) {
      lines.add(reader.readLine());
    }
    process.destroyForcibly().waitFor();

    assertAllKept(lines);
  }

  private void assertAllKept(List<String> lines) {
    try (JdbcStore store = new Place(directory).open()) {
      assertEquals(List.of(), store.check());
      for (String line : lines) {
        assertTrue(store.intent("acct_1", line.split(" ")[1]).isPresent(), line);
      }
    }
  }

  private Process start(String prefix, int many) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            OtherProcess.class.getName(),
            directory.toString(),
            prefix,
            String.valueOf(many))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
