package dev.registrant.store.jdbc;

import dev.registrant.Intent;
import dev.registrant.Store;
import dev.registrant.Store.Standing;
import java.sql.SQLException;
import java.util.List;
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
    if (file.isPresent() && file.get().seen().isEmpty() && !database.read(Lookups::hasHistory)) {
      file.get().replace(new EpochFile.Seen(storeId, database.read(Meta::generation)));
    }
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
              + " was written: bring back the newer one, or accept this one ('registrant store"
              + " accept-restored'), then reconcile");
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
            session -> {
              // Beyond whatever epoch a lease had that the copy does not know.
              long behind = Math.max(0, seen - Meta.generation(session));
              Meta.grow(session, behind + 1);
              Acceptance.note(session);
              return Rows.write(session, undecided(session), List.of());
            });
    file.ifPresent(epochs -> epochs.replace(new EpochFile.Seen(storeId, generation)));
    restored = false;
  }

  Standing standing(String accountId) {
    if (isRestored()) {
      return Standing.RESTORED;
    }
    return database.read(session -> Acceptance.awaited(session, accountId)).isPresent()
        ? Standing.ACCEPTED
        : Standing.CURRENT;
  }

  void reconciled(String accountId) {
    if (standing(accountId) != Standing.ACCEPTED) {
      return;
    }
    reached(
        database.write(
            Database.Durability.POWER_LOSS,
            session ->
                Acceptance.reconciled(session, accountId)
                    ? Meta.grow(session, 1)
                    : Meta.generation(session)));
  }

  /** What an old copy believes to be open may have been settled since, and renamed. */
  private static Store.Change undecided(Session session) throws SQLException {
    Store.Change change = new Store.Change();
    Lookups.unclosedIntents(session).stream()
        .map(
            intent ->
                intent.at(
                    Intent.Stage.NEEDS_DECISION,
                    "it stood open in a restored copy of the store; look for its app at the vendor,"
                        + " under its working name and its own"))
        .forEach(change.intents()::add);
    return change;
  }

  @Override
  public void close() {
    file.ifPresent(EpochFile::close);
  }

  private boolean isBehind() {
    if (file.isEmpty()) {
      return false;
    }
    Optional<EpochFile.Seen> seen = file.get().seen();
    if (seen.isEmpty()) {
      return database.read(Lookups::hasHistory); // lost or damaged: nobody knows how old this is
    }
    return !seen.get().storeId().equals(storeId)
        || seen.get().generation() > database.read(Meta::generation);
  }
}
