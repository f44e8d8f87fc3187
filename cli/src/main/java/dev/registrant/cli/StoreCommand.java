package dev.registrant.cli;

import picocli.CommandLine.Command;

/** Groups the commands for the durable store. */
@Command(name = "store", description = "Looks after the durable store of the configuration.")
final class StoreCommand {}
