package dev.registrant.provider.zitadel;

import dev.registrant.http.FormBody;
import dev.registrant.http.HttpAnswer;
import dev.registrant.http.HttpApi;
import dev.registrant.http.JwtAssertion;
import dev.registrant.http.TokenEndpoint;
import dev.registrant.http.TokenError;
import dev.registrant.http.TokenSource;
import dev.registrant.http.VendorError;
import dev.registrant.provider.zitadel.ZitadelSettings.Login;
import dev.registrant.spi.Call;
import dev.registrant.spi.ConnectionContext;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** How a service account gets its access tokens. */
final class ServiceAccountTokens {
  private static final String PATH = "/oauth/v2/token";
  private static final String SCOPE = "openid urn:zitadel:iam:org:project:id:zitadel:aud";

  private ServiceAccountTokens() {}

  /**
   * Returns the tokens of an account that logs in by a key or a client secret.
   *
   * @param builder for the token endpoint alone
   */
  static TokenSource of(
      ZitadelSettings settings, HttpApi.Builder builder, ConnectionContext context) {
    if (settings.login() instanceof Login.Client client) {
      TokenEndpoint endpoint = open(builder.clientSecretBasic(client.id(), client.secret()));
      FormBody grant = grant("client_credentials", Map.of());
      return new TokenSource(call -> endpoint.ask(grant, call), context.clock());
    }
    Supplier<Secret> file = ((Login.Key) settings.login()).file();
    TokenEndpoint endpoint = open(builder);
    return new TokenSource(
        call -> {
          Secret assertion = key(file.get(), call).assertion(settings.issuer(), context);
          return endpoint.ask(
              grant(JwtAssertion.GRANT_TYPE, Map.of("assertion", assertion.reveal())), call);
        },
        context.clock());
  }

  private static TokenEndpoint open(HttpApi.Builder builder) {
    return TokenEndpoint.open(builder, PATH, ServiceAccountTokens::error);
  }

  private static FormBody grant(String type, Map<String, String> more) {
    Map<String, String> fields = new TreeMap<>(more);
    fields.put("grant_type", type);
    fields.put("scope", SCOPE);
    return FormBody.of(fields);
  }

  private static ServiceAccountKey key(Secret file, Call call) {
    return ServiceAccountKey.of(file)
        .orElseThrow(
            () ->
                new RegistrationException.Unauthenticated(
                    "serviceAccountKey is not the JSON key file of a service account",
                    "Give the file as ZITADEL gave it away, with keyId, key and userId; nothing was"
                        + " sent",
                    ErrorDetails.builder(Outcome.NOT_APPLIED).operation(call.operation()).build()));
  }

  private static VendorError error(HttpAnswer<TokenError> answer) {
    return switch (answer.status()) {
      case 400, 401 ->
          TokenError.read(answer)
              .withAdvice(
                  "Give the key file or the client id and secret of a service account, not those"
                      + " of an API app, and check the issuer and this machine's clock");
      case 404 -> ZitadelErrors.nothingHere();
      case 429 -> ZitadelErrors.tooMany(answer.header("Set-Cookie"));
      default -> VendorError.none();
    };
  }
}
