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
            .addSubcommand(new AppsDeleteCommand(session))
            .addSubcommand(new AppsAdoptCommand(session));
    CommandLine actions =
        new CommandLine(new ActionsCommand())
            .addSubcommand(new ActionsListCommand(session))
            .addSubcommand(new ActionsCompleteCommand(session))
            .addSubcommand(new ActionsSkipCommand(session))
            .addSubcommand(new ActionsReopenCommand(session));
    CommandLine secrets =
        new CommandLine(new SecretsCommand())
            .addSubcommand(new SecretsListCommand(session))
            .addSubcommand(new SecretsRevealCommand(session));
    CommandLine store =
        new CommandLine(new StoreCommand())
            .addSubcommand(new StoreCheckCommand(session))
            .addSubcommand(new StoreRekeyCommand(session))
            .addSubcommand(new StoreExportCommand(session))
            .addSubcommand(new StoreDdlCommand())
            .addSubcommand(new StoreNewKeyCommand())
            .addSubcommand(new StoreAcceptCommand(session));
    return new CommandLine(root)
        .addSubcommand(new DemoCommand(session))
        .addSubcommand(new SandboxCommand(session))
        .addSubcommand(new ProvidersCommand(session))
        .addSubcommand(new DoctorCommand(session))
        .addSubcommand(apps)
        .addSubcommand(actions)
        .addSubcommand(secrets)
        .addSubcommand(new ReconcileCommand(session))
        .addSubcommand(store)
        .setCaseInsensitiveEnumValuesAllowed(true)
        // A name may begin with '@'; it is not a file to read arguments from.
        .setExpandAtFiles(false)
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
  }
}
