package dev.registrant.cli;

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
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.MetadataField;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RateScope;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.RegistrationProvider;
import dev.registrant.spi.Repeatability;
import dev.registrant.spi.Secret;
import dev.registrant.spi.Setting;
import dev.registrant.spi.Settings;
import dev.registrant.spi.Settlement;
import dev.registrant.spi.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A provider without a vendor, in a jar of its own. What is looked for by the name of an error is
 * answered with that error; an app of the name {@code interrupted} interrupts the thread, and the
 * answer to one of the name {@code lost} is lost. The tenant says what goes wrong besides.
 */
public final class FakeProvider implements RegistrationProvider {
  static final String SECRET = "fake-secret-7f3a";

  @Override
  public String id() {
    return "fake";
  }

  @Override
  public ConfigurationSchema configuration() {
    return ConfigurationSchema.of(
        Setting.required("tenant", Setting.Type.TEXT, "The tenant."),
        Setting.required("token", Setting.Type.SECRET, "The token."),
        Setting.withDefault("retries", Setting.Type.INTEGER, "3", "How often."));
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        Map.of(
            Operation.APPS_CREATE,
            Repeatability.ONCE,
            Operation.APPS_GET,
            Repeatability.SAFE,
            Operation.APPS_LIST,
            Repeatability.SAFE),
        List.of(
            MetadataField.text("client_name", MetadataField.Use.REQUIRED, "Its name.")
                .length(1, 40, MetadataField.LengthUnit.CODE_POINTS),
            MetadataField.textList("labels", MetadataField.Use.OPTIONAL, "Its labels.")
                .entries(0, 5),
            MetadataField.integer("ttl", MetadataField.Use.OPTIONAL, "Its time.").range(10, 20)),
        List.of(new Capabilities.Retired("old", "is slow", "apps")));
  }

  @Override
  public Connection connect(Settings settings, ConnectionContext context) {
    if (settings.text("tenant").equals("closed")) {
      throw new RegistrationException.InvalidRequest(
          List.of(new Violation("tenant", "closed", "tenant is closed")));
    }
    if (settings.text("tenant").equals("broken")) {
      throw new AssertionError(SECRET);
    }
    System.out.println("a provider that prints where it should not");
    return new FakeConnection(settings);
  }

  private final class FakeConnection implements Connection {
    private final Settings settings;

    private FakeConnection(Settings settings) {
      this.settings = settings;
    }

    @Override
    public Capabilities capabilities() {
      return FakeProvider.this.capabilities();
    }

    @Override
    public RateScope rateScope() {
      return new RateScope("fake", OptionalInt.empty(), Duration.ZERO);
    }

    @Override
    public Settlement settlement() {
      return Settlement.none(Duration.ofSeconds(1));
    }

    @Override
    public AppRegistry apps() {
      return new FakeApps(settings);
    }
  }

  private static final class FakeApps implements AppRegistry {
    private final Settings settings;

    private FakeApps(Settings settings) {
      this.settings = settings;
    }

    @Override
    public List<Violation> violations(ClientMetadata metadata, Operation operation) {
      return List.of();
    }

    @Override
    public Answer<App> create(ClientMetadata metadata, Call call) {
      if (metadata.clientName().equals(Optional.of("lost"))) {
        call.beforeRequest("POST").unanswered();
        throw new RegistrationException.OutcomeUnknown(
            "lost", "Settle", ErrorDetails.builder(Outcome.UNKNOWN).build(), null);
      }
      call.beforeRequest("POST").answered(201);
      if (metadata.clientName().equals(Optional.of("interrupted"))) {
        Thread.currentThread().interrupt();
      }
      App app = new App(new AppId("a-1"), Optional.of("c-1"), AppStatus.ACTIVE, metadata);
      return new Answer<>(
          app,
          List.of(CredentialChange.added(CredentialKind.CLIENT_SECRET, Secret.of(SECRET))),
          Optional.of("req-1"));
    }

    @Override
    public Answer<App> find(AppId id, Call call) {
      ErrorDetails.Builder details =
          ErrorDetails.builder(Outcome.NOT_APPLIED).requestId(Optional.of("req-9"));
      switch (id.value()) {
        case "InvalidRequest" ->
            throw new RegistrationException.InvalidRequest(
                "refused", "Correct it", details.httpStatus(400).build());
        case "Unsupported" ->
            throw new RegistrationException.Unsupported("no", "Do not", details.build());
        case "Unauthenticated" ->
            throw new RegistrationException.Unauthenticated("who", "Log in", details.build());
        case "Denied" -> throw new RegistrationException.Denied("no", "Ask", details.build());
        case "NotFound" -> throw new RegistrationException.NotFound("no", "Look", details.build());
        case "Conflict" -> throw new RegistrationException.Conflict("no", "Wait", details.build());
        case "RateLimited" ->
            throw new RegistrationException.RateLimited(
                "slow", "Wait", details.retryAfter(Optional.of(Duration.ofHours(1))).build());
        case "OutcomeUnknown" ->
            throw new RegistrationException.OutcomeUnknown(
                "lost", "Settle", details.outcome(Outcome.UNKNOWN).build(), null);
        case "SecretNotStored" ->
            throw new RegistrationException.SecretNotStored(
                "full", "Mend", details.outcome(Outcome.APPLIED).build(), null, null);
        case "ProtocolError" ->
            throw new RegistrationException.ProtocolError("odd", "Report", details.build());
        case "Interrupted" ->
            throw new RegistrationException.Interrupted("stop", "Again", details.build());
        case "InterruptedWrite" ->
            throw new RegistrationException.Interrupted(
                "stop", "Settle", details.outcome(Outcome.UNKNOWN).build());
        case "defect" -> throw new NoClassDefFoundError(SECRET);
        default -> {
          ClientMetadata metadata =
              ClientMetadata.builder()
                  .clientName("red \u001b[31m \u009b31m \u202egro \udb40\udc41")
                  .set("token_length", settings.secret("token").get().reveal().length())
                  .build();
          return Answer.of(
              new App(id, Optional.empty(), AppStatus.PENDING, metadata), Optional.empty());
        }
      }
    }

    @Override
    public Answer<AppPage> list(Optional<String> cursor, Call call) {
      switch (settings.text("tenant")) {
        case "failing" -> throw new NoClassDefFoundError(SECRET);
        case "interrupting" ->
            throw new RegistrationException.Interrupted(
                "stop", "Again", ErrorDetails.builder(Outcome.NOT_APPLIED).build());
        case "interrupted" -> Thread.currentThread().interrupt();
        default -> {}
      }
      return Answer.of(new AppPage(List.of(), Optional.empty()), Optional.empty());
    }

    @Override
    public Answer<App> update(App current, ClientMetadata wanted, Call call) {
      throw new AssertionError("not declared");
    }

    @Override
    public Answer<AppId> delete(AppId id, Call call) {
      throw new AssertionError("not declared");
    }
  }
}
