package dev.registrant.provider.zitadel;

import dev.registrant.spi.ConfigurationSchema;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import dev.registrant.spi.Setting;
import dev.registrant.spi.Setting.Type;
import dev.registrant.spi.Settings;
import dev.registrant.spi.Violation;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The settings of a ZITADEL account.
 *
 * @param issuer what a service account's assertion is addressed to
 * @param confirmation how long the look after a write may take
 */
record ZitadelSettings(
    URI baseUrl,
    boolean allowPlainHttp,
    Optional<String> org,
    String project,
    Login login,
    String issuer,
    OptionalLong keyExpirationDays,
    int requestsPerSecond,
    Duration settleWindow,
    Duration confirmation) {
  private static final String TOKEN = "token";
  private static final String KEY = "serviceAccountKey";
  private static final String CLIENT_ID = "clientId";
  private static final String CLIENT_SECRET = "clientSecret";
  private static final int MOST_RUNES = 200;

  /** An id may be chosen by whoever makes a project, so that it need not be a number. */
  private static final Pattern SAFE_IN_A_PATH =
      Pattern.compile("(?!.*\\.\\.)(?!\\.$)[^/\\\\%?#\\p{C}\\p{Z}]+");

  /** The id of an organisation is sent in a header. */
  private static final Pattern SAFE_IN_A_HEADER = Pattern.compile("[!-~]+");

  /** How the account itself authenticates. */
  sealed interface Login {
    /** A personal access token of a service account, sent as it is. */
    record Token(Supplier<Secret> token) implements Login {}

    /** The key file of a service account: the JWT profile grant. */
    record Key(Supplier<Secret> file) implements Login {}

    /** Client id and secret of a service account: the client credentials grant. */
    record Client(String id, Supplier<Secret> secret) implements Login {}
  }

  static ConfigurationSchema schema() {
    return ConfigurationSchema.of(
        Setting.required(
            "baseUrl",
            Type.BASE_URL,
            "The instance's own domain, https://...; a path only if a reverse proxy adds one."),
        Setting.withDefault(
            "allowPlainHttp",
            Type.BOOLEAN,
            "false",
            "Allows http for a base URL that is not on this machine."),
        Setting.optional(
            "org",
            Type.TEXT,
            "The id of the organisation that owns the project; by default the service account's."),
        Setting.required("project", Type.TEXT, "The id of the project that holds the apps."),
        Setting.optional(TOKEN, Type.SECRET, "A personal access token of a service account.")
            .obeying(Setting.Rule.HEADER_VALUE),
        Setting.optional(
            KEY, Type.SECRET, "The JSON key file of a service account, instead of a token."),
        Setting.optional(
            CLIENT_ID,
            Type.TEXT,
            "The client id (user name) of a service account, with clientSecret instead of a"
                + " token. An API app's would be refused: those get no tokens."),
        Setting.optional(CLIENT_SECRET, Type.SECRET, "The client secret of that service account."),
        Setting.optional(
            "issuer",
            Type.BASE_URL,
            "The issuer of the instance, if it is not the base URL; needed with"
                + " serviceAccountKey only."),
        Setting.optional(
            "keyExpirationDays",
            Type.INTEGER,
            "After how many days the keys of apps end; by default they do not."),
        Setting.withDefault(
            "requestsPerSecond",
            Type.INTEGER,
            "40",
            "The most requests to send in a second; the cloud takes 50 from an address."),
        Setting.withDefault(
            "settleSeconds",
            Type.INTEGER,
            "20",
            "How long the server may still carry out a request that was given up; its limit for"
                + " writing events, 15 by default, and something more."),
        Setting.withDefault(
            "confirmSeconds",
            Type.INTEGER,
            "5",
            "How long the look at an app after a write may take; its answer is kept, and may not be"
                + " safe, until then."));
  }

  /**
   * Checks what the schema cannot say.
   *
   * @throws RegistrationException.InvalidRequest with every violation
   */
  static ZitadelSettings of(Settings settings) {
    List<Violation> violations = new ArrayList<>();
    checkId("project", Optional.of(settings.text("project")), SAFE_IN_A_PATH, violations);
    checkId("org", settings.optionalText("org"), SAFE_IN_A_HEADER, violations);
    checkRange("confirmSeconds", settings, 1, 60, violations);
    checkRange("requestsPerSecond", settings, 1, 1000, violations);
    checkRange("settleSeconds", settings, 15, 3600, violations);
    checkRange("keyExpirationDays", settings, 1, 36_500, violations);
    Optional<Login> login = login(settings, violations);
    if (!violations.isEmpty() || login.isEmpty()) {
      throw new RegistrationException.InvalidRequest(violations);
    }
    URI baseUrl = settings.baseUrl("baseUrl").orElseThrow();
    return new ZitadelSettings(
        baseUrl,
        settings.bool("allowPlainHttp"),
        settings.optionalText("org"),
        settings.text("project"),
        login.get(),
        settings.baseUrl("issuer").orElse(baseUrl).toString().replaceFirst("/+$", ""),
        settings.optionalInteger("keyExpirationDays"),
        (int) settings.integer("requestsPerSecond"),
        Duration.ofSeconds(settings.integer("settleSeconds")),
        Duration.ofSeconds(settings.integer("confirmSeconds")));
  }

  private static Optional<Login> login(Settings settings, List<Violation> violations) {
    Optional<Supplier<Secret>> token = settings.optionalSecret(TOKEN);
    Optional<Supplier<Secret>> key = settings.optionalSecret(KEY);
    Optional<String> clientId = settings.optionalText(CLIENT_ID);
    Optional<Supplier<Secret>> secret = settings.optionalSecret(CLIENT_SECRET);
    List<String> given = new ArrayList<>();
    token.ifPresent(any -> given.add(TOKEN));
    key.ifPresent(any -> given.add(KEY));
    if (clientId.isPresent() || secret.isPresent()) {
      given.add(CLIENT_ID);
    }
    if (given.size() != 1) {
      violations.add(
          new Violation(
              TOKEN,
              given.isEmpty() ? "required" : "ambiguous",
              "exactly one way to authenticate is required: token, serviceAccountKey, or clientId"
                  + " with clientSecret"
                  + (given.isEmpty() ? "" : "; given were " + String.join(", ", given))));
    }
    if (clientId.isPresent() != secret.isPresent()) {
      String missing = clientId.isPresent() ? CLIENT_SECRET : CLIENT_ID;
      violations.add(new Violation(missing, "required", "clientId and clientSecret go together"));
    }
    return token
        .<Login>map(Login.Token::new)
        .or(() -> key.map(Login.Key::new))
        .or(() -> clientId.flatMap(id -> secret.map(value -> new Login.Client(id, value))));
  }

  private static void checkId(
      String name, Optional<String> id, Pattern safe, List<Violation> violations) {
    id.filter(
            value ->
                value.codePointCount(0, value.length()) > MOST_RUNES
                    || !safe.matcher(value).matches())
        .ifPresent(
            value ->
                violations.add(
                    new Violation(
                        name,
                        "invalid",
                        name
                            + " takes an id of ZITADEL: 1 to 200 visible characters"
                            + (safe == SAFE_IN_A_PATH
                                ? ", none of / \\ % ? # and no two dots in a row"
                                : " of ASCII"))));
  }

  private static void checkRange(
      String name, Settings settings, long min, long max, List<Violation> violations) {
    settings
        .optionalInteger(name)
        .ifPresent(
            value -> {
              if (value < min || value > max) {
                violations.add(
                    new Violation(name, "out-of-range", name + " takes " + min + " to " + max));
              }
            });
  }
}
