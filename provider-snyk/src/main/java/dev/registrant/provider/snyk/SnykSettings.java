package dev.registrant.provider.snyk;

import dev.registrant.http.BaseUrl;
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
import java.util.Optional;
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

  static final ConfigurationSchema SCHEMA =
      ConfigurationSchema.of(
              Setting.required(
                      "org", Type.TEXT, "The id (a UUID) of the organisation that owns the apps.")
                  .obeying(SnykSettings::orgProblem),
              Setting.required(
                      "token",
                      Type.SECRET,
                      "A personal access token, API key or OAuth access token that may manage apps.")
                  .obeying(Setting.Rule.HEADER_VALUE),
              Setting.withDefault(
                      "authorizationScheme",
                      Type.TEXT,
                      "token",
                      "How the token is sent: token for an API key or personal access token, bearer for"
                          + " an OAuth access token.")
                  .oneOf(List.of("token", "bearer")),
              Setting.withDefault(
                      "region",
                      Type.TEXT,
                      "SNYK-US-01",
                      "The region of the organisation; for others give baseUrl.")
                  .oneOf(REGIONS.keySet().stream().sorted().toList()),
              Setting.optional(
                  "baseUrl",
                  Type.BASE_URL,
                  "The REST base, its path included, of a region that is not listed or a private"
                      + " cloud."),
              Setting.withDefault(
                  "allowPlainHttp",
                  Type.BOOLEAN,
                  "false",
                  "Allows http for a base URL that is not on this machine."),
              Setting.withDefault(
                      "version",
                      Type.TEXT,
                      "2024-10-15",
                      "The date of the API version that is asked for; 2023-11-03 or later.")
                  .obeying(SnykSettings::versionProblem),
              Setting.withDefault(
                      "endpoint",
                      Type.TEXT,
                      "creations",
                      "Which of Snyk's endpoints for apps is used; only creations is.")
                  .oneOf(List.of("creations", "org-apps", "app-bots"))
                  .obeying(SnykSettings::endpointProblem),
              Setting.withDefault(
                      "maxNameLength",
                      Type.INTEGER,
                      "255",
                      "The longest name of an app, in characters; Snyk publishes no limit.")
                  .obeying(SnykSettings::nameLengthProblem))
          .checking(SnykSettings::violations);

  /**
   * Checks what the schema leaves to the time of connecting.
   *
   * @throws RegistrationException.InvalidRequest with every violation
   */
  static SnykSettings of(Settings settings, InstantSource clock) {
    List<Violation> violations = violations(settings, clock);
    if (!violations.isEmpty()) {
      throw new RegistrationException.InvalidRequest(violations);
    }
    return new SnykSettings(
        settings.baseUrl("baseUrl").orElseGet(() -> regional(settings.text("region"))),
        settings.bool("allowPlainHttp"),
        settings.text("org"),
        settings.secret("token"),
        settings.text("authorizationScheme"),
        settings.text("version"),
        (int) settings.integer("maxNameLength"));
  }

  /** What depends on the day, and on two settings. Some of them may be missing. */
  private static List<Violation> violations(Settings settings, InstantSource clock) {
    List<Violation> violations = new ArrayList<>();
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    if (settings
        .optionalText("version")
        .flatMap(SnykSettings::date)
        .filter(today::isBefore)
        .isPresent()) {
      violations.add(new Violation("version", "invalid", "version is in the future"));
    }
    Optional<Boolean> allowed = settings.optionalBool("allowPlainHttp");
    if (allowed.isPresent()) {
      settings
          .baseUrl("baseUrl")
          .ifPresent(url -> violations.addAll(BaseUrl.violations("baseUrl", url, allowed.get())));
    }
    return violations;
  }

  static boolean isUuid(String text) {
    return UUID.matcher(text).matches();
  }

  private static URI regional(String region) {
    return URI.create(REGIONS.getOrDefault(region, ""));
  }

  private static Optional<String> orgProblem(String value) {
    return isUuid(value) ? Optional.empty() : Optional.of("takes the organisation's id, a UUID");
  }

  private static Optional<String> nameLengthProblem(String value) {
    long length = Long.parseLong(value);
    return length >= 1 && length <= LONGEST_NAME
        ? Optional.empty()
        : Optional.of("takes 1 to " + LONGEST_NAME);
  }

  private static Optional<String> endpointProblem(String value) {
    return SnykCapabilities.retired(value)
        .map(retired -> retired.reason() + "; use " + retired.successor());
  }

  private static Optional<String> versionProblem(String value) {
    Optional<LocalDate> date = date(value);
    if (date.isEmpty()) {
      return Optional.of("takes a date such as 2024-10-15");
    }
    return date.get().isBefore(FIRST_RELEASE)
        ? Optional.of(
            "is from before the creations endpoints ("
                + FIRST_RELEASE
                + "); the org-apps endpoints it would reach are deprecated, use 2024-10-15")
        : Optional.empty();
  }

  private static Optional<LocalDate> date(String version) {
    Matcher matcher = VERSION.matcher(version);
    try {
      return matcher.matches() ? Optional.of(LocalDate.parse(matcher.group(1))) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
