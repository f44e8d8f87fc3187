package dev.registrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.spi.Capabilities;
import dev.registrant.spi.ConfigurationSchema;
import dev.registrant.spi.Connection;
import dev.registrant.spi.ConnectionContext;
import dev.registrant.spi.RegistrationProvider;
import dev.registrant.spi.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Providers from jars beside those that are bundled. */
class ProvidersCommandTest {
  /** Has the id of a bundled one. */
  public static final class SecondSnyk extends Silent {
    @Override
    public String id() {
      return "snyk";
    }
  }

  /** Cannot tell its id. */
  public static final class Nameless extends Silent {
    @Override
    public String id() {
      throw new IllegalStateException("no");
    }
  }

  /** Tells nothing but its id. */
  public static class Silent implements RegistrationProvider {
    @Override
    public String id() {
      return "silent";
    }

    @Override
    public ConfigurationSchema configuration() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Capabilities capabilities() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Connection connect(Settings settings, ConnectionContext context) {
      throw new UnsupportedOperationException();
    }
  }

  @TempDir Path folder;

  @Test
  void bundledOnesAreShownWithoutConfiguration() {
    JsonNode json = new Cli().json("providers").ends(0).json();
    assertEquals(List.of("servicetitan", "snyk", "zitadel"), ids(json));
    JsonNode snyk = json.path("providers").path(1);
    assertTrue(snyk.path("capabilities").toString().contains("\"apps.create\""));
    assertEquals(
        "{\"min\":3600,\"max\":86400}",
        snyk.path("limits").path("access_token_ttl_seconds").toString());
    assertTrue(snyk.path("settings").size() > 2);
    assertTrue(snyk.path("retired").size() > 0);
    assertEquals(0, json.path("problems").size());
  }

  @Test
  void jarOnTheProviderPathIsShown() throws IOException {
    ProviderJars.fake(folder);
    JsonNode json = providers(folder).ends(0).json();
    assertEquals(List.of("fake", "servicetitan", "snyk", "zitadel"), ids(json));
    JsonNode fake = json.path("providers").path(0);
    assertEquals(
        "{\"min\":1,\"max\":40,\"unit\":\"characters\"}",
        fake.path("limits").path("client_name").toString());
    assertEquals("3", fake.path("settings").path(2).path("default").asString(""));
  }

  @Test
  void brokenOnesHideNoOther() throws IOException {
    ProviderJars.fake(folder);
    ProviderJars.naming(folder.resolve("a.jar"), "no.such.Provider");
    ProviderJars.naming(folder.resolve("b.jar"), Cli.class.getName());
    ProviderJars.naming(folder.resolve("c.jar"), Nameless.class.getName());
    ProviderJars.naming(folder.resolve("d.jar"), Silent.class.getName());
    Files.writeString(folder.resolve("e.jar"), "not a jar");
    Cli.Run run = providers(folder).ends(0);
    assertEquals(List.of("fake", "servicetitan", "snyk", "zitadel"), ids(run.json()));
    String problems = run.json().path("problems").toString();
    for (String told : List.of("no.such.Provider", "Cli", "Nameless", "Silent", "e.jar")) {
      assertTrue(problems.contains(told), told + " in " + problems);
      assertTrue(run.err().contains(told), told + " in " + run.err());
    }
  }

  @Test
  void sameIdTwiceNamesBoth() throws IOException {
    Path jar = ProviderJars.naming(folder.resolve("a.jar"), SecondSnyk.class.getName());
    Cli.Run run = providers(jar).ends(2);
    assertTrue(run.violation("provider").contains("SecondSnyk"));
    assertTrue(run.violation("provider").contains("SnykProvider"));
  }

  @Test
  void pathWhenMissing() {
    Cli.Run run = providers(folder.resolve("none")).ends(2);
    assertTrue(run.violation("--provider-path").contains("none"));
  }

  @Test
  void markdownHasARowForEach() {
    String out = new Cli().run("providers", "--markdown").ends(0).out();
    assertTrue(out.contains("| `snyk` | apps.create"), out);
    assertTrue(out.contains("**`org`**"), out);
  }

  @Test
  void tableShowsSettingsAndFields() {
    String out = new Cli().run("providers").ends(0).out();
    assertTrue(out.contains("redirect_uris"), out);
    assertTrue(out.contains("token"), out);
  }

  private static Cli.Run providers(Path path) {
    return new Cli().json("providers", "--provider-path", path.toString());
  }

  private static List<String> ids(JsonNode json) {
    return json.path("providers").valueStream().map(p -> p.path("id").asString("")).toList();
  }
}
