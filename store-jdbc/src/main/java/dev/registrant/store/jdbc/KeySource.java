package dev.registrant.store.jdbc;

import static java.util.Objects.requireNonNull;

import dev.registrant.spi.Secret;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/**
 * Where the key comes from that the values of credentials are sealed with. Without it they are
 * lost: keep it in a backup of its own, apart from the database.
 */
public abstract class KeySource {
  KeySource() {}

  /**
   * Seals and opens values by a key that a host keeps elsewhere, for example in a key management
   * service. Authenticated encryption with associated data: what was sealed with other associated
   * data does not open. Thread-safe. May block; it is not called while the database is locked, but
   * by {@link JdbcStore#rekey()} and when a new store is made.
   */
  public interface Sealer {
    /**
     * Seals a value, with the newest key.
     *
     * @param value the value in clear
     * @param associatedData what the value is bound to; not secret, not kept in the result
     * @throws GeneralSecurityException if it cannot; the message is not shown
     */
    byte[] seal(byte[] value, byte[] associatedData) throws GeneralSecurityException;

    /**
     * Opens what was sealed, with whatever key it was sealed with.
     *
     * @throws GeneralSecurityException if it was sealed with another key or other associated data,
     *     or was changed since; the message is not shown
     */
    byte[] open(byte[] sealed, byte[] associatedData) throws GeneralSecurityException;
  }

  /** Takes the key from a file that its owner alone can read. One file serves one store. */
  public static KeySource file(Path file) {
    return new KeyFile(requireNonNull(file, "file"), false);
  }

  /**
   * Takes the key from a file that its owner alone can read, and makes that file with a new key
   * when a new store is made. A lost key is replaced by a new one as long as nothing was sealed
   * with it, and never after that.
   */
  public static KeySource fileOrNew(Path file) {
    return new KeyFile(requireNonNull(file, "file"), true);
  }

  /**
   * Takes the key as a text, for example the value of an environment variable.
   *
   * @param keyset as {@link #newKeyset()} made it: a Tink keyset, binary, in base64
   */
  public static KeySource keyset(Secret keyset) {
    return new KeyText(requireNonNull(keyset, "keyset"));
  }

  /** Leaves sealing to the host. */
  public static KeySource sealer(Sealer sealer) {
    return new KeyService(requireNonNull(sealer, "sealer"));
  }

  /** Makes a new key for {@link #keyset}. */
  public static Secret newKeyset() {
    return Secret.of(Keyset.random().text());
  }

  /**
   * Returns the key of a store that has one.
   *
   * @param storeId the id of the store
   * @throws JdbcStore.Failure if there is none, or it cannot be read
   */
  abstract Sealer load(String storeId);

  /**
   * Returns whether a key of this source was made for the one store that takes it, and is made anew
   * as long as nothing was sealed with it.
   */
  boolean isMadeForStore() {
    return false;
  }

  /** Returns whether such a key is not there. */
  boolean isMissing() {
    return false;
  }

  /**
   * Requires that no other store has taken this source, for a store that is about to be made.
   *
   * @throws JdbcStore.Failure if one has
   */
  void requireUnused() {}

  /** Loads what a key takes, so that nobody has to wait for that at a locked database. */
  void warmUp() {
    Keyset.random().rehearse();
  }

  /** Returns the key for a store that has none yet. */
  Sealer create(String storeId) {
    return load(storeId);
  }

  /** Adds a key, on disk when this returns, that seals from now on; the others still open. */
  abstract Sealer rotate(String storeId);

  /** Forgets the keys that nothing is sealed with any more. */
  void dropOld(String storeId) {}
}
