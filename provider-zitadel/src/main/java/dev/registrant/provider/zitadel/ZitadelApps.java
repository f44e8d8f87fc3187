package dev.registrant.provider.zitadel;

import static dev.registrant.provider.zitadel.ZitadelCapabilities.STATE;
import static dev.registrant.spi.ClientMetadata.CLIENT_NAME;
import static dev.registrant.spi.ClientMetadata.TOKEN_ENDPOINT_AUTH_METHOD;

import dev.registrant.http.CallOptions;
import dev.registrant.http.HttpAnswer;
import dev.registrant.provider.zitadel.ManagementApi.NewApp;
import dev.registrant.provider.zitadel.ManagementApi.NewMethod;
import dev.registrant.provider.zitadel.ManagementApi.NewName;
import dev.registrant.spi.Answer;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.AppPage;
import dev.registrant.spi.AppRegistry;
import dev.registrant.spi.Call;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.CredentialChange;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import dev.registrant.spi.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The API apps of one project. Its apps of other kinds are nobody's business here. */
final class ZitadelApps implements AppRegistry {
  private final String project;
  private final Duration confirmation;
  private final ManagementApi api;

  /**
   * Makes them.
   *
   * @param confirmation a write that was answered does not wait longer to be confirmed: what it
   *     brought is not safe yet
   */
  ZitadelApps(String project, Duration confirmation, ManagementApi api) {
    this.project = project;
    this.confirmation = confirmation;
    this.api = api;
  }

  @Override
  public List<Violation> violations(ClientMetadata metadata, Operation operation) {
    return operation == Operation.APPS_CREATE && isInactive(metadata)
        ? List.of(
            new Violation(
                STATE,
                "not-allowed",
                "state cannot be inactive at creation; create the app, then update it"))
        : List.of();
  }

  @Override
  public Optional<CredentialKind> firstCredential(ClientMetadata metadata) {
    return AuthMethod.of(metadata) == AuthMethod.PRIVATE_KEY_JWT
        ? Optional.of(CredentialKind.PRIVATE_KEY)
        : Optional.empty();
  }

  @Override
  public List<ClientMetadata> steps(App current, ClientMetadata wanted) {
    List<ClientMetadata> steps = new ArrayList<>();
    ClientMetadata reached = current.metadata();
    for (String field : changes(current, wanted)) {
      reached = reached.toBuilder().set(field, wanted.text(field).orElseThrow()).build();
      steps.add(reached);
    }
    return steps.isEmpty() ? List.of(wanted) : List.copyOf(steps);
  }

  /**
   * The fields to change, each by one request. The name comes first, because it alone is likely to
   * be refused; an app that is to be off is switched off before its method changes, one that is to
   * be on is switched on after.
   */
  private static List<String> changes(App current, ClientMetadata wanted) {
    List<String> order =
        isInactive(wanted)
            ? List.of(CLIENT_NAME, STATE, TOKEN_ENDPOINT_AUTH_METHOD)
            : List.of(CLIENT_NAME, TOKEN_ENDPOINT_AUTH_METHOD, STATE);
    return order.stream()
        .filter(wanted::has)
        .filter(field -> !wanted.text(field).equals(current.metadata().text(field)))
        .toList();
  }

  @Override
  public Answer<App> create(ClientMetadata metadata, Call call) {
    String name = metadata.clientName().orElseThrow();
    AuthMethod method = AuthMethod.of(metadata);
    HttpAnswer<Documents.Created> answer =
        api.create(project, new NewApp(name, method.wire()), CallOptions.of(call));
    Documents.Created created = answer.requireBody();
    AppId id = AppReading.id(created.appId(), answer);
    Optional<Secret> secret =
        Optional.ofNullable(created.clientSecret()).filter(s -> !s.isEmpty()).map(Secret::of);
    // Only an app by a secret comes with one, whatever was asked for.
    AuthMethod promised = secret.isPresent() ? AuthMethod.BASIC : method;
    App app =
        confirmed(id, Documents.sequence(created.details()), call)
            .orElseGet(() -> AppReading.promised(id, created, name, promised));
    if (secret.isEmpty() && AuthMethod.of(app.metadata()) == AuthMethod.BASIC) {
      throw answer.unusable(
          "ZITADEL answered without the secret of the new app", List.of(id.value()));
    }
    return new Answer<>(
        app,
        secret.map(s -> CredentialChange.added(CredentialKind.CLIENT_SECRET, s)).stream().toList(),
        answer.requestId());
  }

  @Override
  public Answer<App> find(AppId id, Call call) {
    HttpAnswer<Documents.One> answer = api.find(project, id.value(), CallOptions.reading(call));
    Documents.App shown = answer.requireBody().app();
    if (shown == null) {
      throw answer.unusable("ZITADEL answered without the app", List.of());
    }
    if (shown.isOfAnotherKind()) {
      throw new RegistrationException.NotFound(
          "the app with this id is an OIDC or SAML app of the project, not an API app",
          "Give the id of an API app; those of other kinds are managed in ZITADEL's console",
          details(call));
    }
    if (shown.apiConfig() == null) {
      throw new RegistrationException.Unavailable(
          "ZITADEL does not show the configuration of the app yet",
          "Read it again in a moment",
          details(call),
          null);
    }
    return Answer.of(AppReading.app(id, shown, shown.apiConfig()), answer.requestId());
  }

