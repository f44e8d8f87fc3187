package dev.registrant.provider.servicetitan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.Connection;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
