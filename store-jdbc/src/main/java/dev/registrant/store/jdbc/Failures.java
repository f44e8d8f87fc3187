package dev.registrant.store.jdbc;

import dev.registrant.store.jdbc.JdbcStore.Failure.Nature;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says what is wrong and what to do, without the text of a statement or a value. */
final class Failures {
  private static final int BUSY = 5;
  private static final int LOCKED = 6;
  private static final int READ_ONLY = 8;
  private static final int IO = 10;
  private static final int CORRUPT = 11;
  private static final int FULL = 13;
  private static final int CANNOT_OPEN = 14;
  private static final int NOT_A_DATABASE = 26;

  private Failures() {}

  static JdbcStore.Failure of(String database, SQLException cause) {
    return new JdbcStore.Failure(message(database, cause), cause, nature(cause));
  }

  private static Nature nature(SQLException cause) {
    return switch (cause.getErrorCode()) {
      case BUSY, LOCKED -> Nature.BUSY;
      case IO, FULL -> Nature.PASSING;
      default -> Nature.LASTING;
    };
  }

  /**
   * Returns whether there was no room for the memory that connections to a file share, which SQLite
   * wants even for reading.
   */
  static boolean hasNoSharedMemory(SQLException cause) {
    return cause instanceof SQLiteException failure
        && failure.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE;
  }

  static boolean isBusy(SQLException cause) {
    return cause.getErrorCode() == BUSY || cause.getErrorCode() == LOCKED;
  }

  private static String full(String database) {
    return "the disk of " + database + " is full and nothing was written: free space on it";
  }

  private static String message(String database, SQLException cause) {
    if (hasNoSharedMemory(cause)) {
      return full(database);
    }
    return switch (cause.getErrorCode()) {
      case BUSY, LOCKED ->
          database
              + " is locked by somebody else and nothing was written: call again; if it stays"
              + " locked, end the process that holds it";
      case READ_ONLY ->
          database + " cannot be written: make the file and its directory writable for its owner";
      case IO -> database + " could not be read or written by the operating system: check its disk";
      case CORRUPT ->
          database + " is damaged: keep a copy of it, then restore the last backup and reconcile";
      case FULL -> full(database);
      case CANNOT_OPEN ->
          database + " cannot be opened: check that its directory exists and may be written";
      case NOT_A_DATABASE -> database + " is not an SQLite database: choose another file";
      default ->
          database
              + " failed with error "
              + cause.getErrorCode()
              + " (state "
              + cause.getSQLState()
              + "); nothing was written";
    };
  }
}
