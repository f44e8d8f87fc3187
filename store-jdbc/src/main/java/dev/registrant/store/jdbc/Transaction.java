package dev.registrant.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Begins and ends transactions by hand: only so can a writer wait its turn before it reads. */
final class Transaction {
  private Transaction() {}

  static <T> T read(Connection connection, Database.Work<T> work) throws SQLException {
    return run(connection, "BEGIN", work);
  }

  static <T> T write(Connection connection, Database.Work<T> work) throws SQLException {
    return run(connection, "BEGIN IMMEDIATE", work);
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static <T> T run(Connection connection, String begin, Database.Work<T> work)
      throws SQLException {
    execute(connection, begin);
    try {
      T result = work.on(connection);
      execute(connection, "COMMIT");
      return result;
    } catch (SQLException | RuntimeException | Error e) {
      try {
        execute(connection, "ROLLBACK");
      } catch (SQLException alreadyRolledBack) {
        // SQLite does so by itself after some failures; the first failure is what is told.
      }
      throw e;
    }
  }
}
