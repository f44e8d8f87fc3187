package dev.registrant.cli;

import dev.registrant.Account;
import dev.registrant.CredentialInfo;
import dev.registrant.RegistrationId;
import dev.registrant.Store;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of a command that brings back a secret: where the secret goes. */
final class SecretPlace {
  @Option(
      names = "--secret-file",
      paramLabel = "PATH",
      description = "A new file, for its owner only, to which secrets are written.")
  private Optional<Path> file = Optional.empty();

  @Option(names = "--reveal", description = "Show secrets in the result.")
  private boolean reveal;

  /** Returns whether a secret is to leave the store. */
  boolean isGiven() {
    return reveal || file.isPresent();
  }

  /**
   * Makes sure that a secret has a place to go to, before anything is sent.
   *
   * @param store where registrations are kept
   * @return the file, if one was asked for
   * @throws UsageProblem if there is no place or the file cannot be made
   */
  Optional<SecretFile> prepare(Store store) {
    if (!isGiven() && !store.isDurable()) {
      throw new UsageProblem(
          "this would bring back a secret that has no place to go to",
          "Give the configuration a durable store, or give --secret-file PATH, or --reveal to show"
              + " it in the result; nothing was sent");
    }
    return file.map(SecretFile::create);
  }

  /** Returns a store that is good enough for secrets: a durable one, or one with the file. */
  static Store keeping(Store store, Optional<SecretFile> file) {
    return store.isDurable()
        ? store
        : file.<Store>map(f -> new SecretFileStore(store, f)).orElse(store);
  }

  /**
   * Writes the current secrets to the file, unless they are there since they were issued.
   *
   * @throws RegistrationException if that fails; they are in the store then
   */
  static void deliver(
      Account account,
      RegistrationId owner,
      List<CredentialInfo> credentials,
      Optional<SecretFile> file,
      Terminal terminal) {
    if (file.isEmpty()) {
      return;
    }
    SecretFile to = file.get();
    try {
      if (!to.isWritten()) {
        credentials.stream()
            .filter(SecretPlace::isCurrent)
            .forEach(one -> to.append(owner, one, account.secrets().reveal(one.id())));
      }
    } catch (UncheckedIOException e) {
      throw new RegistrationException.Unavailable(
          "the secret is in the store, but could not be written to " + to.path(),
          "Give 'registrant secrets reveal' another --secret-file",
          ErrorDetails.builder(Outcome.APPLIED).account(account.name()).build(),
          null);
    }
    terminal.note(
        to.isWritten() ? "its secret is in " + to.path() : "there is no secret to be written");
  }

  /** Returns the value of a credential if it is to be shown. */
  Optional<String> shown(Account account, CredentialInfo credential) {
    return reveal && isCurrent(credential)
        ? Optional.of(account.secrets().reveal(credential.id()).reveal())
        : Optional.empty();
  }

  private static boolean isCurrent(CredentialInfo credential) {
    return credential.state() == CredentialInfo.State.CURRENT;
  }
}
