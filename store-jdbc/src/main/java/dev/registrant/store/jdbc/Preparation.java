package dev.registrant.store.jdbc;

import dev.registrant.Platform;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Makes a database ready for use: tables and id in one transaction, then the key. The id comes
 * first, because a key file says which store it belongs to: whoever is killed after making that
 * file leaves a store that knows its id.
 */
final class Preparation {
  private Preparation() {}

  /** Returns the id of the store. */
  static String run(Database database, Schema schema, boolean runsDdl, KeySource keys) {
    Optional<String> ready = database.read(connection -> ready(connection, database, schema, keys));
    if (ready.isPresent()) {
      return ready.get();
    }
    keys.warmUp();
    String storeId =
        database.write(
            Database.Durability.POWER_LOSS,
            connection -> identify(connection, database, schema, runsDdl, keys));
    return database.write(
        Database.Durability.POWER_LOSS,
        connection -> {
          Vault.prepare(connection, database, storeId, keys);
          return storeId;
        });
  }

  private static Optional<String> ready(
      Connection connection, Database database, Schema schema, KeySource keys) throws SQLException {
    if (!schema.isCurrent(connection, database.name())) {
      return Optional.empty();
    }
    Optional<String> storeId = Meta.storeId(connection);
    return storeId.isPresent() && Vault.isPrepared(connection, storeId.get(), keys)
        ? storeId
        : Optional.empty();
  }

  private static String identify(
      Connection connection, Database database, Schema schema, boolean runsDdl, KeySource keys)
      throws SQLException {
    if (!runsDdl && !schema.isCurrent(connection, database.name())) {
      throw new JdbcStore.Failure(
          "the tables in "
              + database.name()
              + " are missing or of an older version: carry out the statements of ddl()");
    }
    schema.migrate(connection, database.name());
    if (Meta.storeId(connection).isEmpty()) {
      keys.requireUnused();
    }
    RandomGenerator random = Platform.system().random();
    String newId = "%016x%016x".formatted(random.nextLong(), random.nextLong());
    String storeId = Meta.createIfAbsent(connection, newId);
    if (Vault.hasKey(connection)) {
      Vault.prepare(connection, database, storeId, keys); // nothing is changed with a wrong key
    }
    return storeId;
  }
}
