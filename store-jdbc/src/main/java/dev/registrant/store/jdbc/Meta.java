package dev.registrant.store.jdbc;

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
  static String createIfAbsent(Session session, String newId) throws SQLException {
    session.update(
        "INSERT INTO registrant_meta (name, number, text) VALUES ('store', 0, ?)"
            + " ON CONFLICT (name) DO NOTHING",
        newId);
    session.update(
        "INSERT INTO registrant_meta (name, number) VALUES ('generation', 0)"
            + " ON CONFLICT (name) DO NOTHING");
    return storeId(session).orElse(newId);
  }

  static Optional<String> storeId(Session session) throws SQLException {
    return session.first(
        row -> row.getString(1), "SELECT text FROM registrant_meta WHERE name = 'store'");
  }

  static long generation(Session session) throws SQLException {
    return session
        .first(
            row -> row.getLong(1), "SELECT number FROM registrant_meta WHERE name = 'generation'")
        .orElseThrow();
  }

  /** Returns the generation after it has grown. */
  static long grow(Session session, long by) throws SQLException {
    return session
        .first(
            row -> row.getLong(1),
            "UPDATE registrant_meta SET number = number + ? WHERE name = 'generation'"
                + " RETURNING number",
            by)
        .orElseThrow();
  }
}
