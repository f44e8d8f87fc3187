package dev.registrant.spi;

import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What the core offers a provider that opens a connection. Thread-safe. */
public interface ConnectionContext {
  /** The name of the account, for messages. */
  String account();

  /** The id of the provider, for messages. */
  String provider();

  /**
   * How the account's connections are made, for the HTTP kit; providers need not ask. Here as an
   * account that says nothing of it.
   */
  default Network network() {
    return Network.defaults();
  }

  /** The time; providers take it from nowhere else. */
  InstantSource clock();

  /** Randomness; providers take it from nowhere else. */
  RandomGenerator random();

  /**
   * Returns the one instance of a resource that all connections of this host share, for example a
   * connection pool. It is made by the first caller and closed when the host closes, not with the
   * connection.
   *
   * @param <T> the type of the resource
   * @param type its type, the key under which it is shared
   * @param factory makes it; called at most once in a host
   */
  <T extends AutoCloseable> T shared(Class<T> type, Supplier<T> factory);
}
