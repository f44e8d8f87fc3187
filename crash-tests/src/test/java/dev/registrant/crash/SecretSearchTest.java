package dev.registrant.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretSearchTest {
  private static final String SECRET = "s3cret-value-4711";

  @TempDir private Path directory;
  private final SecretSearch search = new SecretSearch();

  @Test
  void findsASecretAmongBytes() {
    search.add(SECRET);
    byte[] bytes = ("\u0000\u00ff" + SECRET + "\u0000").getBytes(StandardCharsets.ISO_8859_1);
    assertEquals(1, search.in("there", bytes).size());
  }

  @Test
  void findsASecretInBase64() {
    search.add(SECRET);
    byte[] secret = SECRET.getBytes(StandardCharsets.UTF_8);
    assertEquals(1, search.in("there", Base64.getEncoder().encode(secret)).size());
  }

  @Test
  void findsASecretInTheWriteAheadLog() throws IOException {
    search.add(SECRET);
    Files.writeString(directory.resolve("store.db"), "nothing");
    Files.writeString(directory.resolve("store.db-wal"), SECRET);
    assertEquals(
        List.of("a secret of 17 characters stands in clear in the file store.db-wal"),
        search.inFilesOf(directory.resolve("store.db")));
  }

  @Test
  void findsNothingInOtherBytes() {
    search.add(SECRET);
    assertEquals(
        List.of(), search.in("there", SECRET.substring(1).getBytes(StandardCharsets.UTF_8)));
  }
}
