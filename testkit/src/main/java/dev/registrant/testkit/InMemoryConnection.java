package dev.registrant.testkit;

import dev.registrant.spi.Answer;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.AppPage;
import dev.registrant.spi.AppRegistry;
import dev.registrant.spi.Call;
import dev.registrant.spi.Capabilities;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.Connection;
import dev.registrant.spi.CredentialChange;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RateScope;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.RequestPermit;
import dev.registrant.spi.Secret;
import dev.registrant.spi.SecretManager;
import dev.registrant.spi.Settlement;
import dev.registrant.spi.VendorCredential;
import dev.registrant.spi.Violation;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** A connection to the vendor in memory. */
final class InMemoryConnection implements Connection, AppRegistry, SecretManager {
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final InMemoryVendor vendor;
  private final InMemoryProvider.Kind kind;
  private final Supplier<Secret> token;
  private final Capabilities capabilities;
  private final RandomGenerator random;

  InMemoryConnection(
      InMemoryVendor vendor,
      InMemoryProvider.Kind kind,
      Supplier<Secret> token,
      Capabilities capabilities,
      RandomGenerator random) {
    this.vendor = vendor;
    this.kind = kind;
    this.token = token;
    this.capabilities = capabilities;
    this.random = random;
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public RateScope rateScope() {
    return new RateScope("memory", OptionalInt.empty(), Duration.ZERO);
  }

  @Override
  public AppRegistry apps() {
    return this;
  }

  @Override
  public Settlement settlement() {
    return new Settlement(kind.way(), ClientMetadata.CLIENT_NAME, WINDOW);
  }

  @Override
  public Optional<SecretManager> secrets() {
    return Optional.of(this);
  }

  @Override
  public Optional<CredentialKind> firstCredential(ClientMetadata metadata) {
    return kind.issuesKeys() ? Optional.of(CredentialKind.PRIVATE_KEY) : Optional.empty();
  }

  @Override
  public List<Violation> violations(ClientMetadata metadata, Operation operation) {
    List<Violation> violations = new ArrayList<>();
    List<String> uris = metadata.redirectUris();
    for (int i = 0; i < uris.size(); i++) {
      String field = ClientMetadata.REDIRECT_URIS + "[" + i + "]";
      if (!isRedirectUri(uris.get(i))) {
        violations.add(
            new Violation(
                field, "invalid-uri", field + " takes an absolute URI without a fragment"));
      }
    }
    return violations;
  }

  @Override
  public Answer<App> create(ClientMetadata metadata, Call call) {
    Answer<InMemoryVendor.Created> answer =
        send("POST", call, () -> vendor.create(metadata, random));
    return new Answer<>(answer.value().app(), answer.value().credentials(), answer.requestId());
  }

  @Override
  public Answer<App> find(AppId id, Call call) {
    return send("GET", call, () -> vendor.find(id));
  }

  @Override
  public Answer<AppPage> list(Optional<String> cursor, Call call) {
    return send("GET", call, () -> vendor.list(cursor));
  }

  @Override
  public Answer<App> update(App current, ClientMetadata wanted, Call call) {
    return send("PATCH", call, () -> vendor.update(current.id(), wanted));
  }

  @Override
  public Answer<AppId> delete(AppId id, Call call) {
    return send("DELETE", call, () -> vendor.delete(id));
  }

  @Override
  public Answer<List<VendorCredential>> list(App app, Call call) {
    return send("GET", call, () -> vendor.credentials(app.id()));
  }

  @Override
  public Answer<AppId> issue(App app, CredentialKind wanted, Call call) {
    return bringing(app, send("POST", call, () -> vendor.issue(app.id(), random)));
  }

  @Override
  public Answer<AppId> replace(App app, CredentialKind wanted, Call call) {
    return bringing(app, send("POST", call, () -> vendor.replace(app.id(), random)));
  }

  @Override
  public Answer<AppId> revoke(
      App app,
      CredentialKind unwanted,
      Optional<String> vendorId,
      Optional<Secret> value,
      Call call) {
    return send("DELETE", call, () -> vendor.revoke(app.id(), vendorId));
  }

  private static Answer<AppId> bringing(App app, Answer<CredentialChange> answer) {
    return new Answer<>(app.id(), List.of(answer.value()), answer.requestId());
  }

  private <T> Answer<T> send(String method, Call call, Supplier<T> work) {
    if (call.remaining().isZero()) {
      throw new RegistrationException.Unavailable(
          "the deadline has passed",
          "Call again with more time; nothing was sent",
          ErrorDetails.builder(Outcome.NOT_APPLIED).build(),
          null);
    }
    RequestPermit permit = call.beforeRequest(method);
    OptionalInt status = OptionalInt.empty();
    try {
      var handled = vendor.handle(call.operation(), token.get(), work);
      status = OptionalInt.of(200);
      return Answer.of(handled.value(), handled.requestId());
    } catch (RegistrationException e) {
      status = e.details().httpStatus();
      throw e;
    } finally {
      status.ifPresentOrElse(permit::answered, permit::unanswered);
    }
  }

  private static boolean isRedirectUri(String text) {
    try {
      URI uri = URI.create(text);
      return uri.isAbsolute() && uri.getRawFragment() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
