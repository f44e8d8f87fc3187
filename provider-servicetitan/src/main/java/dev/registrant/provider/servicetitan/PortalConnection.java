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
  /** Stands for a path that is not configured and therefore never used. */
  private static final String NOWHERE = "/{app}";

  private static final String NO_PROJECT = "/{projectId}";

  private final Capabilities capabilities;
  private final AppRegistry apps;
  private final RateScope rateScope;
  private final Settlement settlement;

  private PortalConnection(
      ServiceTitanSettings settings, Duration settleWindow, RateScope rateScope, PortalApi api) {
    this.settlement = Settlement.listedField(ServiceTitanCapabilities.MARKER, settleWindow);
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
            .path("save", portal.savesByProject() ? portal.savePath() : NO_PROJECT)
            .path("saveAnywhere", portal.savesByProject() ? "/" : portal.savePath())
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
    return new PortalConnection(settings, portal.settleWindow(), scope, api);
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
    return settlement;
  }
}
