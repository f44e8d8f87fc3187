package dev.registrant.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.spi.Setting.Type;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationSchemaTest {
  private static final Secret TOKEN = Secret.of("s3cret-token");
  private static final Map<String, Supplier<Secret>> TOKENS = Map.of("token", () -> TOKEN);
  private static final ConfigurationSchema SCHEMA =
      ConfigurationSchema.of(
          Setting.required("org", Type.TEXT, ""),
          Setting.required("token", Type.SECRET, ""),
          Setting.optional("spare", Type.SECRET, ""),
          Setting.withDefault("region", Type.TEXT, "us", "").oneOf(List.of("us", "eu")),
          Setting.withDefault("limit", Type.INTEGER, "27", ""),
          Setting.withDefault("plain", Type.BOOLEAN, "false", ""),
          Setting.optional("baseUrl", Type.BASE_URL, ""));

  @Test
  void settingsAreBoundInTheirTypesAndCompletedByDefaults() {
    var settings =
        SCHEMA.bind(
            Map.of("org", "acme", "limit", "5", "baseUrl", "https://api.example.com/rest"), TOKENS);
    assertEquals("acme", settings.text("org"));
    assertEquals(TOKEN, settings.secret("token").get());
    assertEquals("us", settings.text("region"));
    assertEquals(5, settings.integer("limit"));
    assertFalse(settings.bool("plain"));
    assertEquals(
        Optional.of(URI.create("https://api.example.com/rest")), settings.baseUrl("baseUrl"));
    assertEquals(Optional.of("us"), settings.optionalText("region"));
    assertEquals(Optional.empty(), SCHEMA.bind(Map.of("org", "acme"), TOKENS).baseUrl("baseUrl"));
  }

  @Test
  void everyProblemIsToldAtOnce() {
    var error =
        assertThrows(
            RegistrationException.InvalidRequest.class,
            () ->
                SCHEMA.bind(
                    Map.of(
                        "regoin", "us", "region", "ue", "limit", "-1", "plain", "yes", "org", " "),
                    Map.of("tokn", () -> TOKEN, "limit", () -> TOKEN)));
    assertEquals(
        List.of(
            "limit invalid",
            "limit wrong-type",
            "org invalid",
            "plain invalid",
            "region invalid",
            "regoin unknown-setting",
            "token required",
            "tokn unknown-setting"),
        codes(error).stream().sorted().toList());
    assertTrue(error.getMessage().contains("regoin is not a setting; did you mean region?"));
    assertTrue(error.getMessage().contains("tokn is not a setting; did you mean token?"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://user:s3cret@example.com",
        "https://user@example.com/",
        "https://example.com/a@b",
        "ftp://example.com",
        "example.com",
        "/rest",
        "https:///rest",
        "https://example.com?x=1",
        "https://example.com#x",
        "https://exa mple.com",
        "javascript:alert(1)"
      })
  void baseUrlThatIsNotPlainIsRefusedWithoutShowingIt(String url) {
    var error = refused(Map.of("org", "acme", "baseUrl", url), TOKENS);
    assertEquals(List.of("baseUrl invalid"), codes(error));
    assertFalse(error.getMessage().contains(url), error.getMessage());
    assertFalse(error.getMessage().contains("s3cret"), error.getMessage());
  }

  @Test
  void everyProblemOfABaseUrlIsToldAtOnce() {
    var error =
        refused(Map.of("org", "acme", "baseUrl", "ftp://me:s3cret@example.com:0/x?y#z"), TOKENS);
    assertEquals(
        List.of(
            "baseUrl cannot hold user info; give credentials in their own settings",
            "baseUrl takes an absolute https URL",
            "baseUrl takes a port from 1 to 65535",
            "baseUrl cannot hold a query or a fragment"),
        error.details().violations().stream().map(Violation::message).toList());
    error = refused(Map.of("org", "acme", "baseUrl", "https://me:s3 cret@example.com"), TOKENS);
    assertEquals(List.of("baseUrl invalid", "baseUrl invalid"), codes(error));
    assertFalse(error.getMessage().contains("s3"), error.getMessage());
  }

  @Test
  void checkIsMadeTogetherWithTheRestAndSeesWhatCanBeRead() {
    ConfigurationSchema schema =
        ConfigurationSchema.of(
                Setting.required("org", Type.TEXT, ""),
                Setting.required("day", Type.TEXT, "").obeying(day -> Optional.of("is no day")),
                Setting.withDefault("limit", Type.INTEGER, "27", ""),
                Setting.withDefault("plain", Type.BOOLEAN, "false", ""),
                Setting.optional("baseUrl", Type.BASE_URL, ""))
            .checking(
                (settings, clock) ->
                    List.of(new Violation("all", "seen", names(settings) + " " + clock.instant())));
    Map<String, String> values =
        Map.of("day", "x", "limit", "y", "baseUrl", "http://a@example.com", "colour", "red");
    var error =
        assertThrows(
            RegistrationException.InvalidRequest.class,
            () -> schema.bind(values, Map.of(), InstantSource.fixed(Instant.EPOCH)));
    assertEquals(
        List.of(
            "org required",
            "day invalid",
            "limit invalid",
            "baseUrl invalid",
            "colour unknown-setting",
            "all seen"),
        codes(error));
    assertEquals(
        "[baseUrl, day, plain] 1970-01-01T00:00:00Z",
        error.details().violations().get(5).message());
  }

  @Test
  void checkThatIsNotPreparedForWhatIsMissingHidesNothing() {
    ConfigurationSchema schema =
        ConfigurationSchema.of(Setting.required("org", Type.TEXT, ""))
            .checking((settings, clock) -> List.of(new Violation(settings.text("org"), "", "")));
    InstantSource clock = InstantSource.fixed(Instant.EPOCH);
    var error =
        assertThrows(
            RegistrationException.InvalidRequest.class,
            () -> schema.bind(Map.of(), Map.of(), clock));
    assertEquals(List.of("org required"), codes(error));
    error =
        assertThrows(
            RegistrationException.InvalidRequest.class,
            () -> schema.bind(Map.of("org", "acme"), Map.of(), clock));
    assertEquals("acme", error.details().violations().get(0).field());
    assertEquals("acme", schema.bind(Map.of("org", "acme"), Map.of()).text("org"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nX: y", "a\n", "\u0000", "é", "\u007f"})
  void headerValueIsOneThatCanBeSent(String value) {
    assertTrue(Setting.Rule.HEADER_VALUE.problem(value).isPresent());
    assertFalse(Setting.Rule.HEADER_VALUE.problem(value).orElseThrow().contains(value));
    assertEquals(Optional.empty(), Setting.Rule.HEADER_VALUE.problem("snyk_pat-1.a b\t~"));
  }

  @Test
  void secretGivenAsAValueIsRefusedWithoutShowingIt() {
    for (Map<String, Supplier<Secret>> suppliers :
        List.of(Map.<String, Supplier<Secret>>of(), TOKENS)) {
      var error = refused(Map.of("org", "acme", "token", "s3cret-token"), suppliers);
      assertEquals(List.of("token wrong-type"), codes(error));
      assertFalse(error.getMessage().contains("s3cret"), error.getMessage());
    }
    var error = refused(Map.of("org", "acme", "spare", "s3cret-token"), TOKENS);
    assertEquals(List.of("spare wrong-type"), codes(error));
  }

  @Test
  void controlCharacterInASettingIsRefused() {
    assertEquals(List.of("org invalid"), codes(refused(Map.of("org", "a\r\nb"), TOKENS)));
  }

  @Test
  void secretIsAskedForAtEachUse() {
    AtomicReference<Secret> current = new AtomicReference<>(TOKEN);
    var settings = SCHEMA.bind(Map.of("org", "acme"), Map.of("token", current::get));
    current.set(Secret.of("newer"));
    assertEquals(Secret.of("newer"), settings.secret("token").get());
  }

  @Test
  void settingsShowTheirNamesOnly() {
    String shown = SCHEMA.bind(Map.of("org", "acme-org"), TOKENS).toString();
    assertTrue(shown.contains("org"), shown);
    assertFalse(shown.contains("acme-org"), shown);
    assertFalse(shown.contains("s3cret"), shown);
  }

  @Test
  void twoSettingsOfOneNameAreRefused() {
    var setting = Setting.required("org", Type.TEXT, "");
    assertThrows(IllegalArgumentException.class, () -> ConfigurationSchema.of(setting, setting));
  }

  private static List<String> names(Settings settings) {
    return Stream.of(settings.toString().replaceAll(".*\\[|]", "").split(", ")).sorted().toList();
  }

  private static RegistrationException refused(
      Map<String, String> values, Map<String, Supplier<Secret>> secrets) {
    return assertThrows(
        RegistrationException.InvalidRequest.class, () -> SCHEMA.bind(values, secrets));
  }

  private static List<String> codes(RegistrationException error) {
    return error.details().violations().stream()
        .map(violation -> violation.field() + " " + violation.code())
        .toList();
  }
}
