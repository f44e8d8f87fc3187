package dev.registrant.spi;

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

  /** Releases what belongs to this connection alone. Idempotent. */
  @Override
  default void close() {}
}
