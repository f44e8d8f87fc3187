package dev.registrant.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What the store knows of itself: its id, and its generation, one counter that only ever grows. It
 * counts every row written and every lease taken, so it orders rows, gives leases their epochs, and
 * tells an old copy from a new one.
 */
final class Meta {
  private Meta() {}

  /** Writes what a new store starts with. */
  static String createIfAbsent(Connection connection, String newId) throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO registrant_meta (name, number, text) VALUES ('store', 0, ?)"
            + " ON CONFLICT (name) DO NOTHING",
        newId);
    Sql.update(
        connection,
        "INSERT INTO registrant_meta (name, number) VALUES ('generation', 0)"
            + " ON CONFLICT (name) DO NOTHING");
    return storeId(connection).orElse(newId);
  }

  static Optional<String> storeId(Connection connection) throws SQLException {
    return Sql.first(
        connection,
        row -> row.getString(1),
        "SELECT text FROM registrant_meta WHERE name = 'store'");
  }

  static long generation(Connection connection) throws SQLException {
    return Sql.first(
            connection,
            row -> row.getLong(1),
            "SELECT number FROM registrant_meta WHERE name = 'generation'")
        .orElseThrow();
  }

  /** Returns the generation after it has grown. */
  static long grow(Connection connection, long by) throws SQLException {
    return Sql.first(
            connection,
            row -> row.getLong(1),
            "UPDATE registrant_meta SET number = number + ? WHERE name = 'generation'"
                + " RETURNING number",
            by)
        .orElseThrow();
  }
}
