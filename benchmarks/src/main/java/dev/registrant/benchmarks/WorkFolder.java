package dev.registrant.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for databases that goes away with what is in it. */
record WorkFolder(Path path) implements AutoCloseable {
  static WorkFolder make() throws IOException {
    return new WorkFolder(Files.createTempDirectory("bench"));
  }

  /** An empty folder in it. */
  Path fresh() throws IOException {
    return Files.createTempDirectory(path, "store");
  }

  @Override
  public void close() throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(path)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
  }
}
