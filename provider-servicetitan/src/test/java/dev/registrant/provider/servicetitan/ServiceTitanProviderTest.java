package dev.registrant.provider.servicetitan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.spi.Connection;
import dev.registrant.spi.MetadataField;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.RegistrationProvider;
import dev.registrant.spi.Secret;
import dev.registrant.spi.Settings;
import dev.registrant.spi.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceTitanProviderTest {
  private static final Map<String, Supplier<Secret>> TOKEN =
      Map.of("portalToken", () -> Secret.of("t"));

  private final FakeContext context = FakeContext.at("2026-11-21T06:00:00Z");

  @Test
  void isFoundByServiceLoader() {
    assertTrue(
        ServiceLoader.load(RegistrationProvider.class).stream()
            .anyMatch(found -> found.get().id().equals("servicetitan")));
  }

  @Test
  void isRunByPeopleUnlessAskedOtherwise() {
    assertTrue(connect(Map.of()).people().isPresent());
  }

  @Test
  void usesThePortalOnlyOnRequest() {
    Settings settings =
        Apps.settings(Map.of("mode", "portal", "portalUrl", "https://portal.example"), TOKEN);
    assertTrue(new ServiceTitanProvider().connect(settings, context).people().isEmpty());
  }

  @Test
  void portalNeedsUrlAndToken() {
    assertEquals(List.of("portalUrl", "portalToken"), refused(Map.of("mode", "portal"), Map.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "savePath,/c/{project}/apps",
    "appsPath,/c/..",
    "savePath,/c/{projectId}/{projectId}",
    "appsPath,c/apps",
    "appsPath,/c/../apps?x=1",
    "versionsPath,/c/versions",
    "portalTokenFormat,Bearer",
    "portalTokenHeader,Not A Header",
    "requestsPerSecond,0",
    "maxTenants,0",
    "settleSeconds,0",
    "signInPath,signin",
    "appKeyPrefix,a",
    "clientIdPrefix,'c d'",
    "clientSecretPrefixes,'cs1.,'"
  })
  void settingsThatCannotWorkAreRefused(String name, String value) {
    assertEquals(
        List.of(name),
        refused(
            Map.of("mode", "portal", "portalUrl", "https://portal.example", name, value), TOKEN));
  }

  @Test
  void settleWindowOfThePortalIsASetting() {
    Settings settings =
        Apps.settings(
            Map.of("mode", "portal", "portalUrl", "https://portal.example", "settleSeconds", "90"),
            TOKEN);
    assertEquals(
        Duration.ofSeconds(90),
        new ServiceTitanProvider().connect(settings, context).settlement().window());
  }

  @Test
  void choicesThePortalCannotSaveAreReadOnlyThere() {
    Settings settings =
        Apps.settings(Map.of("mode", "portal", "portalUrl", "https://portal.example"), TOKEN);
    Connection portal = new ServiceTitanProvider().connect(settings, context);
    assertEquals(
        MetadataField.Use.READ_ONLY, portal.capabilities().field("audience").orElseThrow().use());
  }

  @Test
  void knownFieldsAreAmongThoseOfTheProvider() {
    List<String> all = names(new ServiceTitanProvider().capabilities().metadata());
    assertTrue(all.containsAll(names(connect(Map.of()).capabilities().metadata())));
  }

  private Connection connect(Map<String, String> values) {
    return new ServiceTitanProvider().connect(Apps.settings(values), context);
  }

  private static List<String> names(List<MetadataField> fields) {
    return fields.stream().map(MetadataField::name).toList();
  }

  private List<String> refused(Map<String, String> values, Map<String, Supplier<Secret>> secrets) {
    return assertThrows(
            RegistrationException.InvalidRequest.class,
            () -> new ServiceTitanProvider().connect(Apps.settings(values, secrets), context))
        .details()
        .violations()
        .stream()
        .map(Violation::field)
        .toList();
  }
}
