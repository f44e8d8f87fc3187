package dev.registrant.provider.servicetitan;

import static dev.registrant.spi.MetadataField.LengthUnit.UTF16_UNITS;
import static dev.registrant.spi.MetadataField.Use.OPTIONAL;
import static dev.registrant.spi.MetadataField.Use.READ_ONLY;
import static dev.registrant.spi.MetadataField.Use.REQUIRED;

import dev.registrant.spi.Capabilities;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.MetadataField;
import dev.registrant.spi.MetadataField.Use;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Repeatability;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What can be done, by people or through the portal. */
final class ServiceTitanCapabilities {
  static final String ORGANIZATION = "organization_name";
  static final String TENANTS = "tenants";
  static final String AUDIENCE = "audience";
  static final String MANAGED_BY = "credentials_managed_by";
  static final String MARKER = "registration_marker";
  static final String APP_ID = "app_id";
  static final String VERSION = "version";
  static final String EXPECTED_VERSION = "expected_version";
  static final String HISTORY = "version_history";
  static final String APPROVAL = "approval";
  static final String CLAIMED_CONSENTS = "claimed_consents";
  static final String CLAIMED_IN_PLAY = "claimed_scopes_in_play";
  static final String DELETION = "deletion";
  static final String OUTSTANDING = "outstanding";
  static final String SAVED_TENANTS = "saved_tenants";
  static final String SAVED_DETAILS = "saved_details";
  static final String CONNECTIONS = "connections";

  static final String PUBLIC = "public";
  static final String DEVELOPER = "developer";

  static final int LONGEST_NAME = 120;
  static final int LONGEST_URL = 250;
  private static final int LONGEST_TENANT = 120 + 1 + 4000;

  /**
   * No write is repeated: a PUT replaces everything, so a late one undoes what others saved since.
   */
  private static final Map<Operation, Repeatability> OPERATIONS =
      Map.of(
          Operation.APPS_CREATE, Repeatability.ONCE,
          Operation.APPS_GET, Repeatability.SAFE,
          Operation.APPS_LIST, Repeatability.SAFE,
          Operation.APPS_UPDATE, Repeatability.ONCE,
          Operation.APPS_DELETE, Repeatability.ONCE);

  private ServiceTitanCapabilities() {}

  /** The most any account can do. */
  static Capabilities atMost() {
    List<MetadataField> fields =
        new ArrayList<>(asked(OPTIONAL, OPTIONAL, Integer.MAX_VALUE, OPTIONAL));
    fields.add(marker());
    Stream.of(shown(), claimed(), connected()).forEach(fields::addAll);
    return new Capabilities(OPERATIONS, fields, List.of());
  }

  static Capabilities assisted(ServiceTitanSettings settings) {
    List<MetadataField> fields = new ArrayList<>(asked(settings, OPTIONAL));
    Stream.of(shown(), claimed()).forEach(fields::addAll);
    return new Capabilities(OPERATIONS, fields, List.of());
  }

  /** The portal's PUT has neither audience nor who manages credentials. */
  static Capabilities portal(ServiceTitanSettings settings) {
    List<MetadataField> fields = new ArrayList<>(asked(settings, READ_ONLY));
    fields.add(marker());
    Stream.of(shown(), connected()).forEach(fields::addAll);
    return new Capabilities(OPERATIONS, fields, List.of());
  }

  private static List<MetadataField> asked(ServiceTitanSettings settings, Use choices) {
    return asked(
        settings.organizationName().isPresent() ? OPTIONAL : REQUIRED,
        settings.homepageUrl().isPresent() ? OPTIONAL : REQUIRED,
        settings.maxTenants(),
        choices);
  }

  private static List<MetadataField> asked(
      Use organization, Use homepage, int maxTenants, Use choices) {
    return List.of(
        MetadataField.text(ClientMetadata.CLIENT_NAME, REQUIRED, "The name of the app.")
            .length(1, LONGEST_NAME, UTF16_UNITS),
        MetadataField.text(
                ORGANIZATION,
                organization,
                "The organisation that owns the app; required unless the account has a default.")
            .length(1, LONGEST_NAME, UTF16_UNITS),
        MetadataField.text(
                ClientMetadata.CLIENT_URI,
                homepage,
                "The organisation's home page; required unless the account has a default.")
            .length(1, LONGEST_URL, UTF16_UNITS),
        MetadataField.textList(
                ClientMetadata.SCOPE,
                REQUIRED,
                "Resources with :r (View) or :w (Modify); a change makes a new version that every"
                    + " tenant has to accept.")
            .entries(1, Integer.MAX_VALUE),
        MetadataField.textList(
                TENANTS,
                REQUIRED,
                "Ids of the tenants that may see the app, each with =note or not.")
            .entries(1, maxTenants)
            .length(1, LONGEST_TENANT, UTF16_UNITS),
        MetadataField.text(
                AUDIENCE,
                choices,
                "public: for many tenants, after ServiceTitan's approval; private: for one customer.")
            .oneOf(PUBLIC, "private"),
        MetadataField.text(
                MANAGED_BY, choices, "Who generates the client secrets of a tenant's connection.")
            .oneOf(DEVELOPER, "tenant"));
  }

  private static MetadataField marker() {
    return MetadataField.text(
        MARKER, OPTIONAL, "The core's mark of an app whose creation is not settled.");
  }

  private static List<MetadataField> shown() {
    return List.of(
        MetadataField.text(APP_ID, READ_ONLY, "The App ID that the portal shows."),
        MetadataField.integer(VERSION, READ_ONLY, "The version of the app's scopes."),
        MetadataField.integer(
            EXPECTED_VERSION, READ_ONLY, "The version once all that was asked for is done."),
        MetadataField.textList(
            HISTORY, READ_ONLY, "Each version: number, date, who, scopes added and removed."),
        MetadataField.text(APPROVAL, READ_ONLY, "How far ServiceTitan's approval is."));
  }

  private static List<MetadataField> claimed() {
    return List.of(
        MetadataField.textList(
            CLAIMED_CONSENTS, READ_ONLY, "What people say tenants decided; never verified here."),
        MetadataField.textList(
            CLAIMED_IN_PLAY, READ_ONLY, "The scopes in play for each tenant if people are right."),
        MetadataField.textList(
            SAVED_TENANTS, READ_ONLY, "The tenants the owner says are saved in the portal."),
        MetadataField.textList(
            SAVED_DETAILS, READ_ONLY, "Names and choices the owner says are saved in the portal."),
        MetadataField.text(
            DELETION, READ_ONLY, "Since when the app is to be deleted, while it is not."));
  }

  private static List<MetadataField> connected() {
    return List.of(
        MetadataField.textList(
            CONNECTIONS, READ_ONLY, "Each tenant's consent, as the configured gateway shows it."),
        MetadataField.textList(
            OUTSTANDING, READ_ONLY, "What people must still do: who, where, what."));
  }
}
