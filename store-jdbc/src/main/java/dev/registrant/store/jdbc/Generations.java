package dev.registrant.store.jdbc;

import java.util.Optional;

/** Notices that the database was replaced by an older copy. */
final class Generations implements AutoCloseable {
  private final Database database;
  private final String storeId;
  private final Optional<EpochFile> file;
  private volatile boolean restored;

  Generations(Database database, String storeId, Optional<EpochFile> file) {
    this.database = database;
    this.storeId = storeId;
    this.file = file;
    this.restored = isBehind();
  }

  boolean isRestored() {
    if (restored) {
      restored = isBehind(); // another process may have accepted it
    }
    return restored;
  }

  void requireNotRestored() {
    if (isRestored()) {
      throw new JdbcStore.Failure(
          database.name()
              + " is an older copy than the one that was last used here, or another one; nothing"
              + " was written: bring back the newer one, or accept this one and reconcile at once");
    }
  }

  /**
   * Notes what a durable commit has reached. Nothing else is noted: a lease may be lost with the
   * machine's power, and what was noted would then be ahead.
   */
  void reached(long generation) {
    file.ifPresent(epochs -> epochs.note(new EpochFile.Seen(storeId, generation)));
  }

  void acceptRestored() {
    if (!isRestored()) {
      return;
    }
    long seen = file.flatMap(EpochFile::seen).map(EpochFile.Seen::generation).orElse(0L);
    long generation =
        database.write(
            Database.Durability.POWER_LOSS,
            connection -> {
              // Beyond whatever epoch a lease had that the copy does not know.
              long behind = Math.max(0, seen - Meta.generation(connection));
              return Meta.grow(connection, behind + 1);
            });
    file.ifPresent(epochs -> epochs.replace(new EpochFile.Seen(storeId, generation)));
    restored = false;
  }

  @Override
  public void close() {
    file.ifPresent(EpochFile::close);
  }

  private boolean isBehind() {
    Optional<EpochFile.Seen> seen = file.flatMap(EpochFile::seen);
    return seen.isPresent()
        && (!seen.get().storeId().equals(storeId)
            || seen.get().generation() > database.read(Meta::generation));
  }
}
