package dev.registrant.store.jdbc;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/**
 * An SQLite file of our own: one connection that writes, a few that read. Other processes may have
 * the same file open.
 */
final class SqliteFile implements Database {
  private static final int READERS = 4;

  private final Path file;
  private final Duration busyTimeout;
  private final SQLiteDataSource source;
  private final ReentrantLock writing = new ReentrantLock();
  private final ReentrantLock readingAlone = new ReentrantLock();
  private final Semaphore reading = new Semaphore(READERS);
  private final Queue<Session> idle = new ConcurrentLinkedQueue<>();
  private @Nullable Session writer;
  private @Nullable Durability writersDurability;
  private volatile boolean closed;

  private SqliteFile(Path file, Duration busyTimeout) {
    this.file = file;
    this.busyTimeout = busyTimeout;
    SQLiteConfig config = new SQLiteConfig();
    // A file that vanished must not come back with the permissions of the day.
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    config.setBusyTimeout(Math.toIntExact(busyTimeout.toMillis()));
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enableFullSync(true);
    config.enforceForeignKeys(true);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file.toUri());
  }

  /**
   * Opens the file, which is made if there is none, for its owner only from its first byte.
   *
   * @throws JdbcStore.Failure also when others use it at this moment; it may be tried again
   */
  static SqliteFile open(Path file, Duration busyTimeout) {
    Path absolute = file.toAbsolutePath();
    OwnerOnly.createIfAbsent(absolute, "database");
    OwnerOnly.requireIfPresent(Path.of(absolute + "-wal"), "database");
    OwnerOnly.requireIfPresent(Path.of(absolute + "-shm"), "database");
    SqliteFile database = new SqliteFile(absolute, busyTimeout);
    database.useWriteAheadLog();
    return database;
  }

  @Override
  public String name() {
    return "the database " + file;
  }

  @Override
  public <T> T read(Work<T> work) {
    reading.acquireUninterruptibly();
    try {
      Session session = borrow();
      boolean intact = false;
      try {
        T result = Transaction.read(session, work);
        intact = true;
        return result;
      } finally {
        giveBack(session, intact);
      }
    } catch (SQLException e) {
      if (Failures.hasNoSharedMemory(e)) {
        return readAlone(work);
      }
      throw Failures.of(name(), e);
    } finally {
      reading.release();
    }
  }

  /** On a full disk what is there can be read still, by whoever has the file alone meanwhile. */
  private <T> T readAlone(Work<T> work) {
    SQLiteConfig config = new SQLiteConfig();
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    config.setLockingMode(SQLiteConfig.LockingMode.EXCLUSIVE);
    SQLiteDataSource alone = new SQLiteDataSource(config);
    alone.setUrl(source.getUrl());
    readingAlone.lock();
    try (Session session = new Session(alone.getConnection())) {
      return Transaction.read(session, work);
    } catch (SQLException e) {
      throw Failures.of(name(), e);
    } finally {
      readingAlone.unlock();
    }
  }

  @Override
  public <T> T write(Durability durability, Work<T> work) {
    lockForWriting();
    try {
      Session session = writer();
      set(session, durability);
      return Transaction.write(session, work);
    } catch (SQLException e) {
      if (!Failures.isBusy(e)) {
        discardWriter();
      }
      throw Failures.of(name(), e);
    } finally {
      writing.unlock();
    }
  }

  @Override
  public void close() {
    writing.lock();
    try {
      closed = true;
      discardWriter();
    } finally {
      writing.unlock();
    }
    for (Session left = idle.poll(); left != null; left = idle.poll()) {
      closeQuietly(left);
    }
  }

  /** Turning a file to it needs the file alone, and SQLite does not wait for that by itself. */
  private void useWriteAheadLog() {
    try (Session session = new Session(source.getConnection())) {
      String mode = session.first(row -> row.getString(1), "PRAGMA journal_mode=WAL").orElse("");
      if (!mode.toLowerCase(Locale.ROOT).equals("wal")) {
        throw new JdbcStore.Failure(
            name() + " cannot use a write-ahead log: put it on a local disk");
      }
    } catch (SQLException e) {
      if (!Failures.hasNoSharedMemory(e)) { // which only a file that has a log wants
        throw Failures.of(name(), e);
      }
    }
  }

  /** An interrupted thread may still write: what it brings may be the only copy of a secret. */
  private void lockForWriting() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          if (!writing.tryLock(busyTimeout.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new JdbcStore.Failure(
                name() + " is busy with other writes and nothing was written: call again");
          }
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Session writer() throws SQLException {
    requireOpen();
    Session session = writer;
    if (session == null) {
      session = new Session(source.getConnection());
      writer = session;
    }
    return session;
  }

  private void set(Session session, Durability durability) throws SQLException {
    if (durability != writersDurability) {
      writersDurability = null;
      session.execute(
          durability == Durability.POWER_LOSS
              ? "PRAGMA synchronous=FULL"
              : "PRAGMA synchronous=NORMAL");
      writersDurability = durability;
    }
  }

  private void discardWriter() {
    writersDurability = null;
    if (writer != null) {
      closeQuietly(writer);
      writer = null;
    }
  }

  private Session borrow() throws SQLException {
    requireOpen();
    Session session = idle.poll();
    return session == null ? new Session(source.getConnection()) : session;
  }

  private void giveBack(Session session, boolean intact) {
    if (!intact || closed) {
      closeQuietly(session);
      return;
    }
    idle.add(session);
    if (closed && idle.remove(session)) {
      closeQuietly(session);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new JdbcStore.Failure("the store is closed: open it again");
    }
  }

  private static void closeQuietly(Session session) {
    try {
      session.close();
    } catch (SQLException e) {
      // What was committed is on disk.
    }
  }
}
