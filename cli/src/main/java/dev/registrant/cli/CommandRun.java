package dev.registrant.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Runs the command once: reads the arguments, does what they say, shows the result. For one thread,
 * and another one that gives it up.
 */
final class CommandRun {
  private static final String OUTPUT = "--output";

  /** What looks like the name of a command and like no secret. */
  private static final Pattern COMMAND = Pattern.compile("[A-Za-z][A-Za-z-]{0,15}");

  private final Terminal terminal;
  private final Map<String, String> env;
  private final AtomicBoolean shown = new AtomicBoolean();
  private volatile Duration patience = Action.BRIEF;

  CommandRun(Terminal terminal, Map<String, String> env) {
    this.terminal = terminal;
    this.env = env;
  }

  /** Returns the exit code. */
  int run(String... args) {
    RegistrantCommand options = new RegistrantCommand();
    Result result;
    try (Session session = new Session(terminal, env, options)) {
      result = act(CommandTree.of(options, session), args);
    } catch (Throwable e) {
      if (env.containsKey("REGISTRANT_DEBUG")) {
        terminal.trace(e);
      }
      result = ErrorReport.of(e);
    }
    boolean json = options.output == RegistrantCommand.Output.JSON || asksForJson(args);
    return show(result, json) ? result.exitCode() : unshown(result);
  }

  /** Returns how long the command may take to end once it is interrupted. */
  Duration patience() {
    return patience;
  }

  /**
   * Shows that the command was given up, in the place of its result, unless that is shown.
   *
   * @return the exit code
   */
  int giveUp(String... args) {
    Result result = ErrorReport.givenUp(patience.compareTo(Action.BRIEF) > 0);
    show(result, asksForJson(args));
    return result.exitCode();
  }

  /** What cannot be shown is not done: the result may hold the only copy of a secret. */
  private int unshown(Result result) {
    boolean secret = String.valueOf(result.json().get("credentials")).contains("value=");
    terminal.note(
        "error: the result could not be written to standard output"
            + (secret
                ? "; a revealed secret is lost unless the store is durable: replace it, or reveal it"
                    + " again from the store"
                : ""));
    if (result.exitCode() != ExitCodes.DONE) {
      return result.exitCode();
    }
    return secret ? ExitCodes.UNKNOWN : ExitCodes.FAILED;
  }

  private Result act(CommandLine root, String... args) throws InterruptedException {
    ParseResult parsed;
    try {
      parsed = root.parseArgs(args);
    } catch (ParameterException e) {
      return ErrorReport.usage(problem(e), advice(e.getCommandLine()));
    }
    while (parsed.hasSubcommand()) {
      parsed = parsed.subcommand();
    }
    CommandLine command = parsed.commandSpec().commandLine();
    if (parsed.isUsageHelpRequested()) {
      String help = command.getUsageMessage().stripTrailing();
      return Result.done(Map.of("help", help), help);
    }
    if (parsed.isVersionHelpRequested()) {
      String version = String.join(" ", root.getCommandSpec().version());
      return Result.done(Map.of("version", version), version);
    }
    if (command.getCommand() instanceof Action action) {
      patience = action.patience();
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return action.run();
    }
    return ErrorReport.usage(
        "a command is missing; there are " + String.join(", ", command.getSubcommands().keySet()),
        advice(command));
  }

  /** Returns whether the result arrived. */
  private boolean show(Result result, boolean json) {
    if (result.json().isEmpty() || !shown.compareAndSet(false, true)) {
      return true;
    }
    if (json) {
      return terminal.result(Json.write(result.json()));
    }
    if (result.json().containsKey("error")) {
      terminal.note(result.text());
      return true;
    }
    // Also what forgot to make a vendor's text harmless is.
    return terminal.result(Printable.cleanLines(result.text()));
  }

  /** Also what a mistyped option left missing is told by its name. */
  private static String problem(ParameterException e) {
    List<String> unmatched = e.getCommandLine().getUnmatchedArguments();
    String told = String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong usage");
    if (e instanceof UnmatchedArgumentException given) {
      return unmatched(given.getUnmatched(), e.getCommandLine());
    }
    return e instanceof MissingParameterException && !unmatched.isEmpty()
        ? unmatched(unmatched, e.getCommandLine()) + "; " + told
        : told;
  }

  /** Who mistypes an option may have given a secret with it, so only names are repeated. */
  private static String unmatched(List<String> given, CommandLine command) {
    if (!command.getSubcommands().isEmpty() && COMMAND.matcher(given.get(0)).matches()) {
      return unknownCommand(given.get(0), command);
    }
    List<String> options =
        given.stream()
            .filter(argument -> argument.startsWith("-"))
            .map(argument -> argument.replaceFirst("=.*", ""))
            .toList();
    List<String> nearest = new UnmatchedArgumentException(command, given).getSuggestions();
    return (options.isEmpty()
            ? "'" + command.getCommandSpec().qualifiedName() + "' takes no such argument"
            : "unknown option " + String.join(", ", options))
        + (nearest.isEmpty() ? "" : "; did you mean " + String.join(" or ", nearest) + "?");
  }

  private static String unknownCommand(String given, CommandLine command) {
    List<String> known = List.copyOf(command.getSubcommands().keySet());
    return "unknown command " + given + "; " + Choice.problem("it", given, known).orElse("");
  }

  private static String advice(CommandLine command) {
    return "See '" + command.getCommandSpec().qualifiedName() + " --help'";
  }

  /** Arguments that cannot be read tell what is wrong in the format they ask for. */
  private static boolean asksForJson(String... args) {
    List<String> given = Arrays.asList(args);
    int at = given.lastIndexOf(OUTPUT);
    return given.stream().anyMatch(arg -> isJson(arg, OUTPUT + "="))
        || (at >= 0 && at + 1 < given.size() && isJson(given.get(at + 1), ""));
  }

  private static boolean isJson(String arg, String prefix) {
    return arg.toLowerCase(Locale.ROOT).equals(prefix + "json");
  }
}
