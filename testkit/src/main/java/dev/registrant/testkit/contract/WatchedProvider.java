package dev.registrant.testkit.contract;

import dev.registrant.spi.Answer;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.AppPage;
import dev.registrant.spi.AppRegistry;
import dev.registrant.spi.Call;
import dev.registrant.spi.Capabilities;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.ConfigurationSchema;
import dev.registrant.spi.Connection;
import dev.registrant.spi.ConnectionContext;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.HumanSteps;
import dev.registrant.spi.Operation;
import dev.registrant.spi.RateScope;
import dev.registrant.spi.RegistrationProvider;
import dev.registrant.spi.Repeatability;
import dev.registrant.spi.SecretManager;
import dev.registrant.spi.Settings;
import dev.registrant.spi.Settlement;
import dev.registrant.spi.Violation;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A provider of which some operations are withheld, and whose registry is watched. */
final class WatchedProvider implements RegistrationProvider {
  private final RegistrationProvider provider;
  private final Set<Operation> withheld;
  private final List<Operation> called = new CopyOnWriteArrayList<>();

  WatchedProvider(RegistrationProvider provider, Set<Operation> withheld) {
    this.provider = provider;
    this.withheld = withheld;
  }

  /** The operations the core asked the provider for, in order. */
  List<Operation> called() {
    return List.copyOf(called);
  }

  @Override
  public String id() {
    return provider.id();
  }

  @Override
  public ConfigurationSchema configuration() {
    return provider.configuration();
  }

  @Override
  public Capabilities capabilities() {
    return without(provider.capabilities());
  }

  @Override
  public Connection connect(Settings settings, ConnectionContext context) {
    Connection connection = provider.connect(settings, context);
    AppRegistry apps = new WatchedApps(connection.apps());
    return new Connection() {
      @Override
      public Capabilities capabilities() {
        return without(connection.capabilities());
      }

      @Override
      public Capabilities capabilities(App app) {
        return without(connection.capabilities(app));
      }

      @Override
      public RateScope rateScope() {
        return connection.rateScope();
      }

      @Override
      public AppRegistry apps() {
        return apps;
      }

      @Override
      public Settlement settlement() {
        return connection.settlement();
      }

      @Override
      public Optional<SecretManager> secrets() {
        return connection.secrets();
      }

      @Override
      public Optional<HumanSteps> people() {
        return connection.people();
      }

      @Override
      public void close() {
        connection.close();
      }
    };
  }

  private Capabilities without(Capabilities all) {
    Map<Operation, Repeatability> operations = new EnumMap<>(Operation.class);
    operations.putAll(all.operations());
    operations.keySet().removeAll(withheld);
    return new Capabilities(operations, all.metadata(), all.retired());
  }

  private final class WatchedApps implements AppRegistry {
    private final AppRegistry apps;

    private WatchedApps(AppRegistry apps) {
      this.apps = apps;
    }

    @Override
    public List<Violation> violations(ClientMetadata metadata, Operation operation) {
      return apps.violations(metadata, operation);
    }

    @Override
    public List<Violation> violations(AppId id) {
      return apps.violations(id);
    }

    @Override
    public Optional<CredentialKind> firstCredential(ClientMetadata metadata) {
      return apps.firstCredential(metadata);
    }

    @Override
    public List<ClientMetadata> steps(App current, ClientMetadata wanted) {
      return apps.steps(current, wanted);
    }

    @Override
    public Answer<App> create(ClientMetadata metadata, Call call) {
      called.add(call.operation());
      return apps.create(metadata, call);
    }

    @Override
    public Answer<App> find(AppId id, Call call) {
      called.add(call.operation());
      return apps.find(id, call);
    }

    @Override
    public Answer<AppPage> list(Optional<String> cursor, Call call) {
      called.add(call.operation());
      return apps.list(cursor, call);
    }

    @Override
    public Answer<App> update(App current, ClientMetadata wanted, Call call) {
      called.add(call.operation());
      return apps.update(current, wanted, call);
    }

    @Override
    public Answer<AppId> delete(AppId id, Call call) {
      called.add(call.operation());
      return apps.delete(id, call);
    }
  }
}
