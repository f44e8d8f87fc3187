package dev.registrant.store.jdbc;

import dev.registrant.Platform;
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
    Optional<String> ready = database.read(session -> ready(session, database, schema, keys));
    if (ready.isPresent()) {
      return ready.get();
    }
    keys.warmUp();
    String storeId =
        database.write(
            Database.Durability.POWER_LOSS,
            session -> identify(session, database, schema, runsDdl, keys));
    return database.write(
        Database.Durability.POWER_LOSS,
        session -> {
          Vault.prepare(session, database, storeId, keys);
          return storeId;
        });
  }

  private static Optional<String> ready(
      Session session, Database database, Schema schema, KeySource keys) throws SQLException {
    if (!schema.isCurrent(session, database.name())) {
      return Optional.empty();
    }
    Optional<String> storeId = Meta.storeId(session);
    return storeId.isPresent() && Vault.isPrepared(session, storeId.get(), keys)
        ? storeId
        : Optional.empty();
  }

  private static String identify(
      Session session, Database database, Schema schema, boolean runsDdl, KeySource keys)
      throws SQLException {
    if (!runsDdl && !schema.isCurrent(session, database.name())) {
      throw new JdbcStore.Failure(
          "the tables in "
              + database.name()
              + " are missing or of an older version: carry out the statements of ddl()");
    }
    schema.migrate(session, database.name());
    if (Meta.storeId(session).isEmpty()) {
      keys.requireUnused();
    }
    RandomGenerator random = Platform.system().random();
    String newId = "%016x%016x".formatted(random.nextLong(), random.nextLong());
    String storeId = Meta.createIfAbsent(session, newId);
    if (Vault.hasKey(session)) {
      Vault.prepare(session, database, storeId, keys); // nothing is changed with a wrong key
    }
    return storeId;
  }
}
