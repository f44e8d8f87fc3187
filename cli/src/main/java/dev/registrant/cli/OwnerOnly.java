package dev.registrant.cli;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that only their owner may read and write. */
final class OwnerOnly {
  private OwnerOnly() {}

  /**
   * Makes a new empty file.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is one of that name
   * @throws IOException if it cannot be made
   */
  static void create(Path path) throws IOException {
    Files.createFile(path, attributes());
  }

  /** Where there are no POSIX permissions, what the folder passes on holds. */
  private static FileAttribute<?>[] attributes() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
