package dev.registrant.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {
  private static final String BY_NUMBER = "SELECT n FROM t WHERE n > ? ORDER BY n";

  @TempDir Path folder;
  private WatchedSource source;
  private Session session;

  @BeforeEach
  void open() throws SQLException {
    source = new WatchedSource(folder.resolve("any.db"));
    session = new Session(source.getConnection());
    session.execute("CREATE TABLE t (n INTEGER PRIMARY KEY)");
    for (int n = 1; n <= 3; n++) {
      session.update("INSERT INTO t (n) VALUES (?)", n);
    }
  }

  @AfterEach
  void close() throws SQLException {
    session.close();
  }

  @Test
  void preparesAStatementOnce() throws SQLException {
    assertEquals(List.of(1, 2, 3), above(0));
    assertEquals(List.of(3), above(2));
    assertEquals(2, source.prepared.size());
  }

  @Test
  void readerMayAskTheSame() throws SQLException {
    List<List<Integer>> seen = new ArrayList<>();
    session.each(row -> seen.add(above(row.getInt(1))), BY_NUMBER, 0);
    assertEquals(List.of(List.of(2, 3), List.of(3), List.of()), seen);
    assertEquals(List.of(2, 3), above(1));
  }

  @Test
  void statementThatFailedIsNotUsedAgain() throws SQLException {
    assertThrows(SQLException.class, () -> session.update("INSERT INTO t (n) VALUES (?)", 1));
    assertEquals(1, source.prepared.stream().filter(SessionTest::isClosed).count());
    assertEquals(1, session.update("INSERT INTO t (n) VALUES (?)", 4));
  }

  @Test
  void statementSeesAChangedTable() throws SQLException {
    assertEquals(Optional.of(1), first());
    session.execute("DROP TABLE t");
    session.execute("CREATE TABLE t (n INTEGER PRIMARY KEY, m INTEGER)");
    assertEquals(Optional.empty(), first());
  }

  @Test
  void leavesNothingOpen() throws SQLException {
    above(0);
    assertFalse(source.prepared.stream().allMatch(SessionTest::isClosed));
    session.close();
    assertTrue(source.prepared.stream().allMatch(SessionTest::isClosed));
  }

  private Optional<Integer> first() throws SQLException {
    return session.first(row -> row.getInt(1), "SELECT n FROM t ORDER BY n");
  }

  private List<Integer> above(int number) throws SQLException {
    return session.list(row -> row.getInt(1), BY_NUMBER, number);
  }

  private static boolean isClosed(PreparedStatement statement) {
    try {
      return statement.isClosed();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
