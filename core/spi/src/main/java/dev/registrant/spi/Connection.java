package dev.registrant.spi;

import java.util.Optional;

/**
 * An open connection to one account. Opening costs no I/O; the first call does. Thread-safe.
 *
 * <p>The core calls {@link #close()} once, after the last call returned.
 */
public interface Connection extends AutoCloseable {
  /** What can be done on this connection: at most what the provider declared. Costs no I/O. */
  Capabilities capabilities();

  /**
   * What can be done with this app, exactly. Costs no I/O.
   *
   * @param app an app read from this connection
   */
  default Capabilities capabilities(App app) {
    return capabilities();
  }

  /** What the vendor counts requests by. Asked before each request, since a key may be replaced. */
  RateScope rateScope();

  /** The apps of the account. */
  AppRegistry apps();

  /**
   * The credentials of the account's apps, empty where none can be managed. Needed if any {@code
   * secrets} operation is among the capabilities.
   */
  default Optional<SecretManager> secrets() {
    return Optional.empty();
  }

  /** How the outcome of a lost create can be learnt. */
  Settlement settlement();

  /**
   * What people do where the vendor has no API; present if the account is run that way. The
   * operations on apps are then those of the store and of the people, and {@link #apps()} is used
   * for its {@link AppRegistry#violations} only.
   */
  default Optional<HumanSteps> people() {
    return Optional.empty();
  }

  /** Releases what belongs to this connection alone. Idempotent. */
  @Override
  default void close() {}
}
