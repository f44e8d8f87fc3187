package dev.registrant.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Where a command talks: results on standard output, everything else on standard error. */
final class Terminal {
  private final BufferedReader in;
  private final PrintStream out;
  private final PrintStream err;
  private final boolean interactive;

  Terminal(InputStream in, PrintStream out, PrintStream err, boolean interactive) {
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    this.out = out;
    this.err = err;
    this.interactive = interactive;
  }

  /** Returns whether a person sits in front of it. */
  boolean isInteractive() {
    return interactive;
  }

  /** Prints a result and makes it visible at once. */
  void result(String text) {
    out.println(text);
    out.flush();
  }

  /** Tells something that is not a result. */
  void note(String text) {
    err.println(text);
    err.flush();
  }

  /** Tells what goes on; quiet in a pipe. */
  void progress(String text) {
    if (interactive) {
      note(text);
    }
  }

  /**
   * Asks a question that is answered by {@code y} or anything else.
   *
   * @throws InterruptedException if the user gives up instead
   */
  boolean confirm(String question) throws InterruptedException {
    err.print(question + " [y/N] ");
    err.flush();
    try {
      // Reading from a terminal cannot be interrupted, waiting for it can.
      String answer = CompletableFuture.supplyAsync(this::line).get();
      return answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
    } catch (ExecutionException e) {
      return false;
    }
  }

  private String line() {
    try {
      return Optional.ofNullable(in.readLine()).orElse("").strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void trace(Throwable problem) {
    problem.printStackTrace(err);
    err.flush();
  }
}
