package dev.registrant.cli;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** All commands. A new one is one class and one line here. */
final class CommandTree {
  private CommandTree() {}

  static CommandLine of(RegistrantCommand root, Session session) {
    CommandLine apps =
        new CommandLine(new AppsCommand())
            .addSubcommand(new AppsCreateCommand(session))
            .addSubcommand(new AppsListCommand(session))
            .addSubcommand(new AppsGetCommand(session))
            .addSubcommand(new AppsUpdateCommand(session))
            .addSubcommand(new AppsDeleteCommand(session));
    return new CommandLine(root)
        .addSubcommand(new DemoCommand(session))
        .addSubcommand(new SandboxCommand(session))
        .addSubcommand(new ProvidersCommand(session))
        .addSubcommand(new DoctorCommand(session))
        .addSubcommand(apps)
        .setCaseInsensitiveEnumValuesAllowed(true)
        // A name may begin with '@'; it is not a file to read arguments from.
        .setExpandAtFiles(false)
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
  }
}
