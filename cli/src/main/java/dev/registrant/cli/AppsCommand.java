package dev.registrant.cli;

import picocli.CommandLine.Command;

/** Groups the commands for apps. */
@Command(name = "apps", description = "Registers, lists, reads, changes and deletes apps.")
final class AppsCommand {}
