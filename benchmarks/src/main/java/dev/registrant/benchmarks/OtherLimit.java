package dev.registrant.benchmarks;

import dev.registrant.ProviderCatalog;
import dev.registrant.provider.snyk.SnykProvider;
import dev.registrant.provider.zitadel.ZitadelProvider;
import dev.registrant.spi.App;
import dev.registrant.spi.AppRegistry;
import dev.registrant.spi.Capabilities;
import dev.registrant.spi.ConfigurationSchema;
import dev.registrant.spi.Connection;
import dev.registrant.spi.ConnectionContext;
import dev.registrant.spi.HumanSteps;
import dev.registrant.spi.RateScope;
import dev.registrant.spi.RegistrationProvider;
import dev.registrant.spi.SecretManager;
import dev.registrant.spi.Settings;
import dev.registrant.spi.Settlement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A provider whose vendor counts otherwise: the limits of real vendors would be all that is
 * measured. Everything else is the provider's own.
 *
 * @param provider the provider
 * @param perSecond what its vendor takes; empty if it does not count
 */
record OtherLimit(RegistrationProvider provider, OptionalInt perSecond)
    implements RegistrationProvider {

  static ProviderCatalog zitadel(OptionalInt perSecond) {
    return ProviderCatalog.of(List.of(new OtherLimit(new ZitadelProvider(), perSecond)));
  }

  static ProviderCatalog snykWithoutLimit() {
    return ProviderCatalog.of(List.of(new OtherLimit(new SnykProvider(), OptionalInt.empty())));
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
    return provider.capabilities();
  }

  @Override
  public Connection connect(Settings settings, ConnectionContext context) {
    return new Connected(provider.connect(settings, context), perSecond);
  }

  private record Connected(Connection connection, OptionalInt perSecond) implements Connection {
    @Override
    public Capabilities capabilities() {
      return connection.capabilities();
    }

    @Override
    public Capabilities capabilities(App app) {
      return connection.capabilities(app);
    }

    @Override
    public RateScope rateScope() {
      RateScope scope = connection.rateScope();
      return new RateScope(scope.id(), perSecond, scope.quiet());
    }

    @Override
    public AppRegistry apps() {
      return connection.apps();
    }

    @Override
    public Optional<SecretManager> secrets() {
      return connection.secrets();
    }

    @Override
    public Settlement settlement() {
      return connection.settlement();
    }

    @Override
    public Optional<HumanSteps> people() {
      return connection.people();
    }

    @Override
    public void close() {
      connection.close();
    }
  }
}
