package dev.registrant.testkit.engine;

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
import dev.registrant.spi.CredentialChange;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.MetadataField;
import dev.registrant.spi.Operation;
import dev.registrant.spi.RateScope;
import dev.registrant.spi.RegistrationProvider;
import dev.registrant.spi.Repeatability;
import dev.registrant.spi.Secret;
import dev.registrant.spi.Settings;
import dev.registrant.spi.Settlement;
import dev.registrant.spi.Violation;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/** A provider whose every behaviour a test replaces. It answers each operation with one request. */
final class StubProvider implements RegistrationProvider, AppRegistry {
  static final AppId ID = new AppId("app-1");

  /** Answers a call of the SPI. */
  interface Behaviour<I, O> {
    Answer<O> answer(I input, Call call);
  }

  final Map<Operation, Repeatability> operations = new EnumMap<>(Operation.class);
  final AtomicInteger connectionsClosed = new AtomicInteger();
  RateScope scope = new RateScope("stub", OptionalInt.empty(), Duration.ZERO);
  Settlement settlement = Settlement.none(Duration.ofMinutes(1));
  Consumer<ConnectionContext> onConnect = context -> {};
  Runnable onClose = () -> {};
  Function<ClientMetadata, List<Violation>> violations = metadata -> List.of();
  Behaviour<ClientMetadata, App> create = (metadata, call) -> sent(call, "POST", app(metadata));
  Behaviour<AppId, App> find = (id, call) -> sent(call, "GET", app(named("old")));
  Behaviour<Optional<String>, AppPage> list =
      (cursor, call) -> sent(call, "GET", new AppPage(List.of(), Optional.empty()));
  Behaviour<ClientMetadata, App> update = (wanted, call) -> sent(call, "PATCH", app(wanted));
  Behaviour<AppId, AppId> delete = (id, call) -> sent(call, "DELETE", id);

  StubProvider() {
    operations.put(Operation.APPS_CREATE, Repeatability.ONCE);
    operations.put(Operation.APPS_GET, Repeatability.SAFE);
    operations.put(Operation.APPS_LIST, Repeatability.SAFE);
    operations.put(Operation.APPS_UPDATE, Repeatability.IDEMPOTENT);
    operations.put(Operation.APPS_DELETE, Repeatability.IDEMPOTENT);
  }

  static <T> Answer<T> sent(Call call, String method, T value) {
    call.beforeRequest(method).answered(200);
    return Answer.of(value, Optional.of("req-1"));
  }

  /** An app that comes with a credential. */
  static Answer<App> bringing(Secret secret, Call call) {
    call.beforeRequest("GET").answered(200);
    return new Answer<>(
        app(named("x")),
        List.of(CredentialChange.replacing(CredentialKind.CLIENT_SECRET, secret)),
        Optional.empty());
  }

  static App app(ClientMetadata metadata) {
    return new App(ID, Optional.of("client-1"), AppStatus.ACTIVE, metadata);
  }

  static ClientMetadata named(String name) {
    return ClientMetadata.builder().clientName(name).build();
  }

  @Override
  public String id() {
    return "stub";
  }

  @Override
  public ConfigurationSchema configuration() {
    return ConfigurationSchema.of();
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        operations,
        List.of(
            MetadataField.text("client_name", MetadataField.Use.REQUIRED, "Name.")
                .length(1, 10, MetadataField.LengthUnit.CODE_POINTS),
            MetadataField.textList("redirect_uris", MetadataField.Use.OPTIONAL, "URIs."),
            MetadataField.integer("ttl", MetadataField.Use.OPTIONAL, "Seconds.").range(1, 10)),
        List.of());
  }

  @Override
  public Connection connect(Settings settings, ConnectionContext context) {
    onConnect.accept(context);
    return new Connection() {
      @Override
      public Capabilities capabilities() {
        return StubProvider.this.capabilities();
      }

      @Override
      public RateScope rateScope() {
        return scope;
      }

      @Override
      public AppRegistry apps() {
        return StubProvider.this;
      }

      @Override
      public Settlement settlement() {
        return settlement;
      }

      @Override
      public void close() {
        connectionsClosed.incrementAndGet();
        onClose.run();
      }
    };
  }

  @Override
  public List<Violation> violations(ClientMetadata metadata, Operation operation) {
    return violations.apply(metadata);
  }

  @Override
  public Answer<App> create(ClientMetadata metadata, Call call) {
    return create.answer(metadata, call);
  }

  @Override
  public Answer<App> find(AppId id, Call call) {
    return find.answer(id, call);
  }

  @Override
  public Answer<AppPage> list(Optional<String> cursor, Call call) {
    return list.answer(cursor, call);
  }

  @Override
  public Answer<App> update(App current, ClientMetadata wanted, Call call) {
    return update.answer(wanted, call);
  }

  @Override
  public Answer<AppId> delete(AppId id, Call call) {
    return delete.answer(id, call);
  }
}
