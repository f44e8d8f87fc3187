package dev.registrant.provider.servicetitan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.Connection;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Input that is refused before anything is sent or anybody is asked. */
class MetadataRulesTest {
  private final Connection connection =
      new ServiceTitanProvider()
          .connect(
              Apps.settings(Map.of("maxTenants", "3")), FakeContext.at("2026-11-21T06:00:00Z"));

  @Test
  void completeAppIsTaken() {
    assertEquals(List.of(), violations(Apps.named("demo").build()));
  }

  @Test
  void nameIsCountedInUtf16Units() {
    assertEquals(List.of(), violations(Apps.named("x".repeat(120)).build()));
    assertEquals(List.of("client_name"), fields(Apps.named("x".repeat(121)).build()));
    assertEquals(List.of("client_name"), fields(Apps.named("\uD83D\uDE00".repeat(61)).build()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "12a", "-1", "=note", "1.5", "１２"})
  void tenantIsANumber(String tenant) {
    assertEquals(
        List.of("tenants[0]"), fields(Apps.named("a").set("tenants", List.of(tenant)).build()));
  }

  @Test
  void tenantIsGivenOnce() {
    assertEquals(
        List.of("tenants[1]"),
        fields(Apps.named("a").set("tenants", List.of("1=x", "1=y")).build()));
  }

  @Test
  void tenantsAreAtMostThoseConfigured() {
    List<String> four = IntStream.range(1, 5).mapToObj(String::valueOf).toList();
    assertEquals(List.of("tenants"), fields(Apps.named("a").set("tenants", four).build()));
  }

  @Test
  void noteLeavesRoomForTheMarker() {
    String note = "x".repeat(3901);
    assertEquals(
        List.of("tenants[0]"),
        fields(Apps.named("a").set("tenants", List.of("1=" + note, "2=" + note)).build()));
  }

  @ParameterizedTest
  @CsvSource({
    "tn.crm.customers,neither View nor Modify",
    "tn.crm.customers:x,neither View nor Modify",
    "customers:r,neither View nor Modify",
    "tn.crm.customers View,is written tn.crm.customers:r",
    "tn.crm.customers:Modify,is written tn.crm.customers:w"
  })
  void scopeIsViewOrModify(String scope, String told) {
    Violation violation = violations(Apps.named("a").scopes(scope).build()).get(0);
    assertEquals("scope[0]", violation.field());
    assertTrue(violation.message().contains(told), violation.message());
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme.example", "javascript:alert(1)", "https://", "https://a b", "/x"})
  void homePageIsAbsolute(String url) {
    assertEquals(List.of("client_uri"), fields(Apps.named("a").set("client_uri", url).build()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://m\u00fcnchen.example",
        "https://xn--mnchen-3ya.example/\u00fcber",
        "http://my_app.example:8080/x?y=1#z",
        "https://[2001:db8::1]/",
        "HTTPS://ak1.example"
      })
  void hostOfTheHomePageIsAnythingABrowserTakes(String url) {
    assertEquals(List.of(), violations(Apps.named("a").set("client_uri", url).build()));
  }

  @ParameterizedTest
  @CsvSource({
    "client_name,ak1.k3y",
    "client_name,demo AK1.k3y",
    "organization_name,key=ak1.k3y",
    "organization_name,cs1.s3cret",
    "client_uri,https://acme.example/?key=ak1.k3y",
    "client_uri,https://cs1.s3cret@acme.example/",
    "client_name,xxcs2.abcdefgh"
  })
  void credentialInTheOpenIsRefusedAndNotQuoted(String field, String value) {
    List<Violation> all = violations(Apps.named("a").set(field, value).build());
    assertEquals(List.of(field), all.stream().map(Violation::field).toList());
    assertEquals("secret", all.get(0).code());
    assertFalse(all.get(0).message().contains("k3y"), all.get(0).message());
    assertFalse(all.get(0).message().contains("s3cret"), all.get(0).message());
  }

  @Test
  void credentialInANoteOrAScopeIsRefused() {
    ClientMetadata given =
        Apps.named("a").scopes("ak1.k3y:r").set("tenants", List.of("1", "2=cs2.abc")).build();
    assertEquals(Set.of("scope[0]", "tenants[1]"), Set.copyOf(fields(given)));
  }

  @Test
  void wordThatOnlyEndsLikeAPrefixIsNone() {
    assertEquals(List.of(), violations(Apps.named("Peak1.2 of docs1.x").build()));
  }

  @Test
  void prefixesAreSettings() {
    Connection other =
        new ServiceTitanProvider()
            .connect(
                Apps.settings(Map.of("appKeyPrefix", "key_", "clientSecretPrefixes", "sec_, shh_")),
                FakeContext.at("2026-11-21T06:00:00Z"));
    for (String secret : List.of("key_1", "sec_1", "shh_1")) {
      assertEquals(
          List.of("client_name"),
          other.apps().violations(Apps.named(secret).build(), Operation.APPS_CREATE).stream()
              .map(Violation::field)
              .toList());
    }
    assertEquals(
        List.of(), other.apps().violations(Apps.named("ak1.x").build(), Operation.APPS_CREATE));
  }

  @Test
  void tenantsAreAtMost200UnlessConfigured() {
    Connection usual =
        new ServiceTitanProvider()
            .connect(Apps.settings(Map.of()), FakeContext.at("2026-11-21T06:00:00Z"));
    for (int count : List.of(200, 201)) {
      List<String> tenants = IntStream.rangeClosed(1, count).mapToObj(String::valueOf).toList();
      assertEquals(
          count <= 200,
          usual
              .capabilities()
              .check(Apps.named("a").set("tenants", tenants).build(), Operation.APPS_CREATE)
              .violations()
              .isEmpty());
    }
  }

  @Test
  void organizationAndHomePageAreRequiredWithoutDefaults() {
    ClientMetadata given = Apps.named("a").remove("organization_name").remove("client_uri").build();
    assertEquals(List.of("organization_name", "client_uri"), fields(given));
  }

  @Test
  void organizationAndHomePageMayHaveDefaults() {
    Connection defaults =
        new ServiceTitanProvider()
            .connect(
                Apps.settings(
                    Map.of("organizationName", "Acme", "homepageUrl", "https://acme.example")),
                FakeContext.at("2026-11-21T06:00:00Z"));
    ClientMetadata given = Apps.named("a").remove("organization_name").remove("client_uri").build();
    assertEquals(
        List.of(), defaults.capabilities().check(given, Operation.APPS_CREATE).violations());
  }

  private List<String> fields(ClientMetadata metadata) {
    return violations(metadata).stream().map(Violation::field).distinct().toList();
  }

  private List<Violation> violations(ClientMetadata metadata) {
    List<Violation> all =
        new ArrayList<>(
            connection.capabilities().check(metadata, Operation.APPS_CREATE).violations());
    all.addAll(connection.apps().violations(metadata, Operation.APPS_CREATE));
    return all;
  }
}
