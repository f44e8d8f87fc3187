package dev.registrant.provider.servicetitan;

import dev.registrant.spi.ClientMetadata;
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
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The settings of a ServiceTitan account.
 *
 * @param reviewsAll whether ServiceTitan reviews private apps too
 * @param portal present in the portal mode
 */
record ServiceTitanSettings(
    String environment,
    Optional<String> organizationName,
    Optional<String> homepageUrl,
    int maxTenants,
    CredentialPrefixes prefixes,
    boolean reviewsAll,
    Optional<Portal> portal) {

  /**
   * How the portal's back end is reached; nothing of it is published.
   *
   * @param tokenFormat what is sent in the header, with {@code {token}} for the token
   * @param versionsPath as the two after it of a contract of this project's own
   */
  record Portal(
      URI url,
      boolean allowPlainHttp,
      Supplier<Secret> token,
      String tokenHeader,
      String tokenFormat,
      String appsPath,
      String savePath,
      String signInPath,
      Optional<String> projectId,
      Optional<String> versionsPath,
      Optional<String> connectionsPath,
      Optional<String> approvalPath,
      int requestsPerSecond,
      Duration settleWindow) {
    boolean savesByProject() {
      return savePath.contains(PROJECT);
    }
  }

  private static final String PORTAL = "portal";
  private static final String TOKEN = "{token}";
  private static final String PROJECT = "{projectId}";
  private static final Pattern PATH =
      Pattern.compile("(/((?!\\.\\.?(/|$))[A-Za-z0-9._~-]+|\\{[A-Za-z]+}))+");
  private static final Pattern QUERY = Pattern.compile("\\?[A-Za-z0-9._~=&-]+$");
  private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern PREFIX = Pattern.compile("[!-+\\--~]{2,20}");

  static ConfigurationSchema schema() {
    return ConfigurationSchema.of(
        Setting.withDefault(
                "mode",
                Type.TEXT,
                "assisted",
                "assisted: people use ServiceTitan's web sites and report what they did. portal: the"
                    + " unpublished back end of the developer portal is called.")
            .oneOf(List.of("assisted", PORTAL)),
        Setting.withDefault(
                "environment",
                Type.TEXT,
                "integration",
                "The environment in which tenants connect; app keys are the same in both.")
            .oneOf(List.of("integration", "production")),
        Setting.optional(
            "organizationName", Type.TEXT, "The organization_name of apps that give none."),
        Setting.optional("homepageUrl", Type.TEXT, "The client_uri of apps that give none."),
        Setting.withDefault(
            "maxTenants",
            Type.INTEGER,
            "200",
            "The most tenants an app may list, in both modes; 1 to 1000000. The portal's form took"
                + " 200."),
        Setting.withDefault("appKeyPrefix", Type.TEXT, "ak1.", "What every app key begins with."),
        Setting.withDefault(
            "clientSecretPrefixes",
            Type.TEXT,
            "cs1.,cs2.",
            "What client secrets begin with, to know one in the wrong place; with commas between."),
        Setting.withDefault(
            "clientIdPrefix", Type.TEXT, "cid.", "What every client id begins with."),
        Setting.withDefault(
                "approvalOf",
                Type.TEXT,
                "public",
                "Which apps ServiceTitan reviews: public ones, or all; of private ones it is not"
                    + " known.")
            .oneOf(List.of("public", "all")),
        Setting.optional(
            "portalUrl", Type.BASE_URL, "The URL of the portal; required in the portal mode."),
        Setting.optional(
                "portalToken",
                Type.SECRET,
                "The session token of somebody who is signed in to the portal; required in the portal"
                    + " mode.")
            .obeying(Setting.Rule.HEADER_VALUE),
        Setting.withDefault(
            "portalTokenHeader",
            Type.TEXT,
            "ApimUserAccessToken",
            "The header that carries the session token."),
        Setting.withDefault(
            "portalTokenFormat",
            Type.TEXT,
            TOKEN,
            "What that header holds, with {token} for the session token."),
        Setting.withDefault(
            "appsPath",
            Type.TEXT,
            "/c/apps",
            "Where the portal lists apps; may have a query that never changes."),
        Setting.withDefault(
            "savePath",
            Type.TEXT,
            "/c/project/{projectId}/apps",
            "Where the portal saves an app; holds {projectId} or not."),
        Setting.withDefault(
            "signInPath",
            Type.TEXT,
            "/signin",
            "Where the portal sends those who are not signed in."),
        Setting.optional(
            "projectId", Type.TEXT, "The project, instead of the one the list of apps names."),
        Setting.optional(
            "versionsPath",
            Type.TEXT,
            "Where a gateway of yours shows an app's versions, by a contract of this project, not of"
                + " ServiceTitan; holds {app}."),
        Setting.optional(
            "connectionsPath", Type.TEXT, "Likewise its connections to tenants; holds {app}."),
        Setting.optional("approvalPath", Type.TEXT, "Likewise its approval; holds {app}."),
        Setting.withDefault(
            "requestsPerSecond",
            Type.INTEGER,
            "5",
            "How many requests a second the portal gets; 1 to 100. Its limit is not published."),
        Setting.withDefault(
            "settleSeconds",
            Type.INTEGER,
            "60",
            "How long the portal may still carry out a request that was given up; 1 to 3600. It is"
                + " not published."),
        Setting.withDefault(
            "allowPlainHttp",
            Type.BOOLEAN,
            "false",
            "Allows http for a portal that is not on this machine."));
  }

  /**
   * Checks what the schema cannot say.
   *
   * @throws RegistrationException.InvalidRequest with every violation
   */
  static ServiceTitanSettings of(Settings settings) {
    List<Violation> violations = new ArrayList<>();
    boolean portalMode = settings.text("mode").equals(PORTAL);
    int maxTenants = bounded(settings, "maxTenants", 1_000_000, violations);
    int requestsPerSecond = bounded(settings, "requestsPerSecond", 100, violations);
    int settleSeconds = bounded(settings, "settleSeconds", 3600, violations);
    CredentialPrefixes prefixes = prefixes(settings, violations);
    settings
        .optionalText("organizationName")
        .filter(name -> name.length() > ServiceTitanCapabilities.LONGEST_NAME)
        .ifPresent(
            name ->
                violations.add(
                    new Violation(
                        "organizationName",
                        "too-long",
                        "organizationName takes 1 to 120 characters")));
    settings
        .optionalText("homepageUrl")
        .flatMap(url -> MetadataRules.homepageProblem("homepageUrl", url))
        .ifPresent(violations::add);
    Optional<Portal> portal =
        portalMode
            ? portal(settings, requestsPerSecond, Duration.ofSeconds(settleSeconds), violations)
            : Optional.empty();
    if (!violations.isEmpty()) {
      throw new RegistrationException.InvalidRequest(violations);
    }
    return new ServiceTitanSettings(
        settings.text("environment"),
        settings.optionalText("organizationName"),
        settings.optionalText("homepageUrl"),
        maxTenants,
        prefixes,
        settings.text("approvalOf").equals("all"),
        portal);
  }

  private static CredentialPrefixes prefixes(Settings settings, List<Violation> violations) {
    List<String> secrets =
        Stream.of(settings.text("clientSecretPrefixes").split(",", -1)).map(String::strip).toList();
    String appKey = settings.text("appKeyPrefix");
    String clientId = settings.text("clientIdPrefix");
    String otherwise = "takes 2 to 20 visible characters, none of them a comma";
    require("appKeyPrefix", PREFIX.matcher(appKey).matches(), otherwise, violations);
    require("clientIdPrefix", PREFIX.matcher(clientId).matches(), otherwise, violations);
    require(
        "clientSecretPrefixes",
        secrets.stream().allMatch(prefix -> PREFIX.matcher(prefix).matches()),
        otherwise + "; or several such, with commas between",
        violations);
    return new CredentialPrefixes(appKey, secrets, clientId);
  }

  /** Returns metadata with the account's defaults for what it does not give. */
  ClientMetadata completed(ClientMetadata metadata) {
    ClientMetadata.Builder defaults = ClientMetadata.builder();
    organizationName.ifPresent(name -> defaults.set(ServiceTitanCapabilities.ORGANIZATION, name));
    homepageUrl.ifPresent(url -> defaults.set(ClientMetadata.CLIENT_URI, url));
    return defaults.build().with(metadata);
  }

  private static Optional<Portal> portal(
      Settings settings, int requestsPerSecond, Duration settleWindow, List<Violation> violations) {
    Optional<URI> url = settings.baseUrl("portalUrl");
    Optional<Supplier<Secret>> token = settings.optionalSecret("portalToken");
    require("portalUrl", url.isPresent(), "is required in the portal mode", violations);
    require("portalToken", token.isPresent(), "is required in the portal mode", violations);
    require(
        "portalTokenHeader",
        HEADER.matcher(settings.text("portalTokenHeader")).matches(),
        "takes the name of a header",
        violations);
    require(
        "portalTokenFormat",
        settings.text("portalTokenFormat").contains(TOKEN),
        "holds {token}",
        violations);
    String list = settings.text("appsPath");
    checkPath("appsPath", QUERY.matcher(list).replaceFirst(""), "", violations);
    checkPath(settings, "signInPath", "", violations);
    String save = settings.text("savePath");
    checkPath("savePath", save, save.contains(PROJECT) ? PROJECT : "", violations);
    checkPath(settings, "versionsPath", "{app}", violations);
    checkPath(settings, "connectionsPath", "{app}", violations);
    checkPath(settings, "approvalPath", "{app}", violations);
    if (!violations.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Portal(
            url.orElseThrow(),
            settings.bool("allowPlainHttp"),
            token.orElseThrow(),
            settings.text("portalTokenHeader"),
            settings.text("portalTokenFormat"),
            settings.text("appsPath"),
            settings.text("savePath"),
            settings.text("signInPath"),
            settings.optionalText("projectId"),
            settings.optionalText("versionsPath"),
            settings.optionalText("connectionsPath"),
            settings.optionalText("approvalPath"),
            requestsPerSecond,
            settleWindow));
  }

  private static int bounded(Settings settings, String name, int max, List<Violation> violations) {
    long value = settings.integer(name);
    require(name, value >= 1 && value <= max, "takes 1 to " + max, violations);
    return (int) value;
  }

  /**
   * Checks a path, if it is given.
   *
   * @param parameter what it holds once, empty if it holds none
   */
  private static void checkPath(
      Settings settings, String name, String parameter, List<Violation> violations) {
    checkPath(name, settings.optionalText(name).orElse("/" + parameter), parameter, violations);
  }

  private static void checkPath(
      String name, String path, String parameter, List<Violation> violations) {
    String rest = path.replaceFirst(Pattern.quote(parameter), "x");
    require(
        name,
        PATH.matcher(path).matches() && path.contains(parameter) && rest.indexOf('{') < 0,
        "takes a path such as /a/b" + (parameter.isEmpty() ? "" : " that holds " + parameter),
        violations);
  }

  private static void require(
      String name, boolean holds, String otherwise, List<Violation> violations) {
    if (!holds) {
      violations.add(new Violation(name, "invalid", name + " " + otherwise));
    }
  }
}
