package dev.registrant.cli;

import dev.registrant.spi.ClientMetadata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say what an app is registered with. */
final class MetadataOptions {
  @Option(names = "--name", paramLabel = "N", description = "The app's name (client_name).")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--redirect-uri",
      paramLabel = "U",
      description = "A redirect URI; may be repeated.")
  private List<String> redirectUris = new ArrayList<>();

  @Option(names = "--scope", paramLabel = "S", description = "A scope; may be repeated.")
  private List<String> scopes = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Any field the provider knows; repeated for the same key it makes a list.")
  private List<String> fields = new ArrayList<>();

  /**
   * Returns what was asked for; it is checked by the core.
   *
   * @throws UsageProblem if {@code --set} has no {@code =}
   */
  ClientMetadata metadata() {
    Map<String, List<String>> values = new LinkedHashMap<>();
    name.ifPresent(value -> add(values, ClientMetadata.CLIENT_NAME, value));
    redirectUris.forEach(value -> add(values, ClientMetadata.REDIRECT_URIS, value));
    scopes.forEach(value -> add(values, ClientMetadata.SCOPE, value));
    Assignments.lists("--set", fields)
        .forEach((key, all) -> all.forEach(value -> add(values, key, value)));
    ClientMetadata.Builder metadata = ClientMetadata.builder();
    values.forEach((key, all) -> metadata.set(key, all.size() == 1 ? all.get(0) : all));
    return metadata.build();
  }

  private static void add(Map<String, List<String>> values, String key, String value) {
    values.computeIfAbsent(key, absent -> new ArrayList<>()).add(value);
  }
}
