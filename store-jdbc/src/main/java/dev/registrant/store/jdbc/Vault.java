package dev.registrant.store.jdbc;

import dev.registrant.Store.Credential;
import dev.registrant.spi.Secret;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Seals values, bound to their account, owner and credential. Every key has a number in the
 * database; who finds another number there than the one it knows, since another process has changed
 * the key, loads the key anew before it writes.
 */
final class Vault {
  /** Bound into every value: what the associated data of version 1 looks like. */
  private static final int VERSION = 1;

  private static final byte[] CHECK = "registrant".getBytes(StandardCharsets.UTF_8);

  /** A sealed value as it stands in its row. */
  record Row(String id, String accountId, String owner, byte[] sealed) {}

  /** Sealed values of a change, in its order, and the number of the key. */
  record Sealed(long key, List<byte[]> values) {}

  /** Says that the key is not the one that was known. */
  static final class KeyChanged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeyChanged() {
      super("the key was changed", null, false, false);
    }
  }

  private record Key(long number, byte[] check) {}

  private record Loaded(long number, KeySource.Sealer sealer) {}

  private final Database database;
  private final String storeId;
  private volatile KeySource source;
  private volatile Loaded loaded;

  private Vault(Database database, String storeId, KeySource source, Loaded loaded) {
    this.database = database;
    this.storeId = storeId;
    this.source = source;
    this.loaded = loaded;
  }

  static boolean hasKey(Session session) throws SQLException {
    return key(session).isPresent();
  }

  /** Returns whether {@link #prepare} has nothing to write. */
  static boolean isPrepared(Session session, String storeId, KeySource source) throws SQLException {
    Optional<Key> key = key(session);
    return key.isPresent()
        && (!source.isMadeForStore()
            || hasValues(session)
            || (!source.isMissing() && opensCheck(source.load(storeId), key.get(), storeId)));
  }

  /**
   * Writes the check value of a first key, or of one that replaces a lost one with which nothing
   * was sealed.
   *
   * @throws JdbcStore.Failure if there is one and it was sealed with another key
   */
  static void prepare(Session session, Database database, String storeId, KeySource source)
      throws SQLException {
    Optional<Key> key = key(session);
    boolean unused = !hasValues(session);
    KeySource.Sealer sealer = unused ? source.create(storeId) : source.load(storeId);
    if (key.isPresent() && opensCheck(sealer, key.get(), storeId)) {
      return;
    }
    if (key.isPresent() && !(unused && source.isMadeForStore())) {
      throw wrongKey(database);
    }
    long number = key.map(Key::number).orElse(0L) + 1;
    session.update(
        "INSERT INTO registrant_meta (name, number, bytes) VALUES ('key', ?, ?)"
            + " ON CONFLICT (name) DO UPDATE SET number = excluded.number, bytes = excluded.bytes",
        number,
        seal(sealer, CHECK, checkData(storeId, number)));
  }

  private static boolean hasValues(Session session) throws SQLException {
    return session
        .first(row -> row.getString(1), "SELECT id FROM registrant_credentials LIMIT 1")
        .isPresent();
  }

  /**
   * Opens the vault.
   *
   * @throws JdbcStore.Failure if the key is not the one that the store was sealed with
   */
  static Vault open(Database database, String storeId, KeySource source) {
    return new Vault(database, storeId, source, load(database, storeId, source));
  }

  /** Seals the values of a change. Not to be called in a transaction: it may take its time. */
  Sealed seal(List<Credential> credentials) {
    Loaded now = loaded;
    List<byte[]> values = new ArrayList<>();
    for (Credential credential : credentials) {
      String id = credential.info().id();
      byte[] value = credential.value().reveal().getBytes(StandardCharsets.UTF_8);
      byte[] data = data("credential", credential.accountId(), credential.owner().value(), id);
      values.add(seal(now.sealer(), value, data));
      Arrays.fill(value, (byte) 0);
    }
    return new Sealed(now.number(), values);
  }

  /** Requires, within a transaction, that values were sealed with the key of the store. */
  void requireCurrent(Session session, Sealed sealed) throws SQLException {
    if (!sealed.values().isEmpty()
        && key(session).filter(key -> key.number() == sealed.key()).isEmpty()) {
      throw new KeyChanged();
    }
  }

  /** Takes the key that another process has changed to. */
  void reload() {
    loaded = load(database, storeId, source);
  }

  /**
   * Opens a value.
   *
   * @throws JdbcStore.Failure if it was changed or is another row's
   */
  Secret open(Row row) {
    Optional<byte[]> value = tryOpen(loaded.sealer(), row);
    if (value.isEmpty()) {
      reload(); // another process may be about to change the key
      value = tryOpen(loaded.sealer(), row);
    }
    return value
        .map(bytes -> Secret.of(new String(bytes, StandardCharsets.UTF_8)))
        .orElseThrow(() -> damaged(row));
  }

  /** Seals everything anew with a new key of the same source. */
  void rekey() {
    KeySource from = source;
    long number =
        database.write(
            Database.Durability.POWER_LOSS,
            session -> {
              requireKnown(session);
              KeySource.Sealer both = from.rotate(storeId); // on disk before the first row
              return resealAll(session, both, both);
            });
    reload();
    database.write(
        Database.Durability.POWER_LOSS,
        session -> {
          // Somebody may have begun another change; theirs then drops ours too.
          if (key(session).filter(key -> key.number() == number).isPresent()) {
            from.dropOld(storeId);
          }
          return true;
        });
    reload();
  }

  /** Seals everything anew with the key of another source. */
  void rekey(KeySource next) {
    database.write(
        Database.Durability.POWER_LOSS,
        session -> {
          requireKnown(session);
          return resealAll(session, source.load(storeId), next.create(storeId));
        });
    source = next;
    reload();
  }

  private void requireKnown(Session session) throws SQLException {
    Key key = key(session).orElseThrow(this::noKey);
    if (!opensCheck(source.load(storeId), key, storeId)) {
      throw wrongKey(database);
    }
  }

  private long resealAll(Session session, KeySource.Sealer from, KeySource.Sealer to)
      throws SQLException {
    List<String> ids =
        session.list(row -> row.getString(1), "SELECT id FROM registrant_credentials");
    for (String id : ids) {
      Row row = row(session, id).orElseThrow();
      byte[] value = tryOpen(from, row).orElseThrow(() -> damaged(row));
      byte[] data = data("credential", row.accountId(), row.owner(), row.id());
      session.update(
          "UPDATE registrant_credentials SET sealed = ? WHERE id = ?", seal(to, value, data), id);
      Arrays.fill(value, (byte) 0);
    }
    long number = key(session).orElseThrow(this::noKey).number() + 1;
    session.update(
        "UPDATE registrant_meta SET number = ?, bytes = ? WHERE name = 'key'",
        number,
        seal(to, CHECK, checkData(storeId, number)));
    return number;
  }

  /** Returns the sealed value of a credential. */
  static Optional<Row> row(Session session, String id) throws SQLException {
    return session.first(
        row -> new Row(id, row.getString(1), row.getString(2), row.getBytes(3)),
        "SELECT account_id, owner, sealed FROM registrant_credentials WHERE id = ?",
        id);
  }

  private static Loaded load(Database database, String storeId, KeySource source) {
    for (int tries = 1; ; tries++) {
      KeySource.Sealer sealer = source.load(storeId);
      Key key =
          database
              .read(Vault::key)
              .orElseThrow(() -> new JdbcStore.Failure(database.name() + " has no key check"));
      if (opensCheck(sealer, key, storeId)) {
        return new Loaded(key.number(), sealer);
      }
      if (tries == 2) { // once more: the key may have been changed between the two look-ups
        throw wrongKey(database);
      }
    }
  }

  private static Optional<Key> key(Session session) throws SQLException {
    return session.first(
        row -> new Key(row.getLong(1), row.getBytes(2)),
        "SELECT number, bytes FROM registrant_meta WHERE name = 'key'");
  }

  private static boolean opensCheck(KeySource.Sealer sealer, Key key, String storeId) {
    try {
      return Arrays.equals(CHECK, sealer.open(key.check(), checkData(storeId, key.number())));
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static Optional<byte[]> tryOpen(KeySource.Sealer sealer, Row row) {
    try {
      byte[] data = data("credential", row.accountId(), row.owner(), row.id());
      return Optional.of(sealer.open(row.sealed(), data));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private static byte[] seal(KeySource.Sealer sealer, byte[] value, byte[] data) {
    try {
      return sealer.seal(value, data);
    } catch (GeneralSecurityException e) {
      throw new JdbcStore.Failure(
          "a value could not be sealed and nothing was written: check the key's source");
    }
  }

  private static byte[] checkData(String storeId, long number) {
    return data("key", storeId, Long.toString(number));
  }

  /** Lengths before the parts, so that no two lists of parts look alike. */
  private static byte[] data(String... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      for (String part : parts) {
        byte[] text = part.getBytes(StandardCharsets.UTF_8);
        out.writeInt(text.length);
        out.write(text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static JdbcStore.Failure damaged(Row row) {
    return new JdbcStore.Failure(
        "registrant_credentials: the value of "
            + row.id()
            + " does not open: it was changed or damaged; replace the credential at the vendor");
  }

  private static JdbcStore.Failure wrongKey(Database database) {
    return new JdbcStore.Failure(
        "the sealing key is not the one of "
            + database.name()
            + ": give the right one; nothing was written");
  }

  private JdbcStore.Failure noKey() {
    return new JdbcStore.Failure(database.name() + " has no key check: restore a backup");
  }
}
