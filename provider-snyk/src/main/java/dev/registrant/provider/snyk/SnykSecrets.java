package dev.registrant.provider.snyk;

import dev.registrant.http.CallOptions;
import dev.registrant.http.HttpAnswer;
import dev.registrant.spi.Answer;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.Call;
import dev.registrant.spi.CredentialChange;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import dev.registrant.spi.SecretManager;
import dev.registrant.spi.VendorCredential;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The secrets of apps. Snyk has no list of them and knows each by its value alone; one or two are
 * active.
 */
final class SnykSecrets implements SecretManager {
  private final SnykSettings settings;
  private final SnykApi api;

  SnykSecrets(SnykSettings settings, SnykApi api) {
    this.settings = settings;
    this.api = api;
  }

  @Override
  public Answer<List<VendorCredential>> list(App app, Call call) {
    throw unsupported("Snyk does not list secrets");
  }

  @Override
  public Answer<AppId> issue(App app, CredentialKind kind, Call call) {
    return made(
        app,
        send(app, SecretRequest.create(), call),
        secret -> CredentialChange.added(CredentialKind.CLIENT_SECRET, secret));
  }

  @Override
  public Answer<AppId> replace(App app, CredentialKind kind, Call call) {
    return made(
        app,
        send(app, SecretRequest.replace(), call),
        secret -> CredentialChange.replacing(CredentialKind.CLIENT_SECRET, secret));
  }

  /** What the answer to a deletion holds as secret is not documented, so it is not read. */
  @Override
  public Answer<AppId> revoke(
      App app, CredentialKind kind, Optional<String> vendorId, Optional<Secret> value, Call call) {
    Secret known =
        value.orElseThrow(() -> unsupported("Snyk ends a secret by its value, which is not known"));
    HttpAnswer<AppDocument.One> answer = send(app, SecretRequest.delete(known), call);
    return Answer.of(app.id(), answer.requestId());
  }

  private HttpAnswer<AppDocument.One> send(App app, SecretRequest request, Call call) {
    return api.secrets(
        settings.org(), app.id().value(), settings.version(), request, CallOptions.of(call));
  }

  private static Answer<AppId> made(
      App app, HttpAnswer<AppDocument.One> answer, Function<Secret, CredentialChange> change) {
    AppDocument.Data data = answer.requireBody().data();
    String secret =
        data == null || data.attributes() == null ? null : data.attributes().clientSecret();
    if (secret == null || secret.isEmpty()) {
      throw answer.unusable("Snyk answered without the secret", List.of(app.id().value()));
    }
    return new Answer<>(app.id(), List.of(change.apply(Secret.of(secret))), answer.requestId());
  }

  private static RegistrationException unsupported(String problem) {
    return new RegistrationException.Unsupported(
        problem, "Nothing was sent", ErrorDetails.builder(Outcome.NOT_APPLIED).build());
  }
}
