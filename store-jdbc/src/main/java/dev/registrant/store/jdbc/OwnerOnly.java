package dev.registrant.store.jdbc;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Files that nobody but their owner can read. Where the file system knows no such permissions, the
 * host's directory has to do.
 */
final class OwnerOnly {
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private OwnerOnly() {}

  /** Makes an empty file unless there is one, and requires that it is the owner's alone. */
  static void createIfAbsent(Path file, String what) {
    try {
      Files.createFile(file, permissions(file));
    } catch (FileAlreadyExistsException e) {
      requireIfPresent(file, what);
    } catch (IOException e) {
      throw cannot("be made", file, what, e);
    }
  }

  /** Requires that a file, if there is one, is a plain file that its owner alone can use. */
  static void requireIfPresent(Path file, String what) {
    try {
      if (!hasPermissions(file)) {
        return;
      }
      PosixFileAttributes found =
          Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!found.isRegularFile()) {
        throw new JdbcStore.Failure(
            "the " + what + " " + file + " is a link, a directory or no file: name a plain file");
      }
      if (!OWNER.containsAll(withoutExecute(found.permissions()))) {
        throw new JdbcStore.Failure(
            "the "
                + what
                + " "
                + file
                + " can be used by others than its owner: run chmod 600 on it, and consider what"
                + " is in it as seen");
      }
      if (!found.permissions().containsAll(OWNER)) {
        throw new JdbcStore.Failure(
            "the " + what + " " + file + " cannot be read and written: run chmod 600 on it");
      }
    } catch (NoSuchFileException e) {
      // Nothing to require.
    } catch (IOException e) {
      throw cannot("be looked at", file, what, e);
    }
  }

  static FileAttribute<?>[] permissions(Path file) {
    return hasPermissions(file)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
        : new FileAttribute<?>[0];
  }

  /** Makes sure that the name of a file is on disk, where the system can do that. */
  static void syncDirectory(Path file) {
    // The channel of an interrupted thread closes at once.
    boolean interrupted = Thread.interrupted();
    try (FileChannel directory =
        FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
      directory.force(true);
    } catch (IOException e) {
      // Some systems cannot open a directory; there a rename is on disk when it returns.
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  static JdbcStore.Failure cannot(String act, Path file, String what, IOException cause) {
    String reason = cause instanceof NoSuchFileException ? "its directory does not exist" : "";
    return new JdbcStore.Failure(
        "the "
            + what
            + " "
            + file
            + " cannot "
            + act
            + ": "
            + (reason.isEmpty() ? cause.getClass().getSimpleName() : reason),
        cause);
  }

  private static boolean hasPermissions(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static Set<PosixFilePermission> withoutExecute(Set<PosixFilePermission> permissions) {
    Set<PosixFilePermission> some = EnumSet.noneOf(PosixFilePermission.class);
    some.addAll(permissions);
    some.remove(PosixFilePermission.OWNER_EXECUTE);
    return some;
  }
}
