package dev.registrant.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.registrant.spi.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What can be done when no file can grow beyond a kilobyte, which SQLite takes as it takes a full
 * disk. Where there is a shell.
 */
@Timeout(60)
class FullDiskTest {
  private static final String LIBRARY = "sqlitejdbc.so";

  @TempDir Path directory;

  @Test
  void whatIsThereCanBeReadAndWritesSayThatTheDiskIsFull() throws Exception {
    Path maps = Path.of("/proc/self/maps");
    assumeTrue(Files.exists(maps) && Files.exists(Path.of("/bin/bash")));
    Place place = new Place(directory);
    try (JdbcStore store = place.open()) {
      Place.commit(store, Place.credential("cred_1", Secret.of("a-value-that-is-there")));
    }
    Path library = loaded(maps).orElseThrow();

    Process process =
        new ProcessBuilder(
                "/bin/bash",
                "-c",
                "ulimit -f 1; exec \"$@\"",
                "bash",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-Dorg.sqlite.lib.path=" + library.getParent(),
                "-Dorg.sqlite.lib.name=" + library.getFileName(),
                "-cp",
                System.getProperty("java.class.path"),
                Reader.class.getName(),
                directory.toString())
            // Where a JVM warns of libraries; there is no room on the disk for it.
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> said = process.inputReader().lines().toList();

    assertEquals(0, process.waitFor(), said.toString());
    assertEquals(
        List.of(
            "findings 0",
            "credentials 1",
            "the disk of the database "
                + place.file()
                + " is full and nothing was written: free space on it"),
        said);
  }

  /** The library that this process has, since the other cannot unpack one. */
  private static Optional<Path> loaded(Path maps) throws IOException {
    return Files.readAllLines(maps).stream()
        .filter(line -> line.endsWith(LIBRARY))
        .map(line -> Path.of(line.substring(line.indexOf('/'))))
        .findFirst();
  }

  /** The other process. */
  static final class Reader {
    private Reader() {}

    /** Takes the directory. */
    public static void main(String[] arguments) {
      try (JdbcStore store = new Place(Path.of(arguments[0])).open()) {
        System.out.println("findings " + store.check().size());
        System.out.println("credentials " + store.credentials(Place.OWNER).size());
        Place.take(store, "name");
      } catch (JdbcStore.Failure e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
