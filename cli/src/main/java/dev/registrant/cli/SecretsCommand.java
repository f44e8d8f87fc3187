package dev.registrant.cli;

import picocli.CommandLine.Command;

/** Groups the commands for credentials. */
@Command(name = "secrets", description = "Shows the credentials of apps.")
final class SecretsCommand {}
