package dev.registrant.cli;

import dev.registrant.CredentialInfo;
import dev.registrant.RegistrationId;
import dev.registrant.spi.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
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
  private final FileChannel channel;

  SecretFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Makes the file, for its owner only.
   *
   * @throws UsageProblem if it exists or cannot be made
   */
  static SecretFile create(Path path) {
    try {
      return new SecretFile(path, OwnerOnly.create(path));
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
    ByteBuffer bytes = ByteBuffer.wrap((Json.write(line) + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + path, e);
    }
  }

  /** Closes the file, and removes it if nothing was written. */
  @Override
  public synchronized void close() {
    try (channel) {
      if (channel.isOpen() && channel.position() == 0) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close " + path, e);
    }
  }
}
