package dev.registrant.cli;

import dev.registrant.store.jdbc.KeySource;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a key to be kept in an environment variable. */
@Command(
    name = "new-key",
    description = {
      "Makes a sealing key to be kept in an environment variable (key: {env: NAME}).",
      "A key file needs none: it is made with the store."
    })
final class StoreNewKeyCommand implements Action {
  @Option(
      names = "--secret-file",
      paramLabel = "PATH",
      description = "A new file, for its owner only, to which the key is written.")
  private Optional<Path> file = Optional.empty();

  @Option(names = "--reveal", description = "Show the key in the result.")
  private boolean reveal;

  @Override
  public Result run() {
    if (file.isEmpty() && !reveal) {
      throw new UsageProblem(
          "the key has no place to go to",
          "Give --secret-file PATH, or --reveal to show it in the result");
    }
    String key = KeySource.newKeyset().reveal();
    file.ifPresent(path -> write(path, key));
    return reveal
        ? Result.done(Map.of("key", key), key)
        : Result.done(Map.of("made", true), "the key is in " + file.orElseThrow());
  }

  private static void write(Path path, String key) {
    try {
      OwnerOnly.create(path);
      Files.writeString(path, key + "\n");
    } catch (FileAlreadyExistsException e) {
      throw new UsageProblem(path + " exists", "Give --secret-file another name");
    } catch (IOException e) {
      throw new UsageProblem(path + " cannot be written", "Give --secret-file another place");
    }
  }
}
