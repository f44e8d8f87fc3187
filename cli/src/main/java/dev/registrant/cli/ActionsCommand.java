package dev.registrant.cli;

import picocli.CommandLine.Command;

/** Groups the commands for what people must do. */
@Command(name = "actions", description = "Shows what people must do, and takes what they did.")
final class ActionsCommand {}
