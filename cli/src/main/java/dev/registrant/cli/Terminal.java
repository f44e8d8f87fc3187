package dev.registrant.cli;

import dev.registrant.spi.Secret;
import java.io.BufferedReader;
import java.io.Console;
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
  private static final int LONGEST_SECRET = 65_536;

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

  /**
   * Prints a result and makes it visible at once.
   *
   * @return whether it arrived: standard output may be closed or full
   */
  boolean result(String text) {
    out.println(text);
    return !out.checkError();
  }

  /** Tells something that is not a result. */
  void note(String text) {
    err.println(Printable.cleanLines(text));
    err.flush();
  }

  /** Returns standard error, for those who print where they should not. */
  PrintStream aside() {
    return err;
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

  /**
   * Takes a secret: typed without being shown, or all of standard input but its last line break.
   *
   * @throws InterruptedException if the user gives up instead
   * @throws UsageProblem if there is none, or more than a secret can be
   */
  Secret secret(String name) throws InterruptedException {
    String value;
    try {
      value = CompletableFuture.supplyAsync(() -> interactive ? typed(name) : rest()).get();
    } catch (ExecutionException e) {
      throw new UsageProblem("the secret " + name + " cannot be read", "Nothing was changed");
    }
    if (value.isEmpty() || value.length() > LONGEST_SECRET) {
      throw new UsageProblem(
          value.isEmpty()
              ? "the secret " + name + " is empty"
              : "standard input is too long to be the secret " + name,
          "Give it on standard input, alone; nothing was changed");
    }
    return Secret.of(value);
  }

  private static String typed(String name) {
    Console console = System.console();
    char[] typed = console == null ? null : console.readPassword("%s (not shown): ", name);
    return typed == null ? "" : new String(typed);
  }

  private String rest() {
    StringBuilder all = new StringBuilder();
    char[] buffer = new char[8192];
    try {
      for (int read = in.read(buffer);
          read >= 0 && all.length() <= LONGEST_SECRET;
          read = in.read(buffer)) {
        all.append(buffer, 0, read);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all.toString().replaceFirst("\\R\\z", "");
  }

  private String line() {
    try {
      return Optional.ofNullable(in.readLine()).orElse("").strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tells where something went wrong; not its message, which may hold anything. */
  void trace(Throwable problem) {
    for (Throwable told = problem; told != null; told = told.getCause()) {
      err.println(told.getClass().getName());
      for (StackTraceElement frame : told.getStackTrace()) {
        err.println("\tat " + frame);
      }
    }
    err.flush();
  }
}
