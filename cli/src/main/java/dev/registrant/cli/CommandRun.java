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
    show(result, options.output == RegistrantCommand.Output.JSON || asksForJson(args));
    return result.exitCode();
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

  private void show(Result result, boolean json) {
    boolean failed = result.json().containsKey("error");
    if (result.json().isEmpty()) {
      return;
    }
    if (json) {
      terminal.result(Json.write(result.json()));
    } else if (failed) {
      terminal.note(result.text());
    } else {
      terminal.result(result.text());
    }
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
