package dev.registrant.store.jdbc;

import java.sql.SQLException;

/** Begins and ends transactions by hand: only so can a writer wait its turn before it reads. */
final class Transaction {
  private Transaction() {}

  static <T> T read(Session session, Database.Work<T> work) throws SQLException {
    return run(session, "BEGIN", work);
  }

  static <T> T write(Session session, Database.Work<T> work) throws SQLException {
    return run(session, "BEGIN IMMEDIATE", work);
  }

  private static <T> T run(Session session, String begin, Database.Work<T> work)
      throws SQLException {
    session.update(begin);
    try {
      T result = work.on(session);
      session.update("COMMIT");
      return result;
    } catch (SQLException | RuntimeException | Error e) {
      try {
        session.update("ROLLBACK");
      } catch (SQLException alreadyRolledBack) {
        // SQLite does so by itself after some failures; the first failure is what is told.
      }
      throw e;
    }
  }
}
