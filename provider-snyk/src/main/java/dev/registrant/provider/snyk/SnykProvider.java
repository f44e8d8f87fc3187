package dev.registrant.provider.snyk;

import dev.registrant.http.HttpApi;
import dev.registrant.spi.Capabilities;
import dev.registrant.spi.ConfigurationSchema;
import dev.registrant.spi.Connection;
import dev.registrant.spi.ConnectionContext;
import dev.registrant.spi.RegistrationProvider;
import dev.registrant.spi.Settings;

/**
 * Registers Snyk Apps. Found by {@link java.util.ServiceLoader} under the id {@code snyk}; hosts do
 * not call it.
 *
 * <p>Notable: Snyk has no idempotency keys and no unique names, shows a client secret once, and
 * fixes scopes and context at creation. Its public API registers apps of the authorization code
 * grant only.
 */
public final class SnykProvider implements RegistrationProvider {
  private static final String JSON_API = "application/vnd.api+json";
  static final String REQUEST_ID = "snyk-request-id";

  /** For {@link java.util.ServiceLoader}. */
  public SnykProvider() {}

  @Override
  public String id() {
    return "snyk";
  }

  @Override
  public ConfigurationSchema configuration() {
    return SnykSettings.SCHEMA;
  }

  @Override
  public Capabilities capabilities() {
    return SnykCapabilities.upTo(SnykSettings.LONGEST_NAME);
  }

  @Override
  public Connection connect(Settings settings, ConnectionContext context) {
    SnykSettings bound = SnykSettings.of(settings, context.clock());
    SnykApi api =
        HttpApi.builder(context)
            .baseUrl(bound.baseUrl())
            .allowPlainHttp(bound.allowPlainHttp())
            .mediaType(JSON_API)
            .authorization(bound.authorizationScheme(), bound.token())
            .requestIdHeader(REQUEST_ID)
            .sendRequestId()
            .errors(SnykErrors.Document.class, SnykErrors::read)
            .build(SnykApi.class);
    return new SnykConnection(bound, api);
  }
}
