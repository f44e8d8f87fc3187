package dev.registrant.store.jdbc;

import static java.util.Objects.requireNonNull;

import dev.registrant.CredentialInfo;
import dev.registrant.Duty;
import dev.registrant.Intent;
import dev.registrant.OutstandingAction;
import dev.registrant.RegistrationId;
import dev.registrant.Store;
import dev.registrant.spi.AppId;
import dev.registrant.spi.Secret;
import dev.registrant.store.jdbc.Database.Durability;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A store that outlives the process: an SQLite database with sealed credentials.
 *
 * <pre>{@code
 * Store store = JdbcStore.sqlite(Path.of("registrant.db"),
 *     KeySource.fileOrNew(Path.of("registrant.key")));
 * }</pre>
 *
 * <p>A commit is on disk when it returns. Several threads, stores and processes of one machine may
 * use one database; put it on a local disk. Values of credentials stand in it sealed only, bound to
 * their account, owner and id. Everything else, for example names and redirect URIs, stands in it
 * in clear, readable for the file's owner.
 *
 * <p>Thread-safe. Every method may block on the disk, and on other writers for at most the busy
 * time-out. What cannot be done is a {@link Failure}, after which nothing was written; a failed
 * store can be used on once the cause is gone.
 *
 * <p><b>Backups.</b> A database that was replaced by an older copy has forgotten apps and secrets.
 * Beside the file, {@code <file>.epoch} tells how far it had come; a database that is behind it can
 * be read but not written until {@link #acceptRestored()} and a reconciliation after it. Leave that
 * file out of backups. It is not forced to disk with each commit, so what was committed just before
 * a loss of power may be missed; if it is lost or damaged, the database counts as replaced; if it
 * is restored together with the database, nothing is noticed; and with a host's data source there
 * is none.
 */
public final class JdbcStore implements Store {
  /** Says why the database could not be used and what to do, without anything secret. */
  public static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** How long the cause may last. */
    enum Nature {
      /** Until somebody corrects something. */
      LASTING,
      /** Until the disk has room or works again. */
      PASSING,
      /** Until others are done. */
      BUSY
    }

    private final Nature nature;

    Failure(String message) {
      super(message);
      nature = Nature.LASTING;
    }

    Failure(String message, Throwable cause) {
      this(message, cause, Nature.LASTING);
    }

    Failure(String message, Throwable cause, Nature nature) {
      super(message, cause);
      this.nature = nature;
    }

    /**
     * Returns whether what was asked for is right and only the moment is wrong: others hold the
     * database, or its disk is full or does not work.
     */
    public boolean isPassing() {
      return nature != Nature.LASTING;
    }

    boolean isBusy() {
      return nature == Nature.BUSY;
    }
  }

  private final Database database;
  private final Vault vault;
  private final Generations generations;

  private final boolean reconciles;

  JdbcStore(Database database, Vault vault, Generations generations) {
    this(database, vault, generations, false);
  }

  private JdbcStore(Database database, Vault vault, Generations generations, boolean reconciles) {
    this.database = database;
    this.vault = vault;
    this.generations = generations;
    this.reconciles = reconciles;
  }

  /**
   * Opens a database file, which is made if there is none; its directory must be there. The file
   * and those that SQLite puts beside it are the owner's alone.
   *
   * @throws Failure if others can use the file, it is no plain file, no database, of a newer
   *     version, or was sealed with another key; nothing was written then
   */
  public static JdbcStore sqlite(Path file, KeySource keys) {
    return builder().file(file).keys(keys).open();
  }

  /** Returns a builder without a database and without a key. */
  public static JdbcStoreBuilder builder() {
    return new JdbcStoreBuilder();
  }

  /**
   * Returns the statements that make the tables out of nothing, for those who carry them out
   * themselves; see {@link JdbcStoreBuilder#withoutDdl()}.
   */
  public static List<String> ddl() {
    return Schema.current().ddl();
  }

  @Override
  public boolean isDurable() {
    return true;
  }

  @Override
  public Optional<Lease> lease(String name, Instant now, Instant until) {
    generations.requireNotRestored();
    if (database.read(session -> Leases.isTaken(session, name, now))) {
      return Optional.empty();
    }
    return database.write(Durability.PROCESS, session -> Leases.take(session, name, now, until));
  }

  @Override
  public Optional<Instant> leasedUntil(String name) {
    return database.read(session -> Leases.until(session, name));
  }

  @Override
  public void release(Lease lease) {
    database.write(
        Durability.PROCESS,
        session -> {
          Leases.release(session, lease);
          return true;
        });
  }

  @Override
  public void commit(Lease lease, Change change) {
    generations.requireNotRestored();
    long generation;
    try {
      generation = commitSealed(lease, change);
    } catch (Vault.KeyChanged e) {
      vault.reload();
      generation = commitSealed(lease, change);
    }
    generations.reached(generation);
  }

  private long commitSealed(Lease lease, Change change) {
    Vault.Sealed sealed = vault.seal(change.credentials());
    return database.write(
        Durability.POWER_LOSS,
        session -> {
          Leases.requireHeld(session, lease);
          if (!reconciles) {
            Acceptance.requireReconciled(session, change, database.name());
          }
          vault.requireCurrent(session, sealed);
          return Rows.write(session, change, sealed.values());
        });
  }

  @Override
  public Optional<Intent> intent(String accountId, String key) {
    return database.read(session -> Lookups.intent(session, accountId, key));
  }

  @Override
  public List<Intent> openIntents(String accountId, Instant now) {
    return database.read(session -> Lookups.openIntents(session, accountId, now));
  }

  @Override
  public List<DamagedIntent> damagedIntents(String accountId, Instant now) {
    return database.read(session -> Lookups.damagedIntents(session, accountId, now));
  }

  @Override
  public Optional<Entry> registration(RegistrationId id) {
    return database.read(session -> Lookups.registration(session, id));
  }

  @Override
  public Optional<Entry> registration(String accountId, AppId appId) {
    return database.read(session -> Lookups.registration(session, accountId, appId));
  }

  @Override
  public List<Entry> registrations(String accountId) {
    return database.read(session -> Lookups.registrations(session, accountId));
  }

  @Override
  public List<CredentialInfo> credentials(RegistrationId owner) {
    return database.read(session -> Lookups.credentials(session, owner));
  }

  @Override
  public Optional<Secret> reveal(String credentialId) {
    return database.read(session -> Vault.row(session, credentialId)).map(vault::open);
  }

  @Override
  public List<OutstandingAction> actions(String accountId) {
    return database.read(session -> Lookups.actions(session, accountId));
  }

  @Override
  public List<Duty> duties(String accountId) {
    return database.read(session -> Lookups.duties(session, accountId));
  }

  @Override
  public List<AuditEvent> audit(int atMost) {
    return database.read(session -> Lookups.audit(session, atMost));
  }

  @Override
  public Standing standing(String accountId) {
    return generations.standing(accountId);
  }

  @Override
  public Store forReconciliation() {
    return new JdbcStore(database, vault, generations, true);
  }

  @Override
  public void reconciled(String accountId) {
    generations.reconciled(accountId);
  }

  /**
   * Looks for damage: in the database itself, in rows, in values that do not open, in rows whose
   * owner is missing. Reads everything.
   *
   * @return a sentence for each finding with the table and the id; empty if all is well
   */
  public List<String> check() {
    return new Checkup(database, vault).findings();
  }

  /**
   * Adds a new key to the source of the key and seals every value with it, in one transaction; then
   * the old keys are dropped. A crash at any moment leaves a store that opens with the same source.
   * Other processes that have the store open take the new key by themselves. A key that the host
   * keeps itself is not changed; every value is sealed with it once more.
   *
   * @throws Failure if a value does not open (see {@link #check()}), or if the source is a text:
   *     use {@link #rekey(KeySource)}
   */
  public void rekey() {
    generations.requireNotRestored();
    vault.rekey();
  }

  /**
   * Seals every value with the key of another source, in one transaction, and uses that source from
   * now on. The next process must be given it too; those that have the store open with the former
   * one cannot seal or reveal any more.
   */
  public void rekey(KeySource next) {
    generations.requireNotRestored();
    vault.rekey(requireNonNull(next, "next"));
  }

  /**
   * Writes all records but the values of credentials and the leases as JSON, one in a line: {@code
   * {"table":"registrations","id":…,…,"body":{…}}}. The stream is flushed and left open.
   *
   * @throws java.io.UncheckedIOException if the stream fails
   */
  public void export(OutputStream out) {
    new Export(database).write(out);
  }

  /**
   * Returns whether the database was replaced by an older copy, or by another one, and nobody has
   * accepted that.
   */
  public boolean isRestored() {
    return generations.isRestored();
  }

  /**
   * Accepts a database that was replaced by an older copy: a reconciliation may write to it, and
   * when one has ended, everybody may, account by account. What was committed after the copy was
   * made is known to the vendors alone: that reconciliation tells which apps they list that are
   * unknown here. Keys used since then are unknown too, so look at what it told before using one of
   * that time again. What stands open in the copy may have been settled since and needs a decision
   * from now on. Idempotent.
   */
  public void acceptRestored() {
    generations.acceptRestored();
  }

  /** Closes the database; what runs in other threads ends with its transaction. Idempotent. */
  @Override
  public void close() {
    database.close();
    generations.close();
  }
}