  @Override
  public Answer<AppPage> list(Optional<String> cursor, Call call) {
    Map<AppId, Documents.App> found =
        WholeList.of(search -> api.search(project, search, CallOptions.reading(call)));
    if (found.isEmpty()) {
      requireProject(call);
    }
    List<App> apps = new ArrayList<>();
    found.forEach(
        (id, shown) -> {
          if (shown.apiConfig() != null) {
            apps.add(AppReading.app(id, shown, shown.apiConfig()));
          }
        });
    return Answer.of(new AppPage(apps, Optional.empty()), Optional.empty());
  }

  /**
   * The list of a project that is not there, or is another organisation's, is empty too. Who may
   * list the apps but not look at the project is told nothing.
   */
  private void requireProject(Call call) {
    try {
      api.project(project, CallOptions.reading(call));
    } catch (RegistrationException.NotFound e) {
      throw new RegistrationException.NotFound(
          "the organisation has no such project",
          "Check the settings project and org",
          e.details());
    } catch (RegistrationException.Denied e) {
      return;
    }
  }

  @Override
  public Answer<App> update(App current, ClientMetadata wanted, Call call) {
    List<String> changes = changes(current, wanted);
    if (changes.isEmpty()) {
      return find(current.id(), call);
    }
    // Those before it were made by the steps before; if they differ still, the vendor made it so.
    String field = changes.get(changes.size() - 1);
    Optional<Long> sequence;
    try {
      HttpAnswer<Documents.Changed> answer =
          change(current.id().value(), field, wanted, CallOptions.of(call));
      sequence = answer.body().flatMap(changed -> Documents.sequence(changed.details()));
    } catch (RegistrationException e) {
      if (!ZitadelErrors.isAlreadySo(e)) {
        throw e;
      }
      sequence = Optional.empty();
    }
    App app =
        confirmed(current.id(), sequence, call)
            .orElseGet(() -> AppReading.changed(current, wanted));
    return Answer.of(owing(app, current, field), Optional.empty());
  }

  /** ZITADEL keeps no record of it, so that it is told with the change and no read tells it. */
  private static App owing(App app, App before, String field) {
    AuthMethod method = AuthMethod.of(app.metadata());
    boolean changed =
        field.equals(TOKEN_ENDPOINT_AUTH_METHOD) && method != AuthMethod.of(before.metadata());
    List<String> owed =
        changed
            ? method.owedAfterChange()
            : before.metadata().list(ZitadelCapabilities.OUTSTANDING);
    return owed.isEmpty()
        ? app
        : new App(
            app.id(),
            app.clientId(),
            app.status(),
            app.metadata().toBuilder().set(ZitadelCapabilities.OUTSTANDING, owed).build());
  }

  private HttpAnswer<Documents.Changed> change(
      String app, String field, ClientMetadata wanted, CallOptions options) {
    return switch (field) {
      case CLIENT_NAME ->
          api.rename(project, app, new NewName(wanted.clientName().orElseThrow()), options);
      case TOKEN_ENDPOINT_AUTH_METHOD ->
          api.changeMethod(project, app, new NewMethod(AuthMethod.of(wanted).wire()), options);
      default ->
          isInactive(wanted)
              ? api.deactivate(project, app, ManagementApi.NOTHING, options)
              : api.reactivate(project, app, ManagementApi.NOTHING, options);
    };
  }

  @Override
  public Answer<AppId> delete(AppId id, Call call) {
    HttpAnswer<Void> answer = api.delete(project, id.value(), CallOptions.of(call));
    return Answer.of(id, answer.requestId());
  }

  /**
   * The app as ZITADEL shows it after a write, since words it does not know are defaulted without
   * an error. Empty if it cannot be read now or is shown as it was before: the write was answered,
   * and what it brought must not get lost over a look at it.
   */
  private Optional<App> confirmed(AppId id, Optional<Long> sequence, Call call) {
    try {
      Documents.App shown =
          api.find(project, id.value(), CallOptions.reading(call, confirmation))
              .requireBody()
              .app();
      if (shown == null || shown.apiConfig() == null || isBefore(shown, sequence)) {
        return Optional.empty();
      }
      return Optional.of(AppReading.app(id, shown, shown.apiConfig()));
    } catch (RegistrationException e) {
      return Optional.empty();
    }
  }

  private static boolean isBefore(Documents.App shown, Optional<Long> sequence) {
    Optional<Long> seen = Documents.sequence(shown.details());
    return sequence.isPresent() && seen.isPresent() && seen.get() < sequence.get();
  }

  private static boolean isInactive(ClientMetadata metadata) {
    return metadata.text(STATE).equals(Optional.of(ZitadelCapabilities.INACTIVE));
  }

  private static ErrorDetails details(Call call) {
    return ErrorDetails.builder(Outcome.NOT_APPLIED).operation(call.operation()).build();
  }
}
