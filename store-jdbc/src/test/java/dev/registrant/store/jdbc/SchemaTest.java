package dev.registrant.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {
  @TempDir Path directory;
  private Place place;

  @BeforeEach
  void choosePlace() {
    place = new Place(directory);
  }

  @Test
  void anOlderVersionIsMigratedAndKeepsItsRecords() {
    try (JdbcStore store = place.open()) {
      Place.commit(store, Place.intent("key"));
    }

    try (JdbcStore store = with(next("ALTER TABLE registrant_intents ADD COLUMN note TEXT"))) {
      assertTrue(store.intent("acct_1", "key").isPresent());
    }
    place.sql("SELECT note FROM registrant_intents");
  }

  @Test
  void aMigrationThatFailsLeavesTheOlderVersion() {
    place.open().close();
    Schema failing = next("CREATE TABLE half_done (id TEXT)", "INSERT INTO missing VALUES (1)");

    assertThrows(JdbcStore.Failure.class, () -> with(failing));

    place.sql("CREATE TABLE half_done (id TEXT)");
    place.open().close();
  }

  @Test
  void aMigrationWithAWrongKeyWritesNothing() {
    place.open().close();

    assertThrows(
        JdbcStore.Failure.class,
        () ->
            JdbcStore.builder()
                .file(place.file())
                .keys(KeySource.keyset(KeySource.newKeyset()))
                .schema(next("CREATE TABLE half_done (id TEXT)"))
                .open());

    place.sql("CREATE TABLE half_done (id TEXT)");
  }

  @Test
  void aNewerVersionIsRefusedAndNothingIsWritten() throws Exception {
    with(next("CREATE TABLE newer (id TEXT)")).close();
    byte[] before = Files.readAllBytes(place.file());

    assertFailure("was written by a newer version of Registrant", place::open);
    assertArrayEquals(before, Files.readAllBytes(place.file()));
  }

  @Test
  void theHostMayMakeTheTables() {
    OwnerOnly.createIfAbsent(place.file(), "database");
    JdbcStore.ddl().forEach(place::sql);

    try (JdbcStore store = withoutDdl()) {
      Place.commit(store, Place.intent("key"));

      assertEquals(List.of(), store.check());
    }
  }

  @Test
  void missingTablesAreToldToAHostThatMakesThem() {
    assertFailure("carry out the statements of ddl()", this::withoutDdl);
  }

  @Test
  void theStatementsEndWithTheirVersion() {
    List<String> ddl = JdbcStore.ddl();

    assertEquals(
        "UPDATE registrant_meta SET number = 1 WHERE name = 'schema'", ddl.get(ddl.size() - 1));
  }

  @Test
  void theStatementsNeverDrop() {
    assertFalse(JdbcStore.ddl().stream().anyMatch(statement -> statement.contains("DROP")));
  }

  private JdbcStore withoutDdl() {
    return JdbcStore.builder()
        .file(place.file())
        .keys(KeySource.fileOrNew(place.key()))
        .withoutDdl()
        .open();
  }

  private JdbcStore with(Schema schema) {
    return JdbcStore.builder()
        .file(place.file())
        .keys(KeySource.fileOrNew(place.key()))
        .schema(schema)
        .open();
  }

  private static Schema next(String... statements) {
    List<List<String>> versions = new ArrayList<>(Schema.current().versions());
    versions.add(List.of(statements));
    return new Schema(versions);
  }

  private static void assertFailure(String message, Executable act) {
    JdbcStore.Failure failure = assertThrows(JdbcStore.Failure.class, act);
    assertTrue(failure.getMessage().contains(message), failure.getMessage());
  }
}
