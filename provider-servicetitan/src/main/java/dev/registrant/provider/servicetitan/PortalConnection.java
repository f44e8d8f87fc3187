package dev.registrant.provider.servicetitan;

import dev.registrant.http.HttpApi;
import dev.registrant.spi.AppRegistry;
import dev.registrant.spi.Capabilities;
import dev.registrant.spi.Connection;
import dev.registrant.spi.ConnectionContext;
import dev.registrant.spi.RateScope;
import dev.registrant.spi.Settlement;
import java.time.Duration;
import java.util.OptionalInt;

/** A connection to the back end of the portal. */
final class PortalConnection implements Connection {
  /** How long the portal may still carry out a request that was given up; not documented. */
  private static final Duration SETTLE_WINDOW = Duration.ofMinutes(1);

  /** Stands for a path that is not configured and therefore never used. */
  private static final String NOWHERE = "/{app}";

  private final Capabilities capabilities;
  private final AppRegistry apps;
  private final RateScope rateScope;

  private PortalConnection(ServiceTitanSettings settings, RateScope rateScope, PortalApi api) {
    this.capabilities = ServiceTitanCapabilities.portal(settings);
    this.rateScope = rateScope;
    this.apps = new PortalApps(settings, api);
  }

  static PortalConnection open(
      ServiceTitanSettings settings,
      ServiceTitanSettings.Portal portal,
      ConnectionContext context) {
    PortalSession session = new PortalSession(portal, context.clock());
    PortalErrors errors = new PortalErrors(portal.signInPath());
    PortalApi api =
        HttpApi.builder(context)
            .baseUrl(portal.url())
            .allowPlainHttp(portal.allowPlainHttp())
            .header(portal.tokenHeader(), session::header)
            .path("apps", portal.appsPath())
            .path("save", portal.savePath())
            .path("versions", portal.versionsPath().orElse(NOWHERE))
            .path("connections", portal.connectionsPath().orElse(NOWHERE))
            .path("approval", portal.approvalPath().orElse(NOWHERE))
            .errors(PortalErrors.Problem.class, errors::read)
            .build(PortalApi.class);
    RateScope scope =
        new RateScope(
            "servicetitan portal " + portal.url().getAuthority(),
            OptionalInt.of(portal.requestsPerSecond()),
            Duration.ZERO);
    return new PortalConnection(settings, scope, api);
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public RateScope rateScope() {
    return rateScope;
  }

  @Override
  public AppRegistry apps() {
    return apps;
  }

  /** Names may not be unique, and a new id is only learnt from the list. */
  @Override
  public Settlement settlement() {
    return Settlement.listedField(ServiceTitanCapabilities.MARKER, SETTLE_WINDOW);
  }
}
