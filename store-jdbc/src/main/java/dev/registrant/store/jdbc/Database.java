package dev.registrant.store.jdbc;

import java.sql.SQLException;

/** Where transactions are carried out. Thread-safe. */
interface Database extends AutoCloseable {
  /** What is done in a transaction. */
  interface Work<T> {
    T on(Session session) throws SQLException;
  }

  /** What a transaction is worth when the machine loses power. */
  enum Durability {
    /** On disk when it returns. */
    POWER_LOSS,
    /** Survives the process; may be lost with the machine, as what it is for would be too. */
    PROCESS
  }

  /** How people know it. */
  String name();

  /** Reads from one consistent state. */
  <T> T read(Work<T> work);

  /** Writes all or nothing, one writer at a time. */
  <T> T write(Durability durability, Work<T> work);

  /** Closes what is open. Idempotent. */
  @Override
  void close();
}
