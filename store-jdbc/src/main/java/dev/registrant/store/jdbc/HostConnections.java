package dev.registrant.store.jdbc;

import java.sql.SQLException;
import javax.sql.DataSource;

/** Connections of the host, each given back after its transaction. The host's to close. */
final class HostConnections implements Database {
  private static final int SYNCHRONOUS_FULL = 2;

  private final DataSource source;
  private volatile boolean closed;

  private HostConnections(DataSource source) {
    this.source = source;
  }

  static HostConnections over(DataSource source) {
    HostConnections database = new HostConnections(source);
    database.check();
    return database;
  }

  @Override
  public String name() {
    return "the database of the data source";
  }

  @Override
  public <T> T read(Work<T> work) {
    return with(session -> Transaction.read(session, work));
  }

  @Override
  public <T> T write(Durability durability, Work<T> work) {
    return with(session -> Transaction.write(session, work));
  }

  @Override
  public void close() {
    closed = true;
  }

  private void check() {
    with(
        session -> {
          String product = session.product();
          if (!product.equals("SQLite")) {
            throw new JdbcStore.Failure(
                "a database of " + product + " is not supported: use SQLite");
          }
          int synchronous = session.first(row -> row.getInt(1), "PRAGMA synchronous").orElse(0);
          if (synchronous < SYNCHRONOUS_FULL) {
            throw new JdbcStore.Failure(
                "connections of the data source do not wait for the disk: set the pragma"
                    + " synchronous to FULL");
          }
          return true;
        });
  }

  private <T> T with(Work<T> work) {
    if (closed) {
      throw new JdbcStore.Failure("the store is closed: open it again");
    }
    try (Session session = new Session(source.getConnection())) {
      session.endTransactionsByHand();
      return work.on(session);
    } catch (SQLException e) {
      throw Failures.of(name(), e);
    }
  }
}
