package dev.registrant.provider.snyk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.AccountConfiguration;
import dev.registrant.Apps;
import dev.registrant.Policies;
import dev.registrant.ProviderCatalog;
import dev.registrant.Registrant;
import dev.registrant.Registration;
import dev.registrant.spi.AppId;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import dev.registrant.spi.Violation;
import dev.registrant.testkit.Fault;
import dev.registrant.testkit.FaultKind;
import dev.registrant.testkit.Sandbox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is particular to Snyk, through the core and against the simulated Snyk. */
class SnykTests {
  private final Sandbox sandbox = Sandbox.start();
  private final Registrant registrant = registrant(Map.of());

  static ClientMetadata app() {
    return ClientMetadata.builder()
        .clientName("new app")
        .redirectUris("https://example.com/callback")
        .scopes("org.read")
        .build();
  }

  @AfterEach
  void stop() {
    registrant.close();
    sandbox.close();
  }

  @Test
  void createSendsTheDefaultContext() {
    Registration made = apps().create(app());

    assertEquals("tenant", made.app().metadata().text("context").orElseThrow());
  }

  @Test
  void createCapturesTheSecretTheVendorHas() {
    Registration made = apps().create(app());

    assertEquals(1, made.credentials().size());
    assertTrue(snykSecrets().size() == 1, "the simulator has one secret");
  }

  @Test
  void ttlIsReadAsTheWholeNumberItWasSentAs() {
    Registration made =
        apps().create(app().toBuilder().set("access_token_ttl_seconds", "7200").build());

    assertEquals(7200L, made.app().metadata().integer("access_token_ttl_seconds").orElseThrow());
    assertEquals(List.of(), made.differences());
  }

  @Test
  void updateSendsOnlyWhatDiffers() {
    sandbox.behave("snyk", "apps.redirect-uris-update", "append");
    Registration made = apps().create(app());

    Registration renamed =
        apps().update(made.app().id(), ClientMetadata.builder().clientName("renamed").build());

    assertEquals(List.of("https://example.com/callback"), renamed.app().metadata().redirectUris());
  }

  @Test
  void scopesAreFixedAtCreation() {
    Registration made = apps().create(app());

    assertEquals(
        Set.of("fixed"),
        codes(() -> apps().update(made.app().id(), ClientMetadata.builder().scopes("x").build())));
  }

