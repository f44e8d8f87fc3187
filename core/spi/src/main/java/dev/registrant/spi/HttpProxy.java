package dev.registrant.spi;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The HTTP proxy an account is connected through. It is spoken to over plain HTTP; an https vendor
 * is reached through a tunnel (RFC 9110 section 9.3.6), so that the proxy sees no more than its
 * host and port.
 *
 * <p>Its {@code toString} shows host and port only. Two are equal when host, port, user name and
 * the supplier of the password are; suppliers are compared by their own {@code equals}, which most
 * often means that they are the same object.
 *
 * @param host its name or IP address, an IPv6 address without brackets
 * @param port its port, 1 to 65535
 * @param login what the proxy wants to know, empty if nothing
 */
public record HttpProxy(String host, int port, Optional<Login> login) {
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9._-]{0,252})|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the host is no name and no address, or the port is out of
   *     range
   */
  public HttpProxy {
    if (!HOST.matcher(requireNonNull(host, "host")).matches()) {
      throw new IllegalArgumentException("a proxy's host is a name or an address");
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("a proxy's port is 1 to 65535");
    }
    requireNonNull(login, "login");
  }

  /**
   * What a proxy wants to know, by the Basic scheme (RFC 7617). Its {@code toString} shows nothing.
   *
   * @param user the user name, without a colon and without control characters; not empty
   * @param password asked before each request, from any thread; should be quick
   */
  public record Login(String user, Supplier<Secret> password) {
    /**
     * Checks the user name.
     *
     * @throws IllegalArgumentException if it cannot be sent
     */
    public Login {
      if (requireNonNull(user, "user").isEmpty()
          || user.chars().anyMatch(c -> c == ':' || Character.isISOControl(c))) {
        throw new IllegalArgumentException(
            "the user name for a proxy is not empty and has no colon and no control character");
      }
      requireNonNull(password, "password");
    }

    @Override
    public String toString() {
      return "Login[hidden]";
    }
  }

  /**
   * Returns a proxy that wants to know nothing.
   *
   * @throws IllegalArgumentException if the host is no name and no address, or the port is out of
   *     range
   */
  public static HttpProxy of(String host, int port) {
    return new HttpProxy(host, port, Optional.empty());
  }

  /**
   * Returns this proxy with a user name and a password.
   *
   * @param user the user name
   * @param password asked before each request, from any thread; should be quick
   * @throws IllegalArgumentException if the user name cannot be sent
   */
  public HttpProxy withLogin(String user, Supplier<Secret> password) {
    return new HttpProxy(host, port, Optional.of(new Login(user, password)));
  }

  /** Returns host and port as they stand in a URL. */
  public String authority() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  @Override
  public String toString() {
    return "HttpProxy[" + authority() + "]";
  }
}
