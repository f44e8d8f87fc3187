package dev.registrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.registrant.spi.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A configuration of one account that differs in how it is connected. */
final class NetworkFile {
  private final Path folder;
  private final Path jar;

  NetworkFile(Path folder) throws IOException {
    this.folder = folder;
    this.jar = ProviderJars.fake(folder);
  }

  Network network(String yaml) throws IOException {
    Configuration read = read(yaml);
    assertEquals(List.of(), read.problems().all());
    return read.accounts().get(0).network();
  }

  Configuration read(String network) throws IOException {
    Path config =
        config(
            "accounts:\n  it:\n    provider: fake\n    settings: {tenant: t, token: '${env:T}'}\n"
                + network.indent(4));
    try (ProviderPath providers = ProviderPath.open(List.of(jar))) {
      return new ConfigurationReader(
              providers.catalog(), Map.of("PROXY", "proxy.example", "T", "x"))
          .read(Optional.of(config));
    }
  }

  Cli.Run list(String yaml) throws IOException {
    return new Cli()
        .json(
            "apps",
            "list",
            "--account",
            "it",
            "--config",
            config(yaml).toString(),
            "--provider-path",
            jar.toString());
  }

  private Path config(String yaml) throws IOException {
    return Files.writeString(folder.resolve("registrant.yaml"), yaml);
  }
}