  @Test
  void everyViolationIsToldAtOnceAndNothingIsSent() {
    Set<String> codes =
        codes(
            () ->
                apps()
                    .create(
                        ClientMetadata.builder()
                            .clientName("a\u0000b")
                            .redirectUris("/relative", "https://example.com/#fragment")
                            .set("access_token_ttl_seconds", 60)
                            .set("client_uri", "https://example.com")
                            .build()));

    assertEquals(
        Set.of(
            "control-character", "invalid-redirect-uri", "out-of-range", "unsupported", "required"),
        codes);
    assertEquals(Map.of(), sent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "callback",
        "//example.com/x",
        "https:///x",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://user@example.com/",
        "https://exa mple.com/",
        "https://example.com/ü",
        "https://example.com/%zz",
        "mailto:a@example.com"
      })
  void aRedirectUriABrowserCannotFollowIsRefused(String uri) {
    assertEquals(
        Set.of("invalid-redirect-uri"),
        codes(() -> apps().create(app().toBuilder().redirectUris(uri).build())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/callback?tenant=1",
        "http://localhost:8080/cb",
        "com.example.app:/cb"
      })
  void aRedirectUriOfAnAppIsTaken(String uri) {
    apps().create(app().toBuilder().redirectUris(uri).build());
  }

  @Test
  void aNameAsLongAsTheLimitIsTakenAndOneLongerIsRefused() {
    String longest = "\uD83D\uDE00".repeat(255);

    apps().create(app().toBuilder().clientName(longest).build());

    assertEquals(
        Set.of("too-long"),
        codes(() -> apps().create(app().toBuilder().clientName(longest + "x").build())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"with-rest", "without-rest", "absolute", "elsewhere"})
  void aListIsReadToItsEndWhateverItsLinksLookLike(String form) {
    sandbox.behave("snyk", "links.form", form);
    Set<AppId> made = many(103);

    assertEquals(made, apps().list().map(app -> app.id()).collect(Collectors.toSet()));
    assertEquals(List.of(), sandbox.state().get("leaked"), "no link was followed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"self-repeating", "empty-with-next"})
  void aListThatRepeatsItselfEnds(String trap) {
    sandbox.behave("snyk", "paging.trap", trap);
    Set<AppId> made = many(3);

    assertEquals(made, apps().list().map(app -> app.id()).collect(Collectors.toSet()));
  }

  @Test
  void aLinkMayBeAnObject() {
    sandbox.behave("snyk", "links.shape", "object");
    many(101);

    assertEquals(101, apps().list().count());
  }

  @Test
  void aLostAnswerOfACreateIsUnknownAndNotRepeated() {
    sandbox.arm(Fault.of("snyk", "apps.create", FaultKind.COMMIT_THEN_DROP));

    RegistrationException error =
        assertThrows(RegistrationException.OutcomeUnknown.class, () -> apps().create(app()));

    assertEquals(Outcome.UNKNOWN, error.outcome());
    assertEquals("{apps.create={dropped=1}}", sent().toString());
  }

  @Test
  void anAnswerWithoutTheSecretIsUnknownAndNamesTheApp() {
    sandbox.arm(Fault.of("snyk", "apps.create", FaultKind.EMPTY_SECRET));

    RegistrationException error =
        assertThrows(RegistrationException.OutcomeUnknown.class, () -> apps().create(app()));

    assertEquals(1, error.details().candidates().size());
  }

  @Test
  void aCreateIsRepeatedAfterARefusalForBeingOneTooMany() {
    sandbox.arm(Fault.of("snyk", "apps.create", FaultKind.TOO_MANY_SECONDS).lasting(Duration.ZERO));

    apps().create(app());

    assertEquals(1, apps().list().count());
  }

  @Test
  void anUnknownAppIsNotFoundWithTheVendorsRequestId() {
    RegistrationException error =
        assertThrows(
            RegistrationException.NotFound.class,
            () -> apps().find(new AppId("00000000-0000-4000-8000-000000000000")));

    assertTrue(error.requestId().isPresent());
    assertEquals(404, error.details().httpStatus().orElseThrow());
  }

  @Test
  void aForeignOrganisationIsDeniedOnWrites() {
    try (Registrant foreign = registrant(Map.of("org", account("foreignOrg")))) {
      RegistrationException error =
          assertThrows(
              RegistrationException.Denied.class,
              () -> foreign.account("test").apps().create(app()));

      assertTrue(error.requestId().isPresent());
    }
  }

  @Test
  void anErrorNeverQuotesTheVendorsDetail() {
    sandbox.behave("snyk", "errors.shape", "document");

    RegistrationException error =
        assertThrows(
            RegistrationException.NotFound.class,
            () -> apps().find(new AppId("00000000-0000-4000-8000-000000000000")));

    assertFalse(error.getMessage().contains("detail"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"document", "catalogue", "details", "v1", "empty", "html"})
  void theStatusDecidesWhateverAnErrorBodyLooksLike(String shape) {
    sandbox.behave("snyk", "errors.shape", shape);

    assertThrows(
        RegistrationException.NotFound.class,
        () -> apps().find(new AppId("00000000-0000-4000-8000-000000000000")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"org-apps", "app-bots"})
  void aDeprecatedEndpointIsRefusedWithItsSuccessor(String endpoint) {
    List<Violation> violations = refusedSettings(Map.of("endpoint", endpoint));

    assertEquals("endpoint", violations.get(0).field());
    assertTrue(violations.get(0).message().contains("deprecated"), violations.toString());
    assertTrue(violations.get(0).message().contains("use "), violations.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2022-03-11", "2023-11-02", "2023-06-19~experimental"})
  void aVersionFromBeforeTheCreationsIsRefused(String version) {
    String message = refusedSettings(Map.of("version", version)).get(0).message();

    assertTrue(message.contains("use 2024-10-15"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"latest", "2024-13-01", "9999-01-01", "2024-10-15~ga"})
  void aVersionThatIsNoneIsRefused(String version) {
    assertEquals("invalid", refusedSettings(Map.of("version", version)).get(0).code());
  }

  @Test
  void aBaseUrlWithUserInfoIsRefused() {
    assertEquals(
        "baseUrl",
        refusedSettings(Map.of("baseUrl", "https://me:secret@api.snyk.io/rest")).get(0).field());
  }

  @Test
  void plainHttpToAnotherMachineIsRefused() {
    assertEquals(
        "baseUrl", refusedSettings(Map.of("baseUrl", "http://api.snyk.io/rest")).get(0).field());
  }

  @Test
  void everySettingThatIsWrongIsToldAtOnce() {
    List<Violation> violations =
        refusedSettings(
            Map.of("org", "a/../b", "version", "yesterday", "endpoint", "org-apps", "orgg", "x"));

    assertEquals(4, violations.size(), violations.toString());
  }

  @Test
  void whatDependsOnTheDayOrOnTwoSettingsIsToldWithTheRest() {
    List<Violation> violations =
        refusedSettings(
            Map.of(
                "orgg", "x", "version", "9999-01-01", "baseUrl", "http://api.snyk.io/rest/../v1"));

    assertEquals(
        List.of("baseUrl", "baseUrl", "orgg", "version"),
        violations.stream().map(v -> v.field().replaceFirst("test\\.", "")).sorted().toList());
  }

  @Test
  void everythingThatIsWrongWithABaseUrlIsToldAtOnce() {
    List<Violation> violations =
        refusedSettings(Map.of("baseUrl", "ftp://me:secret@api.snyk.io:0/rest?a=b"));

    assertEquals(4, violations.size(), violations.toString());
    assertFalse(violations.toString().contains("secret"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a\"b", "org.read"})
  void aScopeThatIsNoneOrGivenTwiceIsRefused(String scope) {
    assertEquals(
        1, codes(() -> apps().create(app().toBuilder().scopes("org.read", scope).build())).size());
  }

  @Test
  void anIdThatIsNoUuidIsRefusedBeforeAnythingIsSent() {
    assertEquals(Set.of("invalid-id"), codes(() -> apps().find(new AppId("creations"))));
    assertEquals("{}", sent().toString());
  }

  @Test
  void idThatIsNoUuidIsToldTogetherWithBadMetadata() {
    RegistrationException error =
        assertThrows(
            RegistrationException.InvalidRequest.class,
            () ->
                apps()
                    .update(
                        new AppId("creations"),
                        ClientMetadata.builder().redirectUris("/relative").scopes("x").build()));

    assertEquals(
        List.of("id", "redirect_uris[0]", "scope"),
        error.details().violations().stream().map(Violation::field).sorted().toList());
    assertTrue(error.problem().contains("UUID"), error.problem());
    assertEquals("test", error.details().account().orElseThrow());
    assertEquals("snyk", error.details().provider().orElseThrow());
    assertEquals("apps.update", error.details().operation().orElseThrow());
    assertEquals("{}", sent().toString());
  }

  @Test
  void everyRegionHasAnApiHostOfSnyk() {
    assertFalse(SnykSettings.REGIONS.isEmpty());
    SnykSettings.REGIONS
        .values()
        .forEach(
            base -> assertTrue(base.matches("https://api\\.([a-z]+\\.)?snyk\\.io/rest"), base));
  }

  private Apps apps() {
    return registrant.account("test").apps();
  }

  private Set<AppId> many(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> sandbox.seed("snyk", "unattended-app", Map.of("name", "app " + i)))
        .map(ids -> new AppId(String.valueOf(ids.get("id"))))
        .collect(Collectors.toSet());
  }

  private String account(String key) {
    return String.valueOf(sandbox.account("snyk").get(key));
  }

  private Registrant registrant(Map<String, String> changed) {
    AccountConfiguration.Builder account =
        AccountConfiguration.builder("test", "snyk")
            .setting("baseUrl", account("baseUrl"))
            .setting("org", account("org"))
            .secret("token", () -> Secret.of(account("token")));
    changed.forEach(account::setting);
    return Registrant.builder()
        .providers(ProviderCatalog.of(List.of(new SnykProvider())))
        .policies(Policies.defaults())
        .account(account.build())
        .build();
  }

  private List<Violation> refusedSettings(Map<String, String> changed) {
    return assertThrows(
            RegistrationException.InvalidRequest.class, () -> registrant(changed).close())
        .details()
        .violations()
        .stream()
        .map(v -> new Violation(v.field().replace("test.", ""), v.code(), v.message()))
        .toList();
  }

  private Set<String> codes(Runnable call) {
    return assertThrows(RegistrationException.InvalidRequest.class, call::run)
        .details()
        .violations()
        .stream()
        .map(Violation::code)
        .collect(Collectors.toSet());
  }

  private Object sent() {
    return ((Map<?, ?>) sandbox.state().get("snyk")).get("requests");
  }

  private List<?> snykSecrets() {
    List<?> apps = (List<?>) ((Map<?, ?>) sandbox.state().get("snyk")).get("apps");
    return (List<?>) ((Map<?, ?>) apps.get(0)).get("secrets");
  }
}
