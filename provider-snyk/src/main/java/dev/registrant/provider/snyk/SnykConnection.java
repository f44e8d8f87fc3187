package dev.registrant.provider.snyk;

import dev.registrant.spi.AppRegistry;
import dev.registrant.spi.Capabilities;
import dev.registrant.spi.Connection;
import dev.registrant.spi.RateScope;
import dev.registrant.spi.SecretManager;
import dev.registrant.spi.Settlement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;

/** A connection to one organisation. */
final class SnykConnection implements Connection {
  /** 1620 a minute, spread over its seconds so that no window's edge doubles it. */
  private static final OptionalInt REQUESTS_PER_SECOND = OptionalInt.of(27);

  /** A key that was refused stays blocked until a minute has been quiet. */
  private static final Duration QUIET = Duration.ofMinutes(1);

  /** How long Snyk may still carry out a request that was given up; not documented. */
  private static final Duration SETTLE_WINDOW = Duration.ofMinutes(1);

  private final SnykSettings settings;
  private final Capabilities capabilities;
  private final SnykApps apps;
  private final SnykSecrets secrets;

  SnykConnection(SnykSettings settings, SnykApi api) {
    this.settings = settings;
    this.capabilities = SnykCapabilities.upTo(settings.maxNameLength());
    this.apps = new SnykApps(settings, api);
    this.secrets = new SnykSecrets(settings, api);
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public RateScope rateScope() {
    return new RateScope(
        "snyk " + settings.baseUrl().getHost() + " key " + fingerprint(),
        REQUESTS_PER_SECOND,
        QUIET);
  }

  @Override
  public Optional<SecretManager> secrets() {
    return Optional.of(secrets);
  }

  @Override
  public Settlement settlement() {
    return Settlement.listedName(SETTLE_WINDOW);
  }

  @Override
  public AppRegistry apps() {
    return apps;
  }

  /** Snyk counts by key; two accounts with one key share its limit. */
  private String fingerprint() {
    try {
      byte[] key = settings.token().get().reveal().getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
