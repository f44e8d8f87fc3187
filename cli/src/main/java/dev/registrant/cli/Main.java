package dev.registrant.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The {@code registrant} command. */
public final class Main {
  private Main() {}

  /**
   * Runs the command and ends the process with its exit code. When the process is told to end, the
   * command is interrupted and still says whether what it did was carried out.
   *
   * @param args see {@code registrant --help}
   */
  public static void main(String[] args) {
    Terminal terminal =
        new Terminal(
            System.in, output(FileDescriptor.out), output(FileDescriptor.err), isInteractive());
    CommandRun run = new CommandRun(terminal, System.getenv());
    CompletableFuture<Integer> ending = new CompletableFuture<>();
    Thread command = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  if (!ending.isDone()) {
                    command.interrupt();
                    Runtime.getRuntime().halt(code(run, ending, args));
                  }
                }));
    int code = run(run, terminal, args);
    ending.complete(code);
    System.exit(code);
  }

  /** Returns the exit code of the command if it ends soon, else that of a command given up. */
  private static int code(CommandRun run, CompletableFuture<Integer> ending, String... args) {
    try {
      return ending.get(run.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      return run.giveUp(args);
    }
  }

  /**
   * Runs the command in this process, without a terminal. While it runs, {@link System#out} is
   * {@code err}, so that only the result is on {@code out}; one at a time.
   *
   * @param args see {@code registrant --help}
   * @param in what it may read
   * @param out where results go, as UTF-8
   * @param err where everything else goes, as UTF-8
   * @param env the environment
   * @return the exit code: 0 done, 1 the provider refused or failed, 2 usage, configuration or
   *     input (nothing was sent), 3 outcome unknown or secret not stored, 130 interrupted
   */
  public static int run(
      String[] args, InputStream in, PrintStream out, PrintStream err, Map<String, String> env) {
    Terminal terminal = new Terminal(in, out, err, false);
    return run(new CommandRun(terminal, env), terminal, args);
  }

  /** What a provider or a library prints is no result; it goes to standard error. */
  private static int run(CommandRun run, Terminal terminal, String... args) {
    PrintStream usual = System.out;
    System.setOut(terminal.aside());
    try {
      return run.run(args);
    } finally {
      System.setOut(usual);
    }
  }

  /** Since 22 there is a console even where there is no terminal. */
  private static boolean isInteractive() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  private static PrintStream output(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
  }
}
