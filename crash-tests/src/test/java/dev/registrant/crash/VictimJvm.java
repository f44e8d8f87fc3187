package dev.registrant.crash;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * How a victim is started: as fast as a JVM can. Its classes are shared from an archive, which
 * takes jars only, so folders of classes are packed first.
 */
final class VictimJvm {
  private final Path directory;
  private final String classPath;

  private VictimJvm(Path directory, String classPath) {
    this.directory = directory;
    this.classPath = classPath;
  }

  static VictimJvm in(Path directory) throws IOException {
    List<String> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(entry);
      String name = path.getFileName().toString();
      if (name.matches("(junit|surefire|opentest4j|apiguardian|error_prone).*")) {
        continue;
      }
      if (Files.isDirectory(path)) {
        path = packed(path, directory.resolve(entries.size() + ".jar"));
      }
      if (Files.exists(path)) {
        entries.add(path.toString());
      }
    }
    return new VictimJvm(directory, String.join(File.pathSeparator, entries));
  }

  private static Path packed(Path folder, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(
            new JarEntry(folder.relativize(each).toString().replace(File.separatorChar, '/')));
        Files.copy(each, out);
        out.closeEntry();
      }
    }
    return jar;
  }

  ProcessBuilder victim() {
    return started("-XX:SharedArchiveFile=" + archive());
  }

  /** A victim that, if it dies by itself, leaves the archive for the others. */
  ProcessBuilder archivingVictim() {
    return started("-XX:ArchiveClassesAtExit=" + archive());
  }

  private Path archive() {
    return directory.resolve("victim.jsa");
  }

  private ProcessBuilder started(String sharing) {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            sharing,
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xms32m",
            "-Xmx128m",
            "-Xlog:disable",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=debug",
            "-cp",
            classPath,
            Victim.class.getName());
    builder.environment().clear();
    return builder;
  }
}
