package dev.registrant.provider.snyk;

import static dev.registrant.spi.MetadataField.Use.AT_CREATION;
import static dev.registrant.spi.MetadataField.Use.OPTIONAL;
import static dev.registrant.spi.MetadataField.Use.READ_ONLY;
import static dev.registrant.spi.MetadataField.Use.REQUIRED;
import static dev.registrant.spi.MetadataField.Use.REQUIRED_AT_CREATION;

import dev.registrant.spi.Capabilities;
import dev.registrant.spi.Capabilities.Retired;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.MetadataField;
import dev.registrant.spi.MetadataField.LengthUnit;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Repeatability;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Snyk can do, after its published OpenAPI document. */
final class SnykCapabilities {
  static final String CONTEXT = "context";
  static final String TOKEN_TTL = "access_token_ttl_seconds";
  static final String IS_CONFIDENTIAL = "is_confidential";
  static final String IS_PUBLIC = "is_public";
  static final String ORG_PUBLIC_ID = "org_public_id";
  static final String DEFAULT_CONTEXT = "tenant";

  private static final Map<Operation, Repeatability> OPERATIONS =
      Map.of(
          Operation.APPS_CREATE, Repeatability.ONCE,
          Operation.APPS_GET, Repeatability.SAFE,
          Operation.APPS_LIST, Repeatability.SAFE,
          Operation.APPS_UPDATE, Repeatability.IDEMPOTENT,
          Operation.APPS_DELETE, Repeatability.IDEMPOTENT,
          Operation.SECRETS_ISSUE, Repeatability.ONCE,
          Operation.SECRETS_REPLACE, Repeatability.ONCE,
          Operation.SECRETS_REVOKE, Repeatability.IDEMPOTENT);

  private static final List<Retired> RETIRED =
      List.of(
          new Retired(
              "org-apps",
              "names the operations under /orgs/{org_id}/apps, which Snyk has deprecated since"
                  + " 2024-07-17",
              "creations (/orgs/{org_id}/apps/creations)"),
          new Retired(
              "app-bots",
              "names the operations under /orgs/{org_id}/app_bots, which Snyk has deprecated since"
                  + " 2024-07-17",
              "installs (/orgs/{org_id}/apps/installs)"));

  private SnykCapabilities() {}

  static Capabilities upTo(int maxNameLength) {
    return new Capabilities(
        OPERATIONS,
        List.of(
            MetadataField.text(
                    ClientMetadata.CLIENT_NAME, REQUIRED, "Shown to users when they authorize.")
                .length(1, maxNameLength, LengthUnit.CODE_POINTS),
            MetadataField.textList(
                    ClientMetadata.REDIRECT_URIS, REQUIRED, "Where authorization responses may go.")
                .entries(1, Long.MAX_VALUE),
            MetadataField.textList(
                    ClientMetadata.SCOPE,
                    REQUIRED_AT_CREATION,
                    "What the app may ask for; Snyk always wants org.read among them.")
                .entries(1, Long.MAX_VALUE),
            MetadataField.text(
                    CONTEXT,
                    AT_CREATION,
                    "Whether it acts for an organisation (tenant, the default) or for a user.")
                .oneOf("tenant", "user"),
            MetadataField.integer(
                    TOKEN_TTL, OPTIONAL, "How long its access tokens live, in seconds.")
                .range(3600, 86400),
            MetadataField.textList(ClientMetadata.GRANT_TYPES, READ_ONLY, "Its grant type."),
            MetadataField.bool(IS_CONFIDENTIAL, READ_ONLY, "Whether it keeps a secret."),
            MetadataField.bool(IS_PUBLIC, READ_ONLY, "Whether anybody may install it."),
            MetadataField.text(ORG_PUBLIC_ID, READ_ONLY, "The organisation that owns it.")),
        RETIRED);
  }

  static Optional<Retired> retired(String endpoint) {
    return RETIRED.stream().filter(retired -> retired.name().equals(endpoint)).findFirst();
  }
}
