package dev.registrant.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection with the statements that were prepared on it: preparing one takes longer than
 * carrying it out. No value ever becomes part of a statement's text, so there are few. Used by one
 * thread at a time.
 */
final class Session implements AutoCloseable {
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  /** Reads one row. */
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private interface Use<T> {
    T of(PreparedStatement statement) throws SQLException;
  }

  Session(Connection connection) {
    this.connection = connection;
  }

  /** The name of the database's product. */
  String product() throws SQLException {
    return connection.getMetaData().getDatabaseProductName();
  }

  /** Whoever had the connection before may have left it to the driver. */
  void endTransactionsByHand() throws SQLException {
    if (!connection.getAutoCommit()) {
      connection.setAutoCommit(true);
    }
  }

  /** Carries out a statement that has no parameters and is rarely needed. */
  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Carries out a statement and returns how many rows it changed. */
  int update(String sql, @Nullable Object... arguments) throws SQLException {
    return with(sql, arguments, PreparedStatement::executeUpdate);
  }

  <T> List<T> list(RowReader<T> reader, String sql, @Nullable Object... arguments)
      throws SQLException {
    List<T> all = new ArrayList<>();
    each(row -> all.add(reader.read(row)), sql, arguments);
    return all;
  }

  <T> Optional<T> first(RowReader<T> reader, String sql, @Nullable Object... arguments)
      throws SQLException {
    return with(
        sql,
        arguments,
        statement -> {
          try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
          }
        });
  }

  /** Reads row after row, without holding them all. */
  void each(RowReader<?> reader, String sql, @Nullable Object... arguments) throws SQLException {
    with(
        sql,
        arguments,
        statement -> {
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              reader.read(rows);
            }
          }
          return true;
        });
  }

  /** A statement is out of the map while it is used, since a row's reader may ask the same. */
  private <T> T with(String sql, @Nullable Object[] arguments, Use<T> use) throws SQLException {
    PreparedStatement kept = prepared.remove(sql);
    PreparedStatement statement = kept == null ? connection.prepareStatement(sql) : kept;
    boolean intact = false;
    try {
      bind(statement, arguments);
      T result = use.of(statement);
      intact = prepared.putIfAbsent(sql, statement) == null;
      return result;
    } finally {
      if (!intact) {
        statement.close();
      }
    }
  }

  private static void bind(PreparedStatement statement, @Nullable Object[] arguments)
      throws SQLException {
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i] instanceof byte[] bytes) {
        statement.setBytes(i + 1, bytes);
      } else {
        statement.setObject(i + 1, arguments[i]);
      }
    }
  }

  /** Closes the statements and the connection. */
  @Override
  public void close() throws SQLException {
    try (connection) {
      for (PreparedStatement statement : prepared.values()) {
        statement.close();
      }
    }
  }
}
