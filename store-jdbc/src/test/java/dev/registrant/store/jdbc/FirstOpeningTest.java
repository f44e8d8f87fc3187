package dev.registrant.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.spi.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What the next opening makes of a first one that was cut off, and of a key that is not there. */
class FirstOpeningTest {
  private static final Secret VALUE = Secret.of("a-value-of-a-new-store");

  @TempDir Path directory;
  private Place place;

  @BeforeEach
  void choosePlace() {
    place = new Place(directory);
  }

  @Test
  void aStoreGoesOnWhenItsFirstOpeningDiedAfterTheKeyFile() {
    assertThrows(Died.class, () -> openAnd(Moment.AFTER_THE_KEY));
    assertTrue(Files.exists(place.key()), "the key file is there");

    requireUsable();
  }

  @Test
  void aStoreGoesOnWhenItsFirstOpeningDiedBeforeTheKeyFile() {
    assertThrows(Died.class, () -> openAnd(Moment.BEFORE_THE_KEY));
    assertFalse(Files.exists(place.key()), "the key file is not there");

    requireUsable();
  }

  @Test
  void aKeyFileThatWasLostBeforeAnythingWasSealedIsMadeAnew() throws Exception {
    place.open().close();
    Files.delete(place.key());

    requireUsable();
  }

  @Test
  void aStoreGoesOnWhenTheOpeningDiedThatMadeItsKeyFileAnew() throws Exception {
    place.open().close();
    Files.delete(place.key());
    assertThrows(Died.class, () -> openAnd(Moment.AFTER_THE_KEY));

    requireUsable();
  }

  @Test
  void aKeyMadeAnewIsTakenByThoseThatHaveTheStoreOpen() throws Exception {
    try (JdbcStore store = place.open()) {
      Files.delete(place.key());
      place.open().close();

      Place.commit(store, Place.credential("cred_1", VALUE));

      assertEquals(Optional.of(VALUE), store.reveal("cred_1"));
    }
    requireRevealed();
  }

  @Test
  void aForeignKeyTextStaysRefusedThoughNothingWasSealed() {
    JdbcStore.sqlite(place.file(), KeySource.keyset(KeySource.newKeyset())).close();

    assertFailure(
        "the sealing key is not the one of",
        () -> JdbcStore.sqlite(place.file(), KeySource.keyset(KeySource.newKeyset())));
  }

  @Test
  void theKeyFileOfAnotherStoreLeavesANewDatabaseEmpty() {
    place.open().close();
    Path other = directory.resolve("other.db");
    Path otherKey = directory.resolve("other.key");

    assertFailure(
        "belongs to another store",
        () -> JdbcStore.sqlite(other, KeySource.fileOrNew(place.key())));
    JdbcStore.sqlite(other, KeySource.fileOrNew(otherKey)).close();

    assertFailure(
        "belongs to another store", () -> JdbcStore.sqlite(place.file(), KeySource.file(otherKey)));
    assertFailure(
        "belongs to another store",
        () -> JdbcStore.sqlite(place.file(), KeySource.fileOrNew(otherKey)));
  }

  private void requireUsable() {
    try (JdbcStore store = place.open()) {
      Place.commit(store, Place.credential("cred_1", VALUE));
    }
    requireRevealed();
  }

  private void requireRevealed() {
    try (JdbcStore store = place.open()) {
      assertEquals(Optional.of(VALUE), store.reveal("cred_1"));
      assertEquals(List.of(), store.check());
    }
  }

  private void openAnd(Moment moment) {
    JdbcStore.sqlite(place.file(), new Dying(place.key(), moment));
  }

  private static void assertFailure(String message, Executable act) {
    JdbcStore.Failure failure = assertThrows(JdbcStore.Failure.class, act);
    assertTrue(failure.getMessage().contains(message), failure.getMessage());
  }

  private enum Moment {
    BEFORE_THE_KEY,
    AFTER_THE_KEY
  }

  /** No code of ours catches this; the transaction is rolled back as when the process is killed. */
  private static final class Died extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** The key file of a process that dies while it makes it. */
  private static final class Dying extends KeySource {
    private final KeyFile file;
    private final Moment moment;

    Dying(Path file, Moment moment) {
      this.file = new KeyFile(file, true);
      this.moment = moment;
    }

    @Override
    Sealer create(String storeId) {
      if (moment == Moment.AFTER_THE_KEY) {
        file.create(storeId);
      }
      throw new Died();
    }

    @Override
    boolean isMadeForStore() {
      return file.isMadeForStore();
    }

    @Override
    boolean isMissing() {
      return file.isMissing();
    }

    @Override
    Sealer load(String storeId) {
      return file.load(storeId);
    }

    @Override
    Sealer rotate(String storeId) {
      return file.rotate(storeId);
    }
  }
}
