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
import dev.registrant.spi.Settlement;
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
final class InMemoryConnection implements Connection, AppRegistry {
  private final InMemoryVendor vendor;
  private final Supplier<Secret> token;
  private final Capabilities capabilities;
  private final RandomGenerator random;

  InMemoryConnection(
      InMemoryVendor vendor,
      Supplier<Secret> token,
      Capabilities capabilities,
      RandomGenerator random) {
    this.vendor = vendor;
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
    return Settlement.listedName(Duration.ofMinutes(1));
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
    Answer<App> answer = send("POST", call, () -> vendor.create(metadata, random));
    Secret secret =
        Secret.of("memory-secret-%016x%016x".formatted(random.nextLong(), random.nextLong()));
    return new Answer<>(
        answer.value(),
        List.of(CredentialChange.added(CredentialKind.CLIENT_SECRET, secret)),
        answer.requestId());
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
