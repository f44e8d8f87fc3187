package dev.registrant.cli;

import dev.registrant.Store;
import dev.registrant.store.jdbc.JdbcStore;
import dev.registrant.store.jdbc.KeySource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder for a durable store that is gone with the demo. */
final class DemoFolder implements AutoCloseable {
  private final Path path;

  private DemoFolder(Path path) {
    this.path = path;
  }

  static DemoFolder create() {
    try {
      return new DemoFolder(Files.createTempDirectory("registrant-demo"));
    } catch (IOException e) {
      throw new UsageProblem(
          "there is no place for a store in " + System.getProperty("java.io.tmpdir"),
          "Make that folder writable");
    }
  }

  Store store() {
    return JdbcStore.sqlite(path.resolve("demo.db"), KeySource.fileOrNew(path.resolve("demo.key")));
  }

  @Override
  public void close() {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      for (Path file : files) {
        Files.delete(file);
      }
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + path, e);
    }
  }
}
