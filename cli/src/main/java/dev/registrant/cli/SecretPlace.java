package dev.registrant.cli;

import dev.registrant.Store;
import dev.registrant.spi.Secret;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of a command that brings back a secret: where the secret goes. */
final class SecretPlace {
  @Option(
      names = "--secret-file",
      paramLabel = "PATH",
      description = "A new file, for its owner only, to which issued secrets are written.")
  private Optional<Path> file = Optional.empty();

  @Option(names = "--reveal", description = "Show issued secrets in the result.")
  private boolean reveal;

  /**
   * Makes sure that a secret has a place to go to, before anything is sent.
   *
   * @param store where registrations are kept
   * @return the file, if one was asked for
   * @throws UsageProblem if there is no place or the file cannot be made
   */
  Optional<SecretFile> prepare(Store store) {
    if (file.isEmpty() && !reveal && !store.isDurable()) {
      throw new UsageProblem(
          "this would bring back a secret that has no place to go to",
          "Give --secret-file PATH, or --reveal to show it in the result; nothing was sent");
    }
    return file.map(SecretFile::create);
  }

  /** Returns the value of a credential if it was asked for. */
  Optional<String> shown(Store store, String credentialId) {
    return reveal ? store.reveal(credentialId).map(Secret::reveal) : Optional.empty();
  }
}
