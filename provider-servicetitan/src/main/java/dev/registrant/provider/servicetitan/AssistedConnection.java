package dev.registrant.provider.servicetitan;

import dev.registrant.spi.Answer;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.AppPage;
import dev.registrant.spi.AppRegistry;
import dev.registrant.spi.Call;
import dev.registrant.spi.Capabilities;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.Connection;
import dev.registrant.spi.ConnectionContext;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.HumanSteps;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RateScope;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Settlement;
import dev.registrant.spi.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A connection that is made of people. It sends nothing. */
final class AssistedConnection implements Connection {
  private final Capabilities capabilities;
  private final HumanSteps people;
  private final AppRegistry apps;
  private final RateScope rateScope;

  AssistedConnection(ServiceTitanSettings settings, ConnectionContext context) {
    this.capabilities = ServiceTitanCapabilities.assisted(settings);
    this.people = new PeopleSteps(settings, context.clock());
    this.apps = new Checks(new MetadataRules(settings.prefixes()));
    this.rateScope =
        new RateScope(
            "servicetitan people of " + context.account(), OptionalInt.empty(), Duration.ZERO);
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public RateScope rateScope() {
    return rateScope;
  }

  @Override
  public AppRegistry apps() {
    return apps;
  }

  @Override
  public Settlement settlement() {
    return Settlement.none(Duration.ofMinutes(1));
  }

  @Override
  public Optional<HumanSteps> people() {
    return Optional.of(people);
  }

  /** Checks metadata; everything else is the people's and never called. */
  private record Checks(MetadataRules rules) implements AppRegistry {
    @Override
    public List<Violation> violations(ClientMetadata metadata, Operation operation) {
      return rules.violations(metadata);
    }

    @Override
    public Answer<App> create(ClientMetadata metadata, Call call) {
      throw unsupported();
    }

    @Override
    public Answer<App> find(AppId id, Call call) {
      throw unsupported();
    }

    @Override
    public Answer<AppPage> list(Optional<String> cursor, Call call) {
      throw unsupported();
    }

    @Override
    public Answer<App> update(App current, ClientMetadata wanted, Call call) {
      throw unsupported();
    }

    @Override
    public Answer<AppId> delete(AppId id, Call call) {
      throw unsupported();
    }

    private static RegistrationException unsupported() {
      return new RegistrationException.Unsupported(
          "ServiceTitan has no API for apps, and this account does not use the portal",
          "Let people do it, or open the account with the mode portal",
          ErrorDetails.builder(Outcome.NOT_APPLIED).build());
    }
  }
}
