package dev.registrant.store.jdbc;

import dev.registrant.Platform;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes a database ready for use: tables, id and key, in one transaction if any is missing. */
final class Preparation {
  private Preparation() {}

  /** Returns the id of the store. */
  static String run(Database database, Schema schema, boolean runsDdl, KeySource keys) {
    return database
        .read(connection -> found(connection, database, schema))
        .orElseGet(
            () ->
                database.write(
                    Database.Durability.POWER_LOSS,
                    connection -> prepare(connection, database, schema, runsDdl, keys)));
  }

  private static Optional<String> found(Connection connection, Database database, Schema schema)
      throws SQLException {
    return schema.isCurrent(connection, database.name())
        ? Meta.storeId(connection)
        : Optional.empty();
  }

  private static String prepare(
      Connection connection, Database database, Schema schema, boolean runsDdl, KeySource keys)
      throws SQLException {
    if (!runsDdl && !schema.isCurrent(connection, database.name())) {
      throw new JdbcStore.Failure(
          "the tables in "
              + database.name()
              + " are missing or of an older version: carry out the statements of ddl()");
    }
    schema.migrate(connection, database.name());
    RandomGenerator random = Platform.system().random();
    String newId = "%016x%016x".formatted(random.nextLong(), random.nextLong());
    String storeId = Meta.createIfAbsent(connection, newId);
    Vault.prepare(connection, database, storeId, keys);
    return storeId;
  }
}
