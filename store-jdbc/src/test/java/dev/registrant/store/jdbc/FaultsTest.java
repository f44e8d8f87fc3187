package dev.registrant.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.Intent;
import dev.registrant.Store.Change;
import dev.registrant.Store.DamagedIntent;
import dev.registrant.Store.Lease;
import dev.registrant.spi.Secret;
import dev.registrant.testkit.contract.NoSecretLeaks;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class FaultsTest {
  private static final Secret VALUE = Secret.of("a-value-in-a-failing-commit");

  @RegisterExtension final NoSecretLeaks leaks = new NoSecretLeaks();
  @TempDir Path directory;
  private Place place;
  private WatchedSource source;
  private KeySource keys;

  @BeforeEach
  void makePlace() {
    leaks.watch(VALUE);
    place = new Place(directory);
    source = new WatchedSource(place.file());
    keys = KeySource.fileOrNew(place.key());
  }

  @Test
  void aFullDiskLeavesNothingBehindAndTheStoreUsable() {
    try (JdbcStore store = overSource()) {
      Lease lease = Place.take(store, "name");
      source.pragma = "PRAGMA max_page_count = 1"; // which SQLite takes as: no more than now
      Change change = Place.credential("cred_1", VALUE);
      for (int i = 0; i < 500; i++) {
        change.intents().addAll(Place.intent("key" + i).intents());
      }

      assertFailure("is full and nothing was written", () -> store.commit(lease, change));
      assertEquals(Optional.empty(), store.registration(Place.OWNER));
      assertEquals(Optional.empty(), store.intent("acct_1", "key0"));

      source.pragma = "PRAGMA foreign_keys";
      store.commit(lease, change);
      assertEquals(Optional.of(VALUE), store.reveal("cred_1"));
    }
  }

  @Test
  void aReadOnlyDatabaseSaysSoAndCanBeRead() {
    try (JdbcStore store = overSource()) {
      Lease lease = Place.take(store, "name");
      store.commit(lease, Place.intent("key"));
      source.pragma = "PRAGMA query_only = ON";

      assertFailure(
          "cannot be written: make the file and its directory writable",
          () -> store.commit(lease, Place.credential("cred_1", VALUE)));
      assertTrue(store.intent("acct_1", "key").isPresent());
    }
  }

  @Test
  void aLockedDatabaseSaysSoAfterTheTimeOut() throws Exception {
    try (JdbcStore store =
            JdbcStore.builder()
                .file(place.file())
                .keys(keys)
                .busyTimeout(Duration.ofMillis(50))
                .open();
        Connection other = DriverManager.getConnection("jdbc:sqlite:" + place.file());
        Statement statement = other.createStatement()) {
      Lease lease = Place.take(store, "name");
      statement.execute("BEGIN IMMEDIATE");

      assertFailure(
          "is locked by somebody else and nothing was written",
          () -> store.commit(lease, Place.credential("cred_1", VALUE)));
      assertEquals(Optional.empty(), store.registration(Place.OWNER), "reads go on");

      statement.execute("ROLLBACK");
      store.commit(lease, Place.credential("cred_1", VALUE));
      assertEquals(Optional.of(VALUE), store.reveal("cred_1"));
    }
  }

  @Test
  void aDatabaseThatStaysLockedIsAMatterOfTheMoment() throws Exception {
    OwnerOnly.createIfAbsent(place.file(), "database");
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + place.file());
        Statement statement = other.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("BEGIN IMMEDIATE");

      JdbcStore.Failure failure =
          assertThrows(JdbcStore.Failure.class, () -> opening(Duration.ofMillis(10)).open());
      assertTrue(failure.getMessage().contains("is locked by somebody else"), failure.getMessage());
      assertTrue(failure.isPassing());
    }
  }

  @Test
  void anOpeningOutlastsALockThatEnds() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    OwnerOnly.createIfAbsent(place.file(), "database");
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + place.file());
        Statement statement = other.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("BEGIN IMMEDIATE");
      Duration patience = Duration.ofMillis(1500);
      CompletableFuture<JdbcStore> opened =
          CompletableFuture.supplyAsync(
              () -> {
                begun.countDown();
                return opening(patience).open();
              });
      begun.await();
      TimeUnit.MILLISECONDS.sleep(patience.toMillis() + 300); // longer than one write waits
      statement.execute("ROLLBACK");

      try (JdbcStore store = opened.join()) {
        assertEquals(List.of(), store.check());
      }
    }
  }

  private JdbcStoreBuilder opening(Duration busyTimeout) {
    return JdbcStore.builder().file(place.file()).keys(keys).busyTimeout(busyTimeout);
  }

  @Test
  void aClosedStoreSaysSo() {
    JdbcStore store = place.open();
    Lease lease = Place.take(store, "name");
    store.close();

    assertFailure("the store is closed", () -> store.intent("acct_1", "key"));
    assertFailure("the store is closed", () -> store.commit(lease, Place.intent("key")));
  }

  @Test
  void aDatabaseWithoutItsTablesSaysSoWithoutAStatement() {
    try (JdbcStore store = place.open()) {
      place.sql("DROP TABLE registrant_duties");

      JdbcStore.Failure failure =
          assertThrows(JdbcStore.Failure.class, () -> store.duties("acct_1"));
      assertFalse(failure.getMessage().contains("SELECT"), failure.getMessage());
    }
  }

  @Test
  void anInterruptedThreadMayStillCommit() {
    try (JdbcStore store = place.open()) {
      Lease lease = Place.take(store, "name");
      Thread.currentThread().interrupt();

      store.commit(lease, Place.credential("cred_1", VALUE));

      assertTrue(Thread.interrupted());
      assertEquals(Optional.of(VALUE), store.reveal("cred_1"));
    }
  }

  @Test
  void aDamagedRecordIsNamedAndLeavesTheOthersAlone() {
    try (JdbcStore store = place.open()) {
      Place.commit(store, Place.intent("key1"));
      Place.commit(store, Place.intent("key2"));
      place.sql("UPDATE registrant_intents SET body = '{\"v\":1}' WHERE intent_key = 'key1'");

      assertFailure(
          "registrant_intents: the row acct_1/key1 cannot be read",
          () -> store.intent("acct_1", "key1"));
      assertTrue(store.intent("acct_1", "key2").isPresent());
      assertEquals(
          List.of("key2"),
          store.openIntents("acct_1", Place.NOW).stream().map(Intent::key).toList());
      List<DamagedIntent> damaged = store.damagedIntents("acct_1", Place.NOW);
      assertEquals(List.of("key1"), damaged.stream().map(DamagedIntent::key).toList());
      assertTrue(damaged.get(0).problem().contains("restore the row from a backup"));
      assertEquals(List.of(), store.damagedIntents("acct_2", Place.NOW));
      assertTrue(store.check().get(0).contains("acct_1/key1"), store.check().toString());
    }
  }

  @Test
  void aDamagedRecordOfAClosedIntentIsNotOpen() {
    try (JdbcStore store = place.open()) {
      Change done = new Change();
      done.intents().add(Place.intent("key1").intents().get(0).at(Intent.Stage.DONE));
      Place.commit(store, done);
      place.sql("UPDATE registrant_intents SET body = 'garbage'");

      assertEquals(List.of(), store.damagedIntents("acct_1", Place.NOW));
    }
  }

  @Test
  void aRecordOfANewerFormIsNotMisread() {
    try (JdbcStore store = place.open()) {
      Place.commit(store, Place.intent("key1"));
      place.sql("UPDATE registrant_intents SET body = replace(body, '\"v\":1', '\"v\":2')");

      assertFailure("cannot be read", () -> store.intent("acct_1", "key1"));
    }
  }

  @Test
  void connectionsThatDoNotWaitForTheDiskAreRefused() {
    source.pragma = "PRAGMA synchronous = NORMAL";

    assertFailure("set the pragma synchronous to FULL", this::overSource);
  }

  @Test
  void aBuilderWithoutAKeyIsRefused() {
    assertThrows(IllegalStateException.class, () -> JdbcStore.builder().file(place.file()).open());
  }

  @Test
  void aBuilderWithTwoDatabasesIsRefused() {
    assertThrows(
        IllegalStateException.class,
        () ->
            JdbcStore.builder()
                .file(place.file())
                .dataSource(new SQLiteDataSource())
                .keys(keys)
                .open());
  }

  @Test
  void everyLookUpGoesByAnIndex() throws Exception {
    try (JdbcStore store = overSource()) {
      Lease lease = Place.take(store, "name");
      Change change = Place.credential("cred_1", VALUE);
      change.intents().addAll(Place.intent("key").intents());
      source.statements.clear();
      store.commit(lease, change);
      store.commit(lease, finishing(change));
      store.intent("acct_1", "key");
      store.openIntents("acct_1", Place.NOW);
      store.registration(Place.OWNER);
      store.registration("acct_1", change.registrations().get(0).appId());
      store.registrations("acct_1");
      store.credentials(Place.OWNER);
      store.reveal("cred_1");
      store.actions("acct_1");
      store.duties("acct_1");
      store.lease("other", Place.NOW, Place.NOW.plusSeconds(1)).ifPresent(store::release);
      for (String statement : List.copyOf(source.statements)) {
        assertIndexed(statement);
      }
      assertTrue(source.statements.size() > 15, "the statements were seen");
    }
  }

  private static Change finishing(Change before) {
    Change change = new Change();
    change.finishedIntents().addAll(before.intents());
    change.credentialStates().add(before.credentials().get(0).info());
    return change;
  }

  private void assertIndexed(String statement) throws Exception {
    try (Session session = new Session(source.getConnection())) {
      List<String> plan =
          session.list(row -> row.getString("detail"), "EXPLAIN QUERY PLAN " + statement);
      assertFalse(
          plan.stream().anyMatch(step -> step.startsWith("SCAN registrant")), statement + plan);
    }
  }

  private JdbcStore overSource() {
    return JdbcStore.builder().dataSource(source).keys(keys).open();
  }

  private static void assertFailure(String message, Executable act) {
    JdbcStore.Failure failure = assertThrows(JdbcStore.Failure.class, act);
    assertTrue(failure.getMessage().contains(message), failure.getMessage());
  }
}
