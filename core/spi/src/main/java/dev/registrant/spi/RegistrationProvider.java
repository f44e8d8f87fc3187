package dev.registrant.spi;

/**
 * A kind of vendor at which OAuth clients can be registered. Found by {@link
 * java.util.ServiceLoader}; needs a public constructor without arguments.
 *
 * <p>All methods are thread-safe. {@link #id}, {@link #configuration} and {@link #capabilities}
 * cost no I/O and return equal values at every call.
 */
public interface RegistrationProvider {
  /**
   * A short stable name, unique among the providers of a host: lower-case letters, digits, {@code
   * -}.
   */
  String id();

  /** The settings an account of this provider takes. */
  ConfigurationSchema configuration();

  /** The most that any account of this provider can do. */
  Capabilities capabilities();

  /**
   * Opens a connection. Sends nothing.
   *
   * @param settings bound against {@link #configuration()}
   * @param context what the core offers
   * @return a new connection
   * @throws RegistrationException.InvalidRequest if settings do not go together, with every
   *     violation
   */
  Connection connect(Settings settings, ConnectionContext context);
}
