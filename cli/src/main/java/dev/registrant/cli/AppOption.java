package dev.registrant.cli;

import dev.registrant.spi.AppId;
import picocli.CommandLine.Option;

/** The option of a command that works on what belongs to an app. */
final class AppOption {
  @Option(
      names = "--app",
      paramLabel = "ID",
      required = true,
      description = "The vendor's id of the app, or that of its registration.")
  private String id = "";

  AppId id() {
    return new AppId(id);
  }
}
