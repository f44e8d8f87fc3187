package dev.registrant.provider.zitadel;

import dev.registrant.spi.App;
import dev.registrant.spi.AppRegistry;
import dev.registrant.spi.Capabilities;
import dev.registrant.spi.Connection;
import dev.registrant.spi.RateScope;
import dev.registrant.spi.SecretManager;
import dev.registrant.spi.Settlement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;

/** A connection to one project. */
final class ZitadelConnection implements Connection {
  /** The cloud's edge bans an address for a minute and does not say so. */
  private static final Duration QUIET = Duration.ofMinutes(1);

  private final ZitadelSettings settings;
  private final ZitadelApps apps;
  private final ZitadelSecrets secrets;

  ZitadelConnection(ZitadelSettings settings, ManagementApi api, InstantSource clock) {
    this.settings = settings;
    this.apps = new ZitadelApps(settings.project(), settings.confirmation(), api);
    this.secrets = new ZitadelSecrets(settings, api, clock);
  }

  @Override
  public Capabilities capabilities() {
    return ZitadelCapabilities.ALL;
  }

  @Override
  public Capabilities capabilities(App app) {
    return ZitadelCapabilities.of(app);
  }

  /** The cloud counts by the caller's address, so that all accounts at one host share a limit. */
  @Override
  public RateScope rateScope() {
    return new RateScope(
        "zitadel " + settings.baseUrl().getRawAuthority(),
        OptionalInt.of(settings.requestsPerSecond()),
        QUIET);
  }

  @Override
  public Settlement settlement() {
    return Settlement.guardedName(settings.settleWindow());
  }

  @Override
  public AppRegistry apps() {
    return apps;
  }

  @Override
  public Optional<SecretManager> secrets() {
    return Optional.of(secrets);
  }
}
