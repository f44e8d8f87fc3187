package dev.registrant.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads paths of files in a configuration. Opens nothing. */
final class PathReader {
  private final Path folder;
  private final References references;
  private final ConfigProblems problems;

  /**
   * Makes the reader.
   *
   * @param folder where relative paths start
   */
  PathReader(Path folder, References references, ConfigProblems problems) {
    this.folder = folder;
    this.references = references;
    this.problems = problems;
  }

  /** Returns the path that an entry holds; empty if it is absent or is none. */
  Optional<Path> read(YamlMap map, String key) {
    Optional<String> written = map.text(key);
    if (written.filter(String::isBlank).isPresent()) {
      problems.add(map.path(key), "invalid", key + " cannot be empty");
      return Optional.empty();
    }
    try {
      return written.isEmpty()
          ? Optional.empty()
          : Optional.of(folder.resolve(references.resolve(written.get())));
    } catch (References.Missing e) {
      problems.add(map.path(key), "missing-reference", key + " " + e.getMessage());
    } catch (InvalidPathException e) {
      problems.add(map.path(key), "invalid", key + " takes the path of a file");
    }
    return Optional.empty();
  }
}
