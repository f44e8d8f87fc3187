package dev.registrant.store.jdbc;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A keyset in a file that belongs to one store, so that the rotation of one store's key cannot take
 * away another's: the id of the store in the first line, the keyset in the second.
 */
final class KeyFile extends KeySource {
  private static final String WHAT = "key file";
  private static final String PREFIX = "registrant-key-v1 ";
  private static final String NO_STORE = "";

  private final Path file;
  private final boolean mayCreate;

  KeyFile(Path file, boolean mayCreate) {
    this.file = file.toAbsolutePath();
    this.mayCreate = mayCreate;
  }

  @Override
  Sealer load(String storeId) {
    return keyset(storeId).sealer();
  }

  @Override
  boolean isMadeForStore() {
    return mayCreate;
  }

  @Override
  boolean isMissing() {
    return !Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  void requireUnused() {
    if (!isMissing()) {
      keyset(NO_STORE);
    }
  }

  @Override
  Sealer create(String storeId) {
    if (!isMissing()) {
      return load(storeId);
    }
    if (!mayCreate) {
      throw missing();
    }
    Keyset keyset = Keyset.random();
    write(storeId, keyset, true);
    return keyset.sealer();
  }

  @Override
  Sealer rotate(String storeId) {
    Keyset keyset = keyset(storeId).withNewPrimary();
    write(storeId, keyset, false);
    return keyset.sealer();
  }

  @Override
  void dropOld(String storeId) {
    write(storeId, keyset(storeId).primaryOnly(), false);
  }

  private Keyset keyset(String storeId) {
    OwnerOnly.requireIfPresent(file, WHAT);
    if (isMissing()) {
      throw missing();
    }
    String text;
    try {
      text = Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw OwnerOnly.cannot("be read", file, WHAT, e);
    }
    String[] lines = text.split("\n", -1);
    if (lines.length < 2 || !lines[0].startsWith(PREFIX)) {
      throw new JdbcStore.Failure(
          "the key file " + file + " is not one of Registrant: restore it from a backup");
    }
    if (!lines[0].equals(PREFIX + storeId)) {
      throw new JdbcStore.Failure(
          "the key file "
              + file
              + " belongs to another store: name this store's own"
              + (storeId.equals(NO_STORE) ? " or, if no store has it any more, delete it" : "")
              + "; nothing was written");
    }
    return Keyset.parse(lines[1], "the second line of the key file " + file);
  }

  /** Beside it first, then in its place: whatever happens, one whole file is there. */
  private void write(String storeId, Keyset keyset, boolean isFirst) {
    Path beside = Path.of(file + ".new");
    try {
      Files.deleteIfExists(beside);
      Files.createFile(beside, OwnerOnly.permissions(beside));
      // Not a channel: an interrupted thread would close it.
      try (RandomAccessFile out = new RandomAccessFile(beside.toFile(), "rw")) {
        out.write(
            (PREFIX + storeId + "\n" + keyset.text() + "\n").getBytes(StandardCharsets.ISO_8859_1));
        out.getFD().sync();
      }
      if (isFirst) {
        Files.createLink(file, beside); // unlike a move it never replaces the key of another store
        Files.delete(beside);
      } else {
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
      }
      OwnerOnly.syncDirectory(file);
    } catch (IOException e) {
      throw OwnerOnly.cannot("be written", file, WHAT, e);
    }
  }

  private JdbcStore.Failure missing() {
    return new JdbcStore.Failure(
        "the key file "
            + file
            + " is missing: restore it from a backup; the values of this store cannot be opened"
            + " without it");
  }
}
