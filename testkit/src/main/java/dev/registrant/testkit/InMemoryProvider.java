package dev.registrant.testkit;

import dev.registrant.spi.Capabilities;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.ConfigurationSchema;
import dev.registrant.spi.Connection;
import dev.registrant.spi.ConnectionContext;
import dev.registrant.spi.MetadataField;
import dev.registrant.spi.MetadataField.LengthUnit;
import dev.registrant.spi.MetadataField.Use;
import dev.registrant.spi.Operation;
import dev.registrant.spi.RegistrationProvider;
import dev.registrant.spi.Repeatability;
import dev.registrant.spi.Secret;
import dev.registrant.spi.Setting;
import dev.registrant.spi.Settings;
import java.util.List;
import java.util.Map;

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

  private static final Capabilities CAPABILITIES =
      new Capabilities(
          Map.of(
              Operation.APPS_CREATE, Repeatability.ONCE,
              Operation.APPS_GET, Repeatability.SAFE,
              Operation.APPS_LIST, Repeatability.SAFE,
              Operation.APPS_UPDATE, Repeatability.IDEMPOTENT,
              Operation.APPS_DELETE, Repeatability.IDEMPOTENT),
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
              MetadataField.integer("revision", Use.READ_ONLY, "How often it was written.")),
          List.of());

  private static final ConfigurationSchema CONFIGURATION =
      ConfigurationSchema.of(
          Setting.required("token", Setting.Type.SECRET, "What the vendor knows its caller by."));

  private final InMemoryVendor vendor;

  /**
   * Makes a vendor without apps.
   *
   * @param token the only token it accepts
   */
  public InMemoryProvider(Secret token) {
    vendor = new InMemoryVendor(token);
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
    return CAPABILITIES;
  }

  @Override
  public Connection connect(Settings settings, ConnectionContext context) {
    return new InMemoryConnection(vendor, settings.secret("token"), CAPABILITIES, context.random());
  }

  /** Sets what goes wrong from now on. */
  public void faults(Faults faults) {
    vendor.faults(faults);
  }

  /** Returns the operations of all requests that reached the vendor, in order. */
  public List<Operation> requests() {
    return vendor.requests();
  }

  /** Returns how many apps the vendor has. */
  public int appCount() {
    return vendor.appCount();
  }

  /** What goes wrong at the vendor: whatever a method throws, the caller gets. */
  public interface Faults {
    /** A request arrived; nothing was carried out yet, and is not if this throws. */
    default void before(Operation operation) {}

    /** A request was carried out; its answer is lost if this throws. */
    default void after(Operation operation) {}

    /** Nothing goes wrong. */
    static Faults none() {
      return new Faults() {};
    }
  }
}
