package dev.registrant.cli;

import dev.registrant.Policies;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** The command without a subcommand: the options that all have. They may stand anywhere. */
@Command(
    name = "registrant",
    description = "Registers and runs OAuth apps at many providers.",
    mixinStandardHelpOptions = true,
    versionProvider = RegistrantCommand.Version.class,
    scope = ScopeType.INHERIT,
    usageHelpAutoWidth = true,
    footer = {
      "",
      "Exit codes: 0 done, 1 the provider refused or failed, 2 usage, configuration or input",
      "(nothing was sent), 3 outcome unknown or secret not stored, 130 interrupted."
    })
final class RegistrantCommand {
  /** How results are shown. */
  enum Output {
    /** For people. */
    TABLE,
    /** For programs: one document, also for errors. */
    JSON
  }

  /** Reads a time above zero. */
  static final class Timeout implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      Duration time =
          TimeText.parse(text)
              .filter(parsed -> !parsed.isZero())
              .orElseThrow(() -> new TypeConversionException(TimeText.FORM + ", above zero"));
      try {
        return Policies.defaults().withDeadline(time).deadline();
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** Tells the version of the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "registrant "
            + Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)")
      };
    }
  }

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Accounts and policies; by default ./registrant.yaml.")
  Optional<Path> config = Optional.empty();

  @Option(
      names = "--output",
      paramLabel = "table|json",
      scope = ScopeType.INHERIT,
      description = "How results are shown; by default as a table.")
  Output output = Output.TABLE;

  @Option(
      names = "--provider-path",
      paramLabel = "DIR_OR_JAR",
      scope = ScopeType.INHERIT,
      description = "A jar with a provider, or a folder of such; may be repeated.")
  List<Path> providerPath = new ArrayList<>();

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      scope = ScopeType.INHERIT,
      converter = Timeout.class,
      description =
          "The most a call may take in all, for example 30s; 'apps list' makes a call for each"
              + " page, 'doctor' and 'reconcile' for each account and finding.")
  Optional<Duration> timeout = Optional.empty();

  @Option(
      names = "--actor",
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description = "Who the audit trail names; by default the user of the operating system.")
  private Optional<String> actor = Optional.empty();

  /**
   * Returns who acts.
   *
   * @throws UsageProblem if somebody without a name is to
   */
  String actor() {
    if (actor.filter(String::isBlank).isPresent()) {
      throw new UsageProblem("--actor cannot be empty", "Name who acts; nothing was sent");
    }
    return actor.map(String::strip).orElseGet(() -> System.getProperty("user.name", "unknown"));
  }
}
