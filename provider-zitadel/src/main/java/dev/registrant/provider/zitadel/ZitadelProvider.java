package dev.registrant.provider.zitadel;

import dev.registrant.http.FormBody;
import dev.registrant.http.HttpApi;
import dev.registrant.provider.zitadel.ZitadelSettings.Login;
import dev.registrant.spi.Call;
import dev.registrant.spi.Capabilities;
import dev.registrant.spi.ConfigurationSchema;
import dev.registrant.spi.Connection;
import dev.registrant.spi.ConnectionContext;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.RegistrationProvider;
import dev.registrant.spi.Secret;
import dev.registrant.spi.Settings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Registers the API apps of a ZITADEL project. Found by {@link java.util.ServiceLoader} under the
 * id {@code zitadel}; hosts do not call it.
 *
 * <p>Notable: an API app introspects tokens and gets none. Names are unique in a project, which is
 * how the outcome of a lost create is learnt. An app has one secret, replaced at once, or any
 * number of keys, which ZITADEL makes. What has its default is absent in its answers, and a word it
 * does not know is defaulted without an error.
 */
public final class ZitadelProvider implements RegistrationProvider {
  private static final String SCOPE = "openid urn:zitadel:iam:org:project:id:zitadel:aud";

  /** For {@link java.util.ServiceLoader}. */
  public ZitadelProvider() {}

  @Override
  public String id() {
    return "zitadel";
  }

  @Override
  public ConfigurationSchema configuration() {
    return ZitadelSettings.schema();
  }

  @Override
  public Capabilities capabilities() {
    return ZitadelCapabilities.ALL;
  }

  @Override
  public Connection connect(Settings settings, ConnectionContext context) {
    ZitadelSettings bound = ZitadelSettings.of(settings);
    HttpApi.Builder management =
        builder(bound, context)
            .header("x-zitadel-orgid", bound::org)
            .errors(ZitadelErrors.Document.class, ZitadelErrors::read);
    if (bound.login() instanceof Login.Token login) {
      management.authorization("Bearer", login.token());
    } else {
      AccessTokens tokens = accessTokens(bound, context);
      management
          .authorization("Bearer", tokens::get)
          .errors(
              ZitadelErrors.Document.class,
              answer -> {
                if (answer.status() == 401) {
                  tokens.forget();
                }
                return ZitadelErrors.read(answer);
              });
    }
    return new ZitadelConnection(bound, management.build(ManagementApi.class), context.clock());
  }

  private static AccessTokens accessTokens(ZitadelSettings bound, ConnectionContext context) {
    HttpApi.Builder endpoint =
        builder(bound, context).errors(TokenApi.Failure.class, TokenApi.Failure::read);
    if (bound.login() instanceof Login.Client client) {
      TokenApi api = endpoint.authorization("Basic", () -> basic(client)).build(TokenApi.class);
      FormBody form = form("client_credentials", Map.of());
      return new AccessTokens(api, call -> form, context.clock());
    }
    Supplier<Secret> file = ((Login.Key) bound.login()).file();
    return new AccessTokens(
        endpoint.build(TokenApi.class),
        call ->
            form(
                "urn:ietf:params:oauth:grant-type:jwt-bearer",
                Map.of(
                    "assertion",
                    key(file.get(), call).assertion(bound.issuer(), context.clock().instant()))),
        context.clock());
  }

  private static HttpApi.Builder builder(ZitadelSettings bound, ConnectionContext context) {
    return HttpApi.builder(context).baseUrl(bound.baseUrl()).allowPlainHttp(bound.allowPlainHttp());
  }

  private static FormBody form(String grantType, Map<String, String> more) {
    Map<String, String> fields = new TreeMap<>(more);
    fields.put("grant_type", grantType);
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

  /** RFC 6749 section 2.3.1: both are encoded before they are joined. */
  private static Secret basic(Login.Client client) {
    String pair = encoded(client.id()) + ":" + encoded(client.secret().get().reveal());
    return Secret.of(Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII)));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
