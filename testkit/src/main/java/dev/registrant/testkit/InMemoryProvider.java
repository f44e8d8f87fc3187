package dev.registrant.testkit;

import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.Capabilities;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.ConfigurationSchema;
import dev.registrant.spi.Connection;
import dev.registrant.spi.ConnectionContext;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.MetadataField;
import dev.registrant.spi.MetadataField.LengthUnit;
import dev.registrant.spi.MetadataField.Use;
import dev.registrant.spi.Operation;
import dev.registrant.spi.RegistrationProvider;
import dev.registrant.spi.Repeatability;
import dev.registrant.spi.Secret;
import dev.registrant.spi.Setting;
import dev.registrant.spi.Settings;
import dev.registrant.spi.Settlement;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A vendor that lives in memory, so that a host can test its use of Registrant without an account.
 * Each instance is a vendor of its own with one tenant, which all its accounts share. Thread-safe.
 *
 * <pre>{@code
 * var vendor = new InMemoryProvider(Secret.of("admin"));
 * Registrant.builder()
 *     .providers(ProviderCatalog.of(List.of(vendor)))
 *     .account(
 *         AccountConfiguration.builder("test", "memory")
 *             .secret("token", () -> Secret.of("admin"))
 *             .build())
 *     .build();
 * }</pre>
 */
public final class InMemoryProvider implements RegistrationProvider {
  /** How many apps a page of the list holds. */
  public static final int PAGE_SIZE = 10;

  private static final List<MetadataField> METADATA =
      List.of(
          MetadataField.text(ClientMetadata.CLIENT_NAME, Use.REQUIRED, "Shown to people.")
              .length(1, 80, LengthUnit.CODE_POINTS),
          MetadataField.textList(
                  ClientMetadata.REDIRECT_URIS, Use.OPTIONAL, "Absolute, without fragment.")
              .length(1, 2000, LengthUnit.BYTES)
              .entries(0, 20),
          MetadataField.textList(
                  ClientMetadata.GRANT_TYPES, Use.AT_CREATION, "What the client may use.")
              .oneOf("authorization_code", "client_credentials", "refresh_token"),
          MetadataField.integer("token_ttl_seconds", Use.OPTIONAL, "How long tokens live.")
              .range(60, 86_400),
          MetadataField.bool("confidential", Use.AT_CREATION, "Whether it keeps a secret."),
          MetadataField.integer("revision", Use.READ_ONLY, "How often it was written."));

  private static final ConfigurationSchema CONFIGURATION =
      ConfigurationSchema.of(
          Setting.required("token", Setting.Type.SECRET, "What the vendor knows its caller by."));

  private final Kind kind;
  private final InMemoryVendor vendor;

  /**
   * What kind of vendor it is.
   *
   * @param way how the outcome of a create whose answer was lost can be learnt; if it is guarded,
   *     names are unique
   * @param issuesKeys whether an app gets private keys, each by a request of its own, and at most
   *     two; otherwise it gets one client secret at its creation, which can be replaced
   */
  public record Kind(Settlement.Way way, boolean issuesKeys) {
    /** Names are not unique, apps have a client secret. */
    public static Kind usual() {
      return new Kind(Settlement.Way.LISTED, false);
    }
  }

  /**
   * Makes a vendor of the usual kind without apps.
   *
   * @param token the only token it accepts
   */
  public InMemoryProvider(Secret token) {
    this(token, Kind.usual());
  }

  /**
   * Makes a vendor without apps.
   *
   * @param token the only token it accepts
   */
  public InMemoryProvider(Secret token, Kind kind) {
    this.kind = kind;
    vendor =
        new InMemoryVendor(
            token,
            kind.way(),
            kind.issuesKeys() ? CredentialKind.PRIVATE_KEY : CredentialKind.CLIENT_SECRET);
  }

  @Override
  public String id() {
    return "memory";
  }

  @Override
  public ConfigurationSchema configuration() {
    return CONFIGURATION;
  }

  @Override
  public Capabilities capabilities() {
    boolean guarded = kind.way() == Settlement.Way.GUARDED;
    Map<Operation, Repeatability> operations = new EnumMap<>(Operation.class);
    operations.put(Operation.APPS_CREATE, guarded ? Repeatability.GUARDED : Repeatability.ONCE);
    operations.put(Operation.APPS_GET, Repeatability.SAFE);
    operations.put(Operation.APPS_LIST, Repeatability.SAFE);
    operations.put(Operation.APPS_UPDATE, Repeatability.IDEMPOTENT);
    operations.put(Operation.APPS_DELETE, Repeatability.IDEMPOTENT);
    if (kind.issuesKeys()) {
      operations.put(Operation.SECRETS_LIST, Repeatability.SAFE);
      operations.put(Operation.SECRETS_ISSUE, Repeatability.ONCE);
      operations.put(Operation.SECRETS_REVOKE, Repeatability.IDEMPOTENT);
    } else {
      operations.put(Operation.SECRETS_REPLACE, Repeatability.ONCE);
    }
    return new Capabilities(operations, METADATA, List.of());
  }

  @Override
  public Connection connect(Settings settings, ConnectionContext context) {
    vendor.clock(context.clock());
    return new InMemoryConnection(
        vendor, kind, settings.secret("token"), capabilities(), context.random());
  }

  /** Sets what goes wrong from now on. */
  public void faults(Faults faults) {
    vendor.faults(faults);
  }

  /** Returns the operations of all requests that reached the vendor, in order. */
  public List<Operation> requests() {
    return vendor.requests();
  }

  /** Sets how much later than everything else the list shows a change; zero at first. */
  public void listLag(Duration lag) {
    vendor.listLag(lag);
  }

  /** Returns how many apps the vendor has. */
  public int appCount() {
    return apps().size();
  }

  /** Returns the apps the vendor has, oldest first. */
  public List<App> apps() {
    return vendor.apps();
  }

  /** Returns how many credentials the vendor has of an app, whoever knows them. */
  public int credentialCount(AppId app) {
    return vendor.credentialCount(app);
  }

  /** Returns whether the vendor accepts a credential as one of an app. */
  public boolean accepts(AppId app, Secret credential) {
    return vendor.accepts(app, credential);
  }

  /** What goes wrong at the vendor. Whatever a method throws, the caller gets. */
  public interface Faults {
    /** A request arrived; nothing was carried out yet, and is not if this throws. */
    default void before(Operation operation) {}

    /**
     * A request that is accepted is carried out that much later, and its answer is lost; empty if
     * it is carried out at once.
     */
    default Optional<Duration> late(Operation operation) {
      return Optional.empty();
    }

    /** A request was carried out; its answer is lost if this throws. */
    default void after(Operation operation) {}

    /** Nothing goes wrong. */
    static Faults none() {
      return new Faults() {};
    }
  }
}
