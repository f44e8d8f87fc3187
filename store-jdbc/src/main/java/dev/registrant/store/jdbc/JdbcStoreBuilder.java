package dev.registrant.store.jdbc;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Builds a {@link JdbcStore}. Not thread-safe. */
public final class JdbcStoreBuilder {
  private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(5);
  private static final int OPENING = 6;

  private @Nullable Path file;
  private @Nullable DataSource source;
  private @Nullable KeySource keys;
  private Duration busyTimeout = BUSY_TIMEOUT;
  private boolean runsDdl = true;
  private Schema schema = Schema.current();

  JdbcStoreBuilder() {}

  /** Uses a file of its own. */
  public JdbcStoreBuilder file(Path value) {
    file = requireNonNull(value, "value");
    return this;
  }

  /**
   * Uses connections of the host to an SQLite database, in which all our tables are called {@code
   * registrant_…}. The host sees to permissions, write-ahead log and time-outs; the connections
   * must have the pragma {@code synchronous} at {@code FULL}.
   */
  public JdbcStoreBuilder dataSource(DataSource value) {
    source = requireNonNull(value, "value");
    return this;
  }

  /** Sets where the key comes from. */
  public JdbcStoreBuilder keys(KeySource value) {
    keys = requireNonNull(value, "value");
    return this;
  }

  /**
   * Sets how long a write waits for others; 5 seconds by default. Opening, which many may do at
   * once, waits up to six times as long.
   */
  public JdbcStoreBuilder busyTimeout(Duration value) {
    busyTimeout = requireNonNull(value, "value");
    return this;
  }

  /** Leaves the making and changing of tables to the host; see {@link JdbcStore#ddl()}. */
  public JdbcStoreBuilder withoutDdl() {
    runsDdl = false;
    return this;
  }

  JdbcStoreBuilder schema(Schema value) {
    schema = value;
    return this;
  }

  /**
   * Opens the database.
   *
   * @throws JdbcStore.Failure as {@link JdbcStore#sqlite} does
   * @throws IllegalStateException unless there is a key and either a file or a data source
   */
  public JdbcStore open() {
    if (keys == null || (file == null) == (source == null)) {
      throw new IllegalStateException("name the key's source and either a file or a data source");
    }
    Waiting waiting = Waiting.upTo(busyTimeout.multipliedBy(OPENING));
    while (true) {
      try {
        return open(keys);
      } catch (JdbcStore.Failure e) {
        if (!e.isBusy() || !waiting.again()) {
          throw e;
        }
      }
    }
  }

  private JdbcStore open(KeySource keys) {
    Database database =
        file != null
            ? SqliteFile.open(file, busyTimeout)
            : HostConnections.over(requireNonNull(source));
    try {
      String storeId = Preparation.run(database, schema, runsDdl, keys);
      Vault vault = Vault.open(database, storeId, keys);
      Optional<EpochFile> epochs = Optional.ofNullable(file).map(EpochFile::beside);
      return new JdbcStore(database, vault, new Generations(database, storeId, epochs));
    } catch (RuntimeException | Error e) {
      database.close();
      throw e;
    }
  }
}
