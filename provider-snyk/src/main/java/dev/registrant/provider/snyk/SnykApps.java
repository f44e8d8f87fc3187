package dev.registrant.provider.snyk;

import dev.registrant.http.CallOptions;
import dev.registrant.http.HttpAnswer;
import dev.registrant.http.Links;
import dev.registrant.spi.Answer;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.AppPage;
import dev.registrant.spi.AppRegistry;
import dev.registrant.spi.AppStatus;
import dev.registrant.spi.Call;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.CredentialChange;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.Operation;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import dev.registrant.spi.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The apps of one organisation, by the creations endpoints. */
final class SnykApps implements AppRegistry {
  private static final Pattern SCOPE_TOKEN = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+");

  private static final Pattern SHOWABLE = Pattern.compile("[\\x21-\\x7E]{1,200}");

  private final SnykSettings settings;
  private final SnykApi api;

  SnykApps(SnykSettings settings, SnykApi api) {
    this.settings = settings;
    this.api = api;
  }

  @Override
  public List<Violation> violations(ClientMetadata metadata, Operation operation) {
    List<Violation> violations = new ArrayList<>(RedirectUriRules.violations(metadata));
    List<String> scopes = metadata.scopes();
    for (int i = 0; i < scopes.size(); i++) {
      String field = ClientMetadata.SCOPE + "[" + i + "]";
      if (scopes.indexOf(scopes.get(i)) < i) {
        violations.add(new Violation(field, "duplicate", field + " is given twice"));
      }
      if (!scopes.get(i).isBlank() && !SCOPE_TOKEN.matcher(scopes.get(i)).matches()) {
        violations.add(
            new Violation(
                field, "invalid-scope", field + " is not one scope (RFC 6749 section 3.3)"));
      }
    }
    return violations;
  }

  @Override
  public Answer<App> create(ClientMetadata metadata, Call call) {
    HttpAnswer<AppDocument.One> answer =
        api.create(
            settings.org(), settings.version(), AppRequest.create(metadata), CallOptions.of(call));
    App app = app(answer);
    String secret = attributes(answer).clientSecret();
    if (secret == null || secret.isEmpty()) {
      throw answer.unusable(
          "Snyk answered without the secret of the new app", List.of(app.id().value()));
    }
    return new Answer<>(
        app,
        List.of(CredentialChange.added(CredentialKind.CLIENT_SECRET, Secret.of(secret))),
        answer.requestId());
  }

  @Override
  public Answer<App> find(AppId id, Call call) {
    HttpAnswer<AppDocument.One> answer =
        api.find(settings.org(), uuid(id), settings.version(), CallOptions.of(call));
    return Answer.of(app(answer), answer.requestId());
  }

  @Override
  public Answer<AppPage> list(Optional<String> cursor, Call call) {
    HttpAnswer<AppDocument.Many> answer =
        api.list(
            settings.org(),
            settings.version(),
            SnykApi.PAGE,
            cursor.orElse(null),
            CallOptions.of(call));
    AppDocument.Many body = answer.requireBody();
    if (body.data() == null) {
      throw answer.unusable("Snyk answered with a list that has no data", List.of());
    }
    List<App> apps = body.data().stream().map(data -> app(data, answer)).toList();
    return Answer.of(new AppPage(apps, next(body, cursor)), answer.requestId());
  }

  @Override
  public Answer<App> update(App current, ClientMetadata wanted, Call call) {
    HttpAnswer<AppDocument.One> answer =
        api.update(
            settings.org(),
            uuid(current.id()),
            settings.version(),
            AppRequest.update(current.metadata(), wanted),
            CallOptions.of(call));
    return Answer.of(app(answer), answer.requestId());
  }

  @Override
  public Answer<AppId> delete(AppId id, Call call) {
    HttpAnswer<Void> answer =
        api.delete(settings.org(), uuid(id), settings.version(), CallOptions.of(call));
    return Answer.of(id, answer.requestId());
  }

  /** Snyk has other things where an id stands in a path. */
  @Override
  public List<Violation> violations(AppId id) {
    return SnykSettings.isUuid(id.value())
        ? List.of()
        : List.of(new Violation("id", "invalid-id", "an id of a Snyk app is a UUID"));
  }

  private String uuid(AppId id) {
    List<Violation> violations = violations(id);
    if (!violations.isEmpty()) {
      throw new RegistrationException.InvalidRequest(violations);
    }
    return id.value();
  }

  /**
   * Only the cursor of a link is used: its path comes with and without {@code /rest}, relative and
   * absolute. Lists have been seen to end in an empty page or in one that names itself as the next.
   */
  private static Optional<String> next(AppDocument.Many body, Optional<String> cursor) {
    String href = body.links() == null ? null : body.links().nextHref();
    if (href == null || body.data() == null || body.data().isEmpty()) {
      return Optional.empty();
    }
    return Links.queryParameter(href, "starting_after")
        .filter(next -> !Optional.of(next).equals(cursor));
  }

  private static App app(HttpAnswer<AppDocument.One> answer) {
    return app(answer.requireBody().data(), answer);
  }

  private static AppDocument.Attributes attributes(HttpAnswer<AppDocument.One> answer) {
    AppDocument.Data data = answer.requireBody().data();
    if (data == null || data.attributes() == null) {
      throw answer.unusable("Snyk answered without the app's attributes", List.of());
    }
    return data.attributes();
  }

  private static App app(AppDocument.@Nullable Data data, HttpAnswer<?> answer) {
    if (data == null || data.id() == null || data.attributes() == null) {
      throw answer.unusable("Snyk answered without the app's id or attributes", List.of());
    }
    AppId id = id(data.id(), answer);
    AppDocument.Attributes attributes = data.attributes();
    try {
      return new App(
          id, Optional.ofNullable(attributes.clientId()), AppStatus.ACTIVE, metadata(attributes));
    } catch (IllegalArgumentException e) {
      throw answer.unusable(
          "Snyk answered with an app that has a field of another form", List.of(id.value()));
    }
  }

  private static AppId id(String text, HttpAnswer<?> answer) {
    try {
      return new AppId(text);
    } catch (RegistrationException.InvalidRequest e) {
      // What it is may help to find the app; what cannot be shown may not.
      throw answer.unusable(
          "Snyk answered with an app whose id is none",
          SHOWABLE.matcher(text).matches() ? List.of(text) : List.of());
    }
  }

  private static ClientMetadata metadata(AppDocument.Attributes attributes) {
    ClientMetadata.Builder metadata = ClientMetadata.builder();
    set(metadata, ClientMetadata.CLIENT_NAME, attributes.name());
    set(metadata, ClientMetadata.REDIRECT_URIS, attributes.redirectUris());
    set(metadata, ClientMetadata.SCOPE, attributes.scopes());
    set(metadata, SnykCapabilities.CONTEXT, attributes.context());
    Double ttl = attributes.accessTokenTtlSeconds();
    set(metadata, SnykCapabilities.TOKEN_TTL, ttl == null ? null : ttl.longValue());
    String grantType = attributes.grantType();
    set(metadata, ClientMetadata.GRANT_TYPES, grantType == null ? null : List.of(grantType));
    set(metadata, SnykCapabilities.IS_CONFIDENTIAL, attributes.isConfidential());
    set(metadata, SnykCapabilities.IS_PUBLIC, attributes.isPublic());
    set(metadata, SnykCapabilities.ORG_PUBLIC_ID, attributes.orgPublicId());
    return metadata.build();
  }

  private static void set(ClientMetadata.Builder metadata, String name, @Nullable Object value) {
    if (value != null) {
      metadata.set(name, value);
    }
  }
}
