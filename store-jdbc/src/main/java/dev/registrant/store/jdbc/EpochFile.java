package dev.registrant.store.jdbc;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Remembers, beside the database, how far it had come. A database that is behind was restored from
 * a backup. It is written after the commit and not forced to disk, so it is never ahead of a
 * database that was not restored; after a loss of power it may itself be behind and see less.
 */
final class EpochFile implements AutoCloseable {
  private static final Pattern FORM = Pattern.compile("registrant-epoch-v1 (\\S+) (\\d{19})\n");

  /**
   * What was seen last.
   *
   * @param storeId the id of the store
   * @param generation its counter
   */
  record Seen(String storeId, long generation) {}

  private final RandomAccessFile file;

  private EpochFile(RandomAccessFile file) {
    this.file = file;
  }

  static EpochFile beside(Path database) {
    Path path = Path.of(database.toAbsolutePath() + ".epoch");
    OwnerOnly.createIfAbsent(path, "epoch file");
    try {
      return new EpochFile(new RandomAccessFile(path.toFile(), "rw"));
    } catch (IOException e) {
      throw OwnerOnly.cannot("be opened", path, "epoch file", e);
    }
  }

  /** Returns what was seen last; empty if nothing was, or it cannot be read any more. */
  synchronized Optional<Seen> seen() {
    try {
      byte[] bytes = new byte[200];
      file.seek(0);
      int length = Math.max(0, file.read(bytes));
      Matcher matcher = FORM.matcher(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
      return matcher.lookingAt()
          ? Optional.of(new Seen(matcher.group(1), Long.parseLong(matcher.group(2))))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Notes how far the database has come; what is less than was seen is left out. */
  synchronized void note(Seen now) {
    Optional<Seen> before = seen();
    if (before.isPresent()
        && before.get().storeId().equals(now.storeId())
        && before.get().generation() >= now.generation()) {
      return;
    }
    write(now);
  }

  /** Notes how far the database has come, whatever was seen before. */
  synchronized void replace(Seen now) {
    write(now);
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      // It was written with each commit.
    }
  }

  private void write(Seen now) {
    try {
      file.seek(0);
      file.write(
          "registrant-epoch-v1 %s %019d\n"
              .formatted(now.storeId(), now.generation())
              .getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      // The commit is on disk, which is what counts; a restored backup may go unseen.
    }
  }
}
