package dev.registrant.provider.servicetitan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.HumanSteps;
import dev.registrant.spi.HumanSteps.Evidence;
import dev.registrant.spi.HumanSteps.Progress;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import dev.registrant.spi.Violation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people paste when they report that the app is made. */
class EvidenceReadingTest {
  private final HumanSteps people =
      new ServiceTitanProvider()
          .connect(Apps.settings(Map.of()), FakeContext.at("2026-11-21T06:00:00Z"))
          .people()
          .orElseThrow();
  private final Progress begun = people.create(new AppId("a-1"), Apps.named("demo").build());

  @ParameterizedTest
  @ValueSource(strings = {"ak1.a", "ak1.0123456789012345678901234567890123456789"})
  void keyOfAnyLengthIsTaken(String key) {
    assertEquals(1, complete(Map.of("app_id", "p1"), Map.of("app_key", key)).credentials().size());
  }

  @ParameterizedTest
  @CsvSource({
    "'ak1.abc ',white space",
    "'ak1.a bc',white space",
    "cid.abc,a client id",
    "cs1.abc,a client secret",
    "cs2.abc,a client secret",
    "abc,begins with ak1.",
    "ak1.,begins with ak1."
  })
  void wrongKeyIsToldWithoutQuotingIt(String key, String told) {
    Violation violation = refused(Map.of("app_id", "p1"), Map.of("app_key", key)).get(0);
    assertEquals("app_key", violation.field());
    assertTrue(violation.message().contains(told), violation.message());
    assertFalse(violation.message().contains(key.strip() + " "), violation.message());
  }

  @Test
  void keyInTheFieldOfTheAppIdIsTold() {
    Violation violation = refused(Map.of("app_id", "ak1.abc"), Map.of("app_key", "ak1.abc")).get(0);
    assertEquals("app_id", violation.field());
    assertEquals("wrong-field", violation.code());
    assertFalse(violation.message().contains("ak1.abc"));
  }

  @Test
  void keyGivenInTheOpenIsRefused() {
    assertEquals(
        "not-secret",
        refused(Map.of("app_id", "p1", "app_key", "ak1.abc"), Map.of()).get(0).code());
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    List<String> fields =
        refused(
                Map.of("version", "0", "scopes_confirmed", "no", "colour", "red"),
                Map.of("app_key", "cid.x"))
            .stream()
            .map(Violation::field)
            .sorted()
            .toList();
    assertEquals(List.of("app_id", "app_key", "colour", "scopes_confirmed", "version"), fields);
  }

  @ParameterizedTest
  @CsvSource({"app_id,x-ak1.abcdef", "by,cs1.abc", "by,alice has cs2.abc", "app_id,ak1.abc"})
  void secretInAPlainFieldIsToldWithoutQuotingIt(String field, String value) {
    Map<String, String> values = new java.util.HashMap<>(Map.of("app_id", "p1"));
    values.put(field, value);
    Violation violation = refused(values, Map.of("app_key", "ak1.x")).get(0);
    assertEquals(field + " wrong-field", violation.field() + " " + violation.code());
    assertFalse(violation.message().contains("abc"), violation.message());
  }

  @Test
  void unlikelyVersionIsTakenOnlyIfItIsConfirmed() {
    Map<String, String> key = Map.of("app_key", "ak1.x");
    assertEquals("version", refused(Map.of("app_id", "p1", "version", "42"), key).get(0).field());
    App made =
        complete(Map.of("app_id", "p1", "version", "42", "version_confirmed", "yes"), key)
            .app()
            .orElseThrow();
    assertEquals(42L, made.metadata().integer("version").orElseThrow());
  }

  @Test
  void nameThatWouldSpoilTheHistoryIsRefused() {
    assertEquals(
        "by",
        refused(Map.of("app_id", "p1", "by", "+tn.a.b:r"), Map.of("app_key", "ak1.x"))
            .get(0)
            .field());
  }

  private Progress complete(Map<String, String> values, Map<String, String> secrets) {
    App app = begun.app().orElseThrow();
    Map<String, Secret> hidden = new java.util.HashMap<>();
    secrets.forEach((name, value) -> hidden.put(name, Secret.of(value)));
    return people.complete(app, begun.opened().get(0), new Evidence(values, hidden));
  }

  private List<Violation> refused(Map<String, String> values, Map<String, String> secrets) {
    return assertThrows(RegistrationException.InvalidRequest.class, () -> complete(values, secrets))
        .details()
        .violations();
  }
}
