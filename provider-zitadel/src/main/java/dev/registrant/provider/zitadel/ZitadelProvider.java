package dev.registrant.provider.zitadel;

import dev.registrant.http.HttpApi;
import dev.registrant.provider.zitadel.ZitadelSettings.Login;
import dev.registrant.spi.Capabilities;
import dev.registrant.spi.ConfigurationSchema;
import dev.registrant.spi.Connection;
import dev.registrant.spi.ConnectionContext;
import dev.registrant.spi.RegistrationProvider;
import dev.registrant.spi.Settings;

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
      management.authorization(
          "Bearer", ServiceAccountTokens.of(bound, builder(bound, context), context));
    }
    return new ZitadelConnection(bound, management.build(ManagementApi.class), context.clock());
  }

  private static HttpApi.Builder builder(ZitadelSettings bound, ConnectionContext context) {
    return HttpApi.builder(context).baseUrl(bound.baseUrl()).allowPlainHttp(bound.allowPlainHttp());
  }
}
