package dev.registrant.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The transactions of a creation, without anything around them: as many, of as many rows, each in a
 * table of its own with a text for a key and an index, by statements that were prepared before.
 */
final class BareCommits implements AutoCloseable {
  private static final String BODY = "x".repeat(600);

  private final CommitCount count;
  private final Connection connection;
  private final Statement statement;
  private final List<PreparedStatement> inserts = new ArrayList<>();

  BareCommits(Path folder, CommitCount count) throws SQLException {
    this.count = count;
    this.connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("bare.db"));
    this.statement = connection.createStatement();
    statement.execute("PRAGMA journal_mode=WAL");
    for (int table = 0; table < Math.round(count.rows() / count.commits()); table++) {
      statement.execute("CREATE TABLE t%d (id TEXT PRIMARY KEY, a TEXT, b TEXT)".formatted(table));
      statement.execute("CREATE INDEX i%d ON t%d (a)".formatted(table, table));
      inserts.add(connection.prepareStatement("INSERT INTO t%d VALUES (?, ?, ?)".formatted(table)));
    }
  }

  /** Makes those of one creation. */
  void create() throws SQLException {
    statement.execute("PRAGMA synchronous=FULL");
    for (int i = 0; i < Math.round(count.commits()); i++) {
      write(inserts);
    }
    statement.execute("PRAGMA synchronous=NORMAL");
    for (int i = 0; i < Math.round(count.leases()); i++) {
      write(inserts.subList(0, 1));
    }
  }

  private void write(List<PreparedStatement> rows) throws SQLException {
    statement.execute("BEGIN IMMEDIATE");
    for (PreparedStatement insert : rows) {
      String random = UUID.randomUUID().toString();
      insert.setString(1, random);
      insert.setString(2, random.substring(0, 8));
      insert.setString(3, BODY);
      insert.executeUpdate();
    }
    statement.execute("COMMIT");
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
