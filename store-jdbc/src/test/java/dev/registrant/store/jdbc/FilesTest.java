package dev.registrant.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilesTest {
  @TempDir Path directory;
  private Place place;

  @BeforeEach
  void choosePlace() {
    place = new Place(directory);
  }

  @Test
  void everyFileIsItsOwnersAlone() throws Exception {
    try (JdbcStore store = place.open();
        Stream<Path> files = Files.list(directory)) {
      Place.commit(store, Place.intent("key"));

      List<String> names =
          files
              .filter(file -> permissions(file).equals("rw-------"))
              .map(file -> file.getFileName().toString())
              .sorted()
              .toList();
      assertEquals(
          List.of("store.db", "store.db-shm", "store.db-wal", "store.db.epoch", "store.key"),
          names);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw-rw-rw-"})
  void aFileThatOthersCanUseIsRefused(String permissions) throws Exception {
    place.open().close();
    byte[] before = Files.readAllBytes(place.file());
    allow(place.file(), permissions);

    assertRefused("can be used by others than its owner: run chmod 600 on it");
    assertArrayEquals(before, Files.readAllBytes(place.file()));
  }

  @Test
  void aLogThatOthersCanUseIsRefused() throws Exception {
    place.open().close();
    allow(Files.createFile(directory.resolve("store.db-wal")), "rw-r--r--");

    assertRefused("store.db-wal can be used by others");
  }

  @Test
  void aFileThatCannotBeWrittenIsRefused() throws Exception {
    place.open().close();
    allow(place.file(), "r--------");

    assertRefused("cannot be read and written");
  }

  @Test
  void aLinkIsRefused() throws Exception {
    Path target = Files.createFile(directory.resolve("target"));
    Files.createSymbolicLink(place.file(), target);

    assertRefused("is a link, a directory or no file");
    assertEquals(0, Files.size(target));
  }

  @Test
  void aDirectoryIsRefused() throws Exception {
    Files.createDirectory(place.file());

    assertRefused("is a link, a directory or no file");
  }

  @Test
  void aFileOfAnotherKindIsRefused() throws Exception {
    Files.writeString(place.file(), "no database at all ".repeat(100));
    allow(place.file(), "rw-------");

    assertRefused("is not an SQLite database");
  }

  @Test
  void aMissingDirectoryIsToldAsSuch() {
    place = new Place(directory.resolve("missing"));

    assertRefused("its directory does not exist");
  }

  @Test
  void aKeyFileThatOthersCanUseIsRefused() throws Exception {
    place.open().close();
    allow(place.key(), "rw-r--r--");

    assertRefused("can be used by others");
  }

  @Test
  void anOddNameIsTakenAsItIs() {
    Path file = directory.resolve("a b?mode=memory&x=%41#ä.db");

    try (JdbcStore store = JdbcStore.sqlite(file, KeySource.fileOrNew(place.key()))) {
      Place.commit(store, Place.intent("key"));

      assertTrue(Files.exists(file));
    }
  }

  @Test
  void whatWasCommittedIsThereAfterReopening() {
    try (JdbcStore store = place.open()) {
      Place.commit(store, Place.intent("key"));
    }

    try (JdbcStore store = place.open()) {
      assertEquals(
          Optional.of(Place.intent("key").intents().get(0)), store.intent("acct_1", "key"));
    }
  }

  @Test
  void theEndOfALeaseIsToldToTheNanosecond() {
    try (JdbcStore store = place.open()) {
      Instant end = Place.NOW.plusNanos(60_000_000_123L);
      assertTrue(store.lease("name", Place.NOW, end).isPresent());
      assertEquals(Optional.of(end), store.leasedUntil("name"));
    }
  }

  private void assertRefused(String message) {
    JdbcStore.Failure failure = assertThrows(JdbcStore.Failure.class, place::open);
    assertTrue(failure.getMessage().contains(message), failure.getMessage());
  }

  private static void allow(Path file, String permissions) throws Exception {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private static String permissions(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
