package dev.registrant.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.Intent;
import dev.registrant.Store.Lease;
import dev.registrant.Store.Standing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoredTest {
  @TempDir Path directory;
  private Place place;
  private Path backup;

  @BeforeEach
  void makeBackup() throws Exception {
    place = new Place(directory);
    backup = directory.resolve("backup.db");
    try (JdbcStore store = place.open()) {
      Place.commit(store, Place.intent("before"));
    }
    Files.copy(place.file(), backup, StandardCopyOption.COPY_ATTRIBUTES);
  }

  @Test
  void anOlderCopyIsRefusedForWrites() throws Exception {
    restore();

    try (JdbcStore store = place.open()) {
      JdbcStore.Failure failure =
          assertThrows(JdbcStore.Failure.class, () -> Place.take(store, "name"));

      assertTrue(store.isRestored());
      assertTrue(failure.getMessage().contains("is an older copy"), failure.getMessage());
    }
  }

  @Test
  void anOlderCopyCanBeRead() throws Exception {
    restore();

    try (JdbcStore store = place.open()) {
      assertTrue(store.intent("acct_1", "before").isPresent());
      assertEquals(Optional.empty(), store.intent("acct_1", "after"));
    }
  }

  @Test
  void anAcceptedCopyIsWrittenByAReconciliationAlone() throws Exception {
    restore();
    try (JdbcStore store = place.open()) {
      store.acceptRestored();
      assertFalse(store.isRestored());
      Place.commit(store.forReconciliation(), Place.intent("settled"));
    }

    try (JdbcStore store = place.open()) {
      assertEquals(Standing.ACCEPTED, store.standing("acct_1"));
      JdbcStore.Failure failure =
          assertThrows(
              JdbcStore.Failure.class, () -> Place.commit(store, Place.intent("too early")));
      assertTrue(
          failure.getMessage().contains("acct_1 was not reconciled since"), failure.getMessage());
      assertEquals(Optional.empty(), store.intent("acct_1", "too early"));
      assertTrue(store.intent("acct_1", "settled").isPresent());
    }
  }

  @Test
  void aReconciledCopyCanBeWrittenByEverybody() throws Exception {
    restore();
    try (JdbcStore store = place.open();
        JdbcStore other = place.open()) {
      store.acceptRestored();
      store.reconciled("acct_1");

      Place.commit(other, Place.intent("again"));
      assertEquals(Standing.CURRENT, other.standing("acct_1"));
      assertEquals(Standing.ACCEPTED, other.standing("acct_2"), "each account for itself");
    }

    try (JdbcStore store = place.open()) {
      assertFalse(store.isRestored());
      Place.commit(store, Place.intent("and again"));
    }
  }

  @Test
  void aSecondCopyIsReconciledAgain() throws Exception {
    Path reconciled = directory.resolve("reconciled.db");
    restore();
    try (JdbcStore store = place.open()) {
      store.acceptRestored();
      store.reconciled("acct_1");
    }
    Files.copy(place.file(), reconciled, StandardCopyOption.COPY_ATTRIBUTES);
    try (JdbcStore store = place.open()) {
      Place.commit(store, Place.intent("forgotten"));
    }
    Files.copy(
        reconciled,
        place.file(),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.COPY_ATTRIBUTES);

    try (JdbcStore store = place.open()) {
      assertEquals(Standing.RESTORED, store.standing("acct_1"));
      store.acceptRestored();
      assertEquals(Standing.ACCEPTED, store.standing("acct_1"));
    }
  }

  @Test
  void aCopyIsNotReconciledBeforeItIsAccepted() throws Exception {
    restore();
    try (JdbcStore store = place.open()) {
      store.reconciled("acct_1");

      assertEquals(Standing.RESTORED, store.standing("acct_1"));
      store.acceptRestored();
      assertEquals(Standing.ACCEPTED, store.standing("acct_1"));
    }
  }

  @Test
  void aDamagedRowDoesNotKeepACopyFromBeingAccepted() throws Exception {
    restore();
    place.sql("UPDATE registrant_intents SET body = 'garbage' WHERE intent_key = 'before'");
    try (JdbcStore store = place.open()) {
      store.acceptRestored();

      assertEquals(Standing.ACCEPTED, store.standing("acct_1"));
      assertEquals("before", store.damagedIntents("acct_1", Place.NOW).get(0).key());
    }
  }

  @Test
  void whatStoodOpenInAnAcceptedCopyNeedsADecision() throws Exception {
    restore();
    try (JdbcStore store = place.open()) {
      store.acceptRestored();

      assertEquals(
          Intent.Stage.NEEDS_DECISION, store.intent("acct_1", "before").orElseThrow().stage());
    }
  }

  @Test
  void aDatabaseThatLostItsEpochFileCountsAsACopy() throws Exception {
    Files.delete(Path.of(place.file() + ".epoch"));

    try (JdbcStore store = place.open()) {
      assertTrue(store.isRestored());
    }
  }

  @Test
  void aDatabaseWithADamagedEpochFileCountsAsACopy() throws Exception {
    Files.writeString(Path.of(place.file() + ".epoch"), "garbage");

    try (JdbcStore store = place.open()) {
      assertTrue(store.isRestored());
    }
  }

  @Test
  void aNewDatabaseIsNoCopyAfterItsFirstCommit() {
    try (JdbcStore store = place.open()) {
      assertFalse(store.isRestored());
    }
  }

  @Test
  void epochsGoOnBeyondThoseThatTheCopyForgot() throws Exception {
    Lease forgotten = restore();

    try (JdbcStore store = place.open()) {
      store.acceptRestored();

      assertTrue(Place.take(store, "name").epoch() > forgotten.epoch());
    }
  }

  @Test
  void whatOneProcessAcceptedTheOthersSee() throws Exception {
    restore();

    try (JdbcStore store = place.open();
        JdbcStore other = place.open()) {
      store.acceptRestored();

      assertFalse(other.isRestored());
    }
  }

  @Test
  void acceptingACurrentStoreChangesNothing() {
    try (JdbcStore store = place.open()) {
      store.acceptRestored();

      assertFalse(store.isRestored());
    }
  }

  @Test
  void aNewStoreInThePlaceOfAnotherIsNoticed() throws Exception {
    Files.delete(place.file());
    Files.delete(place.key());

    try (JdbcStore store = place.open()) {
      assertTrue(store.isRestored());
    }
  }

  @Test
  void leasesThatMayBeLostWithThePowerAreNotNoted() throws Exception {
    String before = Files.readString(directory.resolve("store.db.epoch"));
    try (JdbcStore store = place.open()) {
      Place.take(store, "name");
    }

    assertEquals(before, Files.readString(directory.resolve("store.db.epoch")));
  }

  /** Returns a lease that the restored copy knows nothing of. */
  private Lease restore() throws Exception {
    Lease lease;
    try (JdbcStore store = place.open()) {
      lease = Place.take(store, "name");
      store.commit(lease, Place.intent("after"));
    }
    Files.copy(
        backup,
        place.file(),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.COPY_ATTRIBUTES);
    return lease;
  }
}
