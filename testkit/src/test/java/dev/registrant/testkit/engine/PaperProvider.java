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
import dev.registrant.spi.HumanSteps;
import dev.registrant.spi.MetadataField;
import dev.registrant.spi.Operation;
import dev.registrant.spi.RateScope;
import dev.registrant.spi.RegistrationException;
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

/** A vendor that takes forms on paper: people file, change and withdraw them. */
final class PaperProvider implements RegistrationProvider, AppRegistry, HumanSteps {
  @Override
  public String id() {
    return "paper";
  }

  @Override
  public ConfigurationSchema configuration() {
    return ConfigurationSchema.of();
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        Map.of(
            Operation.APPS_CREATE, Repeatability.ONCE,
            Operation.APPS_GET, Repeatability.SAFE,
            Operation.APPS_LIST, Repeatability.SAFE,
            Operation.APPS_UPDATE, Repeatability.ONCE,
            Operation.APPS_DELETE, Repeatability.ONCE,
            Operation.ACTIONS_COMPLETE, Repeatability.ONCE),
        List.of(MetadataField.text("client_name", MetadataField.Use.REQUIRED, "Name.")),
        List.of());
  }

  @Override
  public Connection connect(Settings settings, ConnectionContext context) {
    return new Connection() {
      @Override
      public Capabilities capabilities() {
        return PaperProvider.this.capabilities();
      }

      @Override
      public RateScope rateScope() {
        return new RateScope("paper", OptionalInt.empty(), Duration.ZERO);
      }

      @Override
      public AppRegistry apps() {
        return PaperProvider.this;
      }

      @Override
      public Settlement settlement() {
        return Settlement.none(Duration.ofSeconds(1));
      }

      @Override
      public Optional<HumanSteps> people() {
        return Optional.of(PaperProvider.this);
      }
    };
  }

  @Override
  public Progress create(AppId id, ClientMetadata metadata) {
    App app = new App(id, Optional.empty(), AppStatus.PENDING, metadata);
    return opening(
        app,
        new Action(
            "file",
            "clerk",
            "the counter",
            "File the form",
            List.of(
                new Need("number", false, true, "on the receipt"),
                new Need("secret", true, true, "in the envelope"),
                new Need("remark", false, false, "if there is one"))));
  }

  @Override
  public Progress update(App current, ClientMetadata wanted) {
    App changed = new App(current.id(), current.clientId(), current.status(), wanted);
    return opening(changed, new Action("change", "clerk", "the counter", "Change it", List.of()));
  }

  @Override
  public Progress delete(App current) {
    return opening(
        current, new Action("withdraw", "clerk", "the counter", "Withdraw it", List.of()));
  }

  @Override
  public Progress complete(App current, Action action, Evidence evidence) {
    return switch (action.step()) {
      case "file" -> filed(current, evidence);
      case "withdraw" -> new Progress(Optional.empty(), List.of(), List.of(), List.of());
      default -> new Progress(Optional.of(current), List.of(), List.of(), List.of());
    };
  }

  private static Progress filed(App current, Evidence evidence) {
    String number = String.valueOf(evidence.values().get("number"));
    if (!number.matches("[0-9]+")) {
      throw new RegistrationException.InvalidRequest(
          List.of(new Violation("number", "invalid", "the number has digits only")));
    }
    App filed =
        new App(new AppId(number), Optional.of(number), AppStatus.ACTIVE, current.metadata());
    return new Progress(
        Optional.of(filed),
        List.of(
            CredentialChange.added(CredentialKind.CLIENT_SECRET, evidence.secrets().get("secret"))),
        List.of(),
        List.of());
  }

  private static Progress opening(App app, Action action) {
    return new Progress(Optional.of(app), List.of(), List.of(action), List.of());
  }

  @Override
  public List<Violation> violations(ClientMetadata metadata, Operation operation) {
    return List.of();
  }

  @Override
  public Answer<App> create(ClientMetadata metadata, Call call) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Answer<App> find(AppId id, Call call) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Answer<AppPage> list(Optional<String> cursor, Call call) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Answer<App> update(App current, ClientMetadata wanted, Call call) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Answer<AppId> delete(AppId id, Call call) {
    throw new UnsupportedOperationException();
  }
}
