package dev.registrant.benchmarks;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a main class in a JVM of its own. */
final class ChildJvm {
  private ChildJvm() {}

  /** The program that runs this JVM. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * Runs a main class to its end.
   *
   * @param options of the JVM
   * @return the numbers in the last line it printed
   */
  static List<Long> run(String classPath, List<String> options, Class<?> main, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(List.of(args));
    Process process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    process.getOutputStream().close();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    int exit = process.waitFor();
    if (exit != 0) {
      throw new IOException(main.getSimpleName() + " ended with " + exit);
    }
    String last = said.substring(said.lastIndexOf('\n') + 1);
    return List.of(last.split(" ")).stream().map(Long::valueOf).toList();
  }
}
