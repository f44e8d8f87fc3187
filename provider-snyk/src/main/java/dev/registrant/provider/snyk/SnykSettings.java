package dev.registrant.provider.snyk;

import dev.registrant.spi.ConfigurationSchema;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import dev.registrant.spi.Setting;
import dev.registrant.spi.Setting.Type;
import dev.registrant.spi.Settings;
import dev.registrant.spi.Violation;
import java.net.URI;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings of a Snyk account. */
record SnykSettings(
    URI baseUrl,
    boolean allowPlainHttp,
    String org,
    Supplier<Secret> token,
    String authorizationScheme,
    String version,
    int maxNameLength) {
  /** REST bases by region, from "About the REST API" of Snyk's documentation. */
  static final Map<String, String> REGIONS =
      Map.of(
          "SNYK-US-01", "https://api.snyk.io/rest",
          "SNYK-US-02", "https://api.us.snyk.io/rest",
          "SNYK-EU-01", "https://api.eu.snyk.io/rest",
          "SNYK-AU-01", "https://api.au.snyk.io/rest");

  /** The first generally available release of the creations endpoints. */
  static final LocalDate FIRST_RELEASE = LocalDate.of(2023, 11, 3);

  /** The most the limit on names can be set to. */
  static final int LONGEST_NAME = 10_000;

  private static final Pattern VERSION =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(~(wip|work-in-progress|experimental|beta))?");
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  static ConfigurationSchema schema() {
    return ConfigurationSchema.of(
        Setting.required(
            "org", Type.TEXT, "The id (a UUID) of the organisation that owns the apps."),
        Setting.required(
            "token",
            Type.SECRET,
            "A personal access token, API key or OAuth access token that may manage apps."),
        Setting.withDefault(
                "authorizationScheme",
                Type.TEXT,
                "token",
                "How the token is sent: token for an API key or personal access token, bearer for"
                    + " an OAuth access token.")
            .oneOf(List.of("token", "bearer")),
        Setting.withDefault("region", Type.TEXT, "SNYK-US-01", "The region of the organisation.")
            .oneOf(REGIONS.keySet().stream().sorted().toList()),
        Setting.optional(
            "baseUrl",
            Type.BASE_URL,
            "The REST base, its path included, of a region that is not listed or a private cloud."),
        Setting.withDefault(
            "allowPlainHttp",
            Type.BOOLEAN,
            "false",
            "Allows http for a base URL that is not on this machine."),
        Setting.withDefault(
            "version",
            Type.TEXT,
            "2024-10-15",
            "The date of the API version that is asked for; 2023-11-03 or later."),
        Setting.withDefault(
                "endpoint",
                Type.TEXT,
                "creations",
                "Which of Snyk's endpoints for apps is used; only creations is.")
            .oneOf(List.of("creations", "org-apps", "app-bots")),
        Setting.withDefault(
            "maxNameLength",
            Type.INTEGER,
            "255",
            "The longest name of an app, in characters; Snyk publishes no limit."));
  }

  /**
   * Checks what the schema cannot say.
   *
   * @throws RegistrationException.InvalidRequest with every violation
   */
  static SnykSettings of(Settings settings, InstantSource clock) {
    List<Violation> violations = new ArrayList<>();
    String org = settings.text("org");
    if (!UUID.matcher(org).matches()) {
      violations.add(new Violation("org", "invalid", "org takes the organisation's id, a UUID"));
    }
    String version = settings.text("version");
    checkVersion(version, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), violations);
    SnykCapabilities.retired(settings.text("endpoint"))
        .ifPresent(
            retired ->
                violations.add(
                    new Violation(
                        "endpoint",
                        "retired",
                        "endpoint " + retired.reason() + "; use " + retired.successor())));
    long maxNameLength = settings.integer("maxNameLength");
    if (maxNameLength < 1 || maxNameLength > LONGEST_NAME) {
      violations.add(
          new Violation(
              "maxNameLength", "out-of-range", "maxNameLength takes 1 to " + LONGEST_NAME));
    }
    if (!violations.isEmpty()) {
      throw new RegistrationException.InvalidRequest(violations);
    }
    return new SnykSettings(
        settings.baseUrl("baseUrl").orElseGet(() -> regional(settings.text("region"))),
        settings.bool("allowPlainHttp"),
        org,
        settings.secret("token"),
        settings.text("authorizationScheme"),
        version,
        (int) maxNameLength);
  }

  private static URI regional(String region) {
    return URI.create(REGIONS.getOrDefault(region, ""));
  }

  private static void checkVersion(String version, LocalDate today, List<Violation> violations) {
    Matcher matcher = VERSION.matcher(version);
    LocalDate date = LocalDate.MIN;
    if (matcher.matches()) {
      try {
        date = LocalDate.parse(matcher.group(1));
      } catch (DateTimeException e) {
        // Shaped like a date without being one: refused below.
      }
    }
    if (date.equals(LocalDate.MIN)) {
      violations.add(
          new Violation("version", "invalid", "version takes a date such as 2024-10-15"));
    } else if (date.isBefore(FIRST_RELEASE)) {
      violations.add(
          new Violation(
              "version",
              "retired",
              "version "
                  + version
                  + " is from before the creations endpoints ("
                  + FIRST_RELEASE
                  + "); the org-apps endpoints it would reach are deprecated, use 2024-10-15"));
    } else if (date.isAfter(today)) {
      violations.add(
          new Violation("version", "invalid", "version " + version + " is in the future"));
    }
  }
}
