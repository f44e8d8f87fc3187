package dev.registrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.ProviderCatalog;
import dev.registrant.spi.RegistrationProvider;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DemoCommandTest {
  /** What secrets of the simulators begin with, or hold. */
  private static final List<String> PREFIXES = List.of("snyk_cs_", "ak1.", "cs1.", "PRIVATE KEY");

  @Test
  void everyBundledProviderDoesTheMainJob() {
    Cli.Run run = new Cli().json("demo").ends(0);
    JsonNode json = run.json();
    assertTrue(json.path("ok").asBoolean(false));
    Set<String> bundled =
        ProviderCatalog.discover().providers().stream()
            .map(RegistrationProvider::id)
            .collect(Collectors.toSet());
    Set<String> shown =
        json.path("steps")
            .valueStream()
            .map(step -> step.path("provider").asString(""))
            .collect(Collectors.toSet());
    assertEquals(bundled, shown);
    for (JsonNode step : json.path("steps")) {
      assertTrue(step.path("ok").asBoolean(false), step.toString());
      assertTrue(step.has("millis") && step.has("detail") && step.has("step"), step.toString());
    }
    PREFIXES.forEach(run::hides);
  }

  @Test
  void tableForPeople() {
    Cli.Run run = new Cli().run("demo").ends(0);
    assertTrue(run.out().contains("✓  snyk          create"), run.out());
    assertFalse(run.out().contains("✗"));
    PREFIXES.forEach(run::hides);
  }
}
