package dev.registrant.cli;

import dev.registrant.CredentialInfo;
import dev.registrant.RegistrationId;
import dev.registrant.spi.Secret;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A new file for issued secrets, one JSON document a line. A secret is on the disk when {@link
 * #append} returns. Thread-safe.
 */
final class SecretFile implements AutoCloseable {
  private final Path path;
  // Not a channel: one that is used by an interrupted thread closes, and the secret would be lost.
  private final FileOutputStream stream;
  private boolean written;

  private SecretFile(Path path, FileOutputStream stream) {
    this.path = path;
    this.stream = stream;
  }

  /**
   * Makes the file, for its owner only.
   *
   * @throws UsageProblem if it exists or cannot be made
   */
  static SecretFile create(Path path) {
    try {
      OwnerOnly.create(path);
      return new SecretFile(path, new FileOutputStream(path.toFile(), true));
    } catch (FileAlreadyExistsException e) {
      throw new UsageProblem(
          path + " exists, and secrets are never written over a file",
          "Give --secret-file another name; nothing was sent");
    } catch (IOException e) {
      throw new UsageProblem(
          "the file for secrets " + path + " cannot be made",
          "Give --secret-file a place that can be written to; nothing was sent");
    }
  }

  Path path() {
    return path;
  }

  /**
   * Writes a secret through to the disk.
   *
   * @throws UncheckedIOException if that fails; its message holds no secret
   */
  synchronized void append(RegistrationId owner, CredentialInfo credential, Secret value) {
    Map<String, String> line = new LinkedHashMap<>();
    line.put("id", credential.id());
    line.put("kind", credential.kind().word());
    line.put("registration", owner.value());
    line.put("value", value.reveal());
    try {
      written = true;
      stream.write((Json.write(line) + "\n").getBytes(StandardCharsets.UTF_8));
      stream.getFD().sync();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + path, e);
    }
  }

  /** Returns whether a secret was written, or may have been. */
  synchronized boolean isWritten() {
    return written;
  }

  /** Closes the file, and removes it if nothing was to be written. */
  @Override
  public synchronized void close() {
    try {
      stream.close();
      if (!written) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close " + path, e);
    }
  }
}
