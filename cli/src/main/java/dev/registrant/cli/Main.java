package dev.registrant.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The {@code registrant} command. */
public final class Main {
  private static final int SECONDS_TO_END = 5;

  private Main() {}

  /**
   * Runs the command and ends the process with its exit code. When the process is told to end, the
   * command is interrupted and still says whether what it did was carried out.
   *
   * @param args see {@code registrant --help}
   */
  public static void main(String[] args) {
    CompletableFuture<Integer> ending = new CompletableFuture<>();
    Thread command = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  if (!ending.isDone()) {
                    command.interrupt();
                    int code =
                        ending
                            .completeOnTimeout(
                                ExitCodes.INTERRUPTED, SECONDS_TO_END, TimeUnit.SECONDS)
                            .join();
                    Runtime.getRuntime().halt(code);
                  }
                }));
    int code = run(args, System.in, output(FileDescriptor.out), output(FileDescriptor.err));
    ending.complete(code);
    System.exit(code);
  }

  /**
   * Runs the command in this process, without a terminal.
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
    return new CommandRun(new Terminal(in, out, err, false), env).run(args);
  }

  private static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
    Terminal terminal = new Terminal(in, out, err, isInteractive());
    return new CommandRun(terminal, System.getenv()).run(args);
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
