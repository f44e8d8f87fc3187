package dev.registrant.provider.zitadel;

import static dev.registrant.spi.MetadataField.Use.OPTIONAL;
import static dev.registrant.spi.MetadataField.Use.READ_ONLY;
import static dev.registrant.spi.MetadataField.Use.REQUIRED;

import dev.registrant.spi.App;
import dev.registrant.spi.Capabilities;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.MetadataField;
import dev.registrant.spi.MetadataField.LengthUnit;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Repeatability;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What can be done with ZITADEL's API apps. */
final class ZitadelCapabilities {
  static final String STATE = "state";
  static final String ACTIVE = "active";
  static final String INACTIVE = "inactive";
  static final String CREATION_DATE = "creation_date";
  static final String RESOURCE_OWNER = "resource_owner";
  static final String OUTSTANDING = "outstanding";

  /**
   * A new secret is ONCE, though a second one only ends the first: the first request may still be
   * carried out after the second and end the secret that was answered.
   */
  private static final Map<Operation, Repeatability> OPERATIONS =
      Map.of(
          Operation.APPS_CREATE, Repeatability.GUARDED,
          Operation.APPS_GET, Repeatability.SAFE,
          Operation.APPS_LIST, Repeatability.SAFE,
          Operation.APPS_UPDATE, Repeatability.IDEMPOTENT,
          Operation.APPS_DELETE, Repeatability.IDEMPOTENT,
          Operation.SECRETS_LIST, Repeatability.SAFE,
          Operation.SECRETS_ISSUE, Repeatability.ONCE,
          Operation.SECRETS_REPLACE, Repeatability.ONCE,
          Operation.SECRETS_REVOKE, Repeatability.IDEMPOTENT);

  private static final Set<Operation> OF_KEYS =
      EnumSet.of(Operation.SECRETS_LIST, Operation.SECRETS_ISSUE, Operation.SECRETS_REVOKE);
  private static final Set<Operation> OF_SECRET = EnumSet.of(Operation.SECRETS_REPLACE);

  static final Capabilities ALL =
      new Capabilities(
          OPERATIONS,
          List.of(
              MetadataField.text(
                      ClientMetadata.CLIENT_NAME,
                      REQUIRED,
                      "Its name, unique among all apps of the project whatever their kind and the"
                          + " case of letters.")
                  .length(1, 200, LengthUnit.CODE_POINTS),
              MetadataField.text(
                      ClientMetadata.TOKEN_ENDPOINT_AUTH_METHOD,
                      OPTIONAL,
                      "How it authenticates when it introspects tokens: by its secret"
                          + " (client_secret_basic, the default) or by keys (private_key_jwt). A"
                          + " change makes no credential and ends none.")
                  .oneOf(AuthMethod.BASIC.word(), AuthMethod.PRIVATE_KEY_JWT.word()),
              MetadataField.text(STATE, OPTIONAL, "Whether it is switched on; a new app always is.")
                  .oneOf(ACTIVE, INACTIVE),
              MetadataField.text(CREATION_DATE, READ_ONLY, "When it was created."),
              MetadataField.text(
                  RESOURCE_OWNER, READ_ONLY, "The id of the organisation that owns it."),
              MetadataField.textList(
                  OUTSTANDING,
                  READ_ONLY,
                  "What is to be done after a change of method; told with that change alone.")),
          List.of());

  private ZitadelCapabilities() {}

  /** An app by keys has keys only, one by a secret the secret only. */
  static Capabilities of(App app) {
    boolean byKeys = AuthMethod.of(app.metadata()) == AuthMethod.PRIVATE_KEY_JWT;
    Map<Operation, Repeatability> operations = new EnumMap<>(OPERATIONS);
    operations.keySet().removeAll(byKeys ? OF_SECRET : OF_KEYS);
    return new Capabilities(operations, ALL.metadata(), ALL.retired());
  }
}
