package dev.registrant.provider.zitadel;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.registrant.spi.Connection;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.RegistrationProvider;
import dev.registrant.spi.Secret;
import dev.registrant.spi.Settlement;
import dev.registrant.spi.Violation;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZitadelSettingsTest {
  private static final Supplier<Secret> SECRET = () -> Secret.of("s");
  private static final Map<String, String> LEAST =
      Map.of("baseUrl", "https://acme.zitadel.cloud", "project", "31");

  @Test
  void providerIsFound() {
    assertEquals(
        1,
        ServiceLoader.load(RegistrationProvider.class).stream()
            .filter(found -> found.type() == ZitadelProvider.class)
            .count());
  }

  @Test
  void leastIsEnough() {
    assertDoesNotThrow(() -> bound(LEAST, Map.of("token", SECRET)));
  }

  @Test
  void everythingWrongIsToldAtOnce() {
    Map<String, String> values = new HashMap<>(LEAST);
    values.put("project", "my project");
    values.put("org", "\u00e4cme");
    values.put("confirmSeconds", "0");
    values.put("clientId", "user");
    values.put("settleSeconds", "5");
    values.put("requestsPerSecond", "0");
    values.put("keyExpirationDays", "0");
    assertEquals(
        Set.of(
            "project",
            "org",
            "token",
            "clientSecret",
            "settleSeconds",
            "confirmSeconds",
            "requestsPerSecond",
            "keyExpirationDays"),
        refused(values, Map.of("token", SECRET)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"310000000000000001", "billing-prod", "a.b_c~d:e@f", "\u00fcber", "x", "a+b=c&d"})
  void projectIdNeedNotBeANumber(String id) {
    Map<String, String> values = new HashMap<>(LEAST);
    values.put("project", id);
    assertEquals(id, bound(values, Map.of("token", SECRET)).project());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "a\\b", "a b", "..", ".", "a..b", "a%2fb", "a?b", "a#b", "a\nb"})
  void projectIdThatIsNotSafeInAPathIsRefused(String id) {
    Map<String, String> values = new HashMap<>(LEAST);
    values.put("project", id);
    assertEquals(Set.of("project"), refused(values, Map.of("token", SECRET)));
  }

  @Test
  void idsAreCountedInRunes() {
    Map<String, String> values = new HashMap<>(LEAST);
    values.put("project", "\uD83D\uDE00".repeat(200));
    values.put("org", "o".repeat(200));
    assertDoesNotThrow(() -> bound(values, Map.of("token", SECRET)));
    values.put("project", "p".repeat(201));
    values.put("org", "o".repeat(201));
    assertEquals(Set.of("org", "project"), refused(values, Map.of("token", SECRET)));
  }

  @Test
  void someWayToAuthenticateIsRequired() {
    assertEquals(Set.of("token"), refused(LEAST, Map.of()));
  }

  @Test
  void onlyOneWayToAuthenticateIsTaken() {
    assertEquals(
        Set.of("token"), refused(LEAST, Map.of("token", SECRET, "serviceAccountKey", SECRET)));
  }

  @Test
  void clientSecretNeedsTheId() {
    assertEquals(Set.of("clientId"), refused(LEAST, Map.of("clientSecret", SECRET)));
  }

  @Test
  void secretGivenAsAValueIsRefused() {
    Map<String, String> values = new HashMap<>(LEAST);
    values.put("token", "in clear");
    assertEquals(Set.of("token"), refused(values, Map.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example, https://a.example",
    "https://a.example/, https://a.example",
    "http://127.0.0.1:1/zitadel, http://127.0.0.1:1/zitadel",
  })
  void issuerIsTheBaseUrl(String baseUrl, String issuer) {
    Map<String, String> values = new HashMap<>(LEAST);
    values.put("baseUrl", baseUrl);
    assertEquals(issuer, bound(values, Map.of("token", SECRET)).issuer());
  }

  @Test
  void issuerMayBeAnother() {
    Map<String, String> values = new HashMap<>(LEAST);
    values.put("issuer", "https://login.example");
    assertEquals("https://login.example", bound(values, Map.of("token", SECRET)).issuer());
  }

  @Test
  void nameGuardsCreationFor20Seconds() throws Exception {
    try (TestAccount account = TestAccount.at(URI.create("https://a.example"))) {
      assertEquals(
          Settlement.guardedName(Duration.ofSeconds(20)), account.connection().settlement());
    }
  }

  @Test
  void windowMayBeLonger() throws Exception {
    try (TestAccount account =
        TestAccount.at(URI.create("https://a.example"), Map.of("settleSeconds", "90"))) {
      assertEquals(Duration.ofSeconds(90), account.connection().settlement().window());
    }
  }

  @Test
  void limitIsPerHost() throws Exception {
    try (TestAccount account = TestAccount.at(URI.create("https://a.example/proxy"))) {
      Connection connection = account.connection();
      assertEquals("zitadel a.example", connection.rateScope().id());
      assertEquals(OptionalInt.of(40), connection.rateScope().requestsPerSecond());
    }
  }

  private static ZitadelSettings bound(
      Map<String, String> values, Map<String, Supplier<Secret>> secrets) {
    return ZitadelSettings.of(new ZitadelProvider().configuration().bind(values, secrets));
  }

  private static Set<String> refused(
      Map<String, String> values, Map<String, Supplier<Secret>> secrets) {
    List<Violation> violations =
        assertThrows(RegistrationException.InvalidRequest.class, () -> bound(values, secrets))
            .details()
            .violations();
    return violations.stream().map(Violation::field).collect(Collectors.toCollection(TreeSet::new));
  }
}
