package dev.registrant.benchmarks;

import dev.registrant.AccountConfiguration;
import dev.registrant.Policies;
import dev.registrant.ProviderCatalog;
import dev.registrant.Registrant;
import dev.registrant.spi.Answer;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.AppPage;
import dev.registrant.spi.AppRegistry;
import dev.registrant.spi.AppStatus;
import dev.registrant.spi.Call;
import dev.registrant.spi.Capabilities;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.ConfigurationSchema;
import dev.registrant.spi.Connection;
import dev.registrant.spi.ConnectionContext;
import dev.registrant.spi.Operation;
import dev.registrant.spi.RateScope;
import dev.registrant.spi.RegistrationProvider;
import dev.registrant.spi.Repeatability;
import dev.registrant.spi.Settings;
import dev.registrant.spi.Settlement;
import dev.registrant.spi.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A provider whose vendor is a constant: what a call costs then is the core's. */
final class ConstantProvider implements RegistrationProvider, Connection, AppRegistry {
  private static final RateScope SCOPE =
      new RateScope("constant", OptionalInt.empty(), Duration.ofMinutes(1));
  private static final Capabilities CAPABILITIES =
      new Capabilities(Map.of(Operation.APPS_GET, Repeatability.SAFE), List.of(), List.of());
  private static final Answer<App> ANSWER =
      Answer.of(
          new App(
              new AppId(VendorAnswers.APP.id()),
              Optional.of(VendorAnswers.APP.clientId()),
              AppStatus.ACTIVE,
              ClientMetadata.builder()
                  .set(ClientMetadata.CLIENT_NAME, VendorAnswers.APP.name())
                  .build()),
          Optional.empty());

  static Registrant registrant(Policies policies) {
    return Registrant.builder()
        .providers(ProviderCatalog.of(List.of(new ConstantProvider())))
        .policies(policies)
        .account(AccountConfiguration.builder(Accounts.NAME, "constant").build())
        .build();
  }

  @Override
  public Answer<App> find(AppId id, Call call) {
    call.beforeRequest("GET").answered(200);
    return ANSWER;
  }

  @Override
  public String id() {
    return "constant";
  }

  @Override
  public ConfigurationSchema configuration() {
    return ConfigurationSchema.of();
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public Connection connect(Settings settings, ConnectionContext context) {
    return this;
  }

  @Override
  public RateScope rateScope() {
    return SCOPE;
  }

  @Override
  public AppRegistry apps() {
    return this;
  }

  @Override
  public Settlement settlement() {
    return Settlement.none(Duration.ofMinutes(1));
  }

  @Override
  public List<Violation> violations(ClientMetadata metadata, Operation operation) {
    return List.of();
  }

  @Override
  public Answer<App> create(ClientMetadata metadata, Call call) {
    throw notOffered();
  }

  @Override
  public Answer<AppPage> list(Optional<String> cursor, Call call) {
    throw notOffered();
  }

  @Override
  public Answer<App> update(App current, ClientMetadata wanted, Call call) {
    throw notOffered();
  }

  @Override
  public Answer<AppId> delete(AppId id, Call call) {
    throw notOffered();
  }

  /** The capabilities name a read alone, so the core asks for nothing else. */
  private static AssertionError notOffered() {
    return new AssertionError("the core asked for what the capabilities do not name");
  }
}
