package dev.registrant.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs the command once: reads the arguments, does what they say, shows the result. */
final class CommandRun {
  private static final String OUTPUT = "--output";

  private final Terminal terminal;
  private final Map<String, String> env;

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

  private static Result act(CommandLine root, String... args) throws InterruptedException {
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
      return action.run();
    }
    return ErrorReport.usage(
        "a command is missing; there are " + String.join(", ", command.getSubcommands().keySet()),
        advice(command));
  }

  /** Returns whether the result arrived. */
  private boolean show(Result result, boolean json) {
    if (result.json().isEmpty()) {
      return true;
    }
    if (json) {
      return terminal.result(Json.write(result.json()));
    }
    if (result.json().containsKey("error")) {
      terminal.note(result.text());
      return true;
    }
    return terminal.result(result.text());
  }

  /** Who mistypes an option may have given a secret with it, so only names are repeated. */
  private static String problem(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      List<String> options =
          unmatched.getUnmatched().stream()
              .filter(argument -> argument.startsWith("-"))
              .map(argument -> argument.replaceFirst("=.*", ""))
              .toList();
      List<String> nearest = new ArrayList<>(unmatched.getSuggestions());
      return (options.isEmpty()
              ? "there is an argument too many"
              : "unknown option " + String.join(", ", options))
          + (nearest.isEmpty() ? "" : "; did you mean " + String.join(" or ", nearest) + "?");
    }
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong usage");
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
