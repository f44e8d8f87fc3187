package dev.registrant.cli;

import dev.registrant.Platform;
import dev.registrant.testkit.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the simulated vendors until it is interrupted. */
@Command(
    name = "sandbox",
    description = "Runs simulated vendors on 127.0.0.1; prints where they are on one line of JSON.")
final class SandboxCommand implements Action {
  private final Session session;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Where to listen; 0 for any free port, which is the default.")
  private int port;

  @Option(
      names = "--write-config",
      paramLabel = "FILE",
      description = "Write a configuration with accounts at the simulated vendors.")
  private Optional<Path> file = Optional.empty();

  @Option(names = "--force", description = "Write the configuration over a file that exists.")
  private boolean force;

  SandboxCommand(Session session) {
    this.session = session;
  }

  @Override
  public Result run() {
    if (port < 0 || port > 65_535) {
      throw new UsageProblem("--port takes 0 to 65535", "Correct it");
    }
    file.filter(path -> !force && Files.exists(path))
        .ifPresent(
            path -> {
              throw new UsageProblem(path + " exists", "Give --force to write over it");
            });
    try (Sandbox sandbox = start()) {
      file.ifPresent(path -> write(path, sandbox));
      session.terminal().result(sandbox.readyLine());
      session.terminal().progress("running until interrupted");
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      // This is how it ends; the lines it printed are its result.
    }
    return Result.printed(ExitCodes.INTERRUPTED);
  }

  private Sandbox start() {
    try {
      return Sandbox.start(port);
    } catch (UncheckedIOException e) {
      throw new UsageProblem(
          "port " + port + " of 127.0.0.1 cannot be listened on", "Give another --port, or 0");
    }
  }

  private void write(Path path, Sandbox sandbox) {
    String name = String.valueOf(path.getFileName()).replaceFirst("\\.ya?ml$", "");
    String yaml =
        SandboxAccount.yaml(
            SandboxAccount.of(sandbox, session.providers().catalog()),
            name,
            "%08x".formatted(Platform.system().random().nextInt()));
    Path written = force ? path.resolveSibling(path.getFileName() + ".new") : path;
    try {
      if (force) {
        Files.deleteIfExists(written);
      }
      OwnerOnly.create(written);
      Files.writeString(written, yaml);
      if (force) {
        Files.move(written, path, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UsageProblem(path + " cannot be written", "Give --write-config another place");
    }
  }
}
