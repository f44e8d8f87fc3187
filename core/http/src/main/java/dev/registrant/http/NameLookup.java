package dev.registrant.http;

import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Looks up the addresses of a host within the time of an exchange. The system's look-up can neither
 * be interrupted nor timed, so it runs in a daemon thread of its own, one for each host at a time;
 * whoever gives up leaves it behind.
 */
final class NameLookup {
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[?[0-9A-Fa-f:.%]*:.*");

  private final ConcurrentMap<String, FutureTask<InetAddress[]>> running =
      new ConcurrentHashMap<>();
  private final Resolver resolver;

  /** The look-up itself. */
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  NameLookup(Resolver resolver) {
    this.resolver = resolver;
  }

  /**
   * Returns the addresses of a host.
   *
   * @throws UnknownHostException if it has none
   * @throws InterruptedIOException if the time ran out or the caller was interrupted; its interrupt
   *     status is set then
   */
  InetAddress[] resolve(String host, Exchange exchange)
      throws UnknownHostException, InterruptedIOException {
    if (LITERAL.matcher(host).matches()) {
      return InetAddress.getAllByName(host);
    }
    FutureTask<InetAddress[]> fresh = new FutureTask<>(() -> resolver.resolve(host));
    FutureTask<InetAddress[]> lookup = running.putIfAbsent(host, fresh);
    if (lookup == null) {
      lookup = fresh;
      start(host, fresh);
    }
    try {
      return lookup.get(exchange.remaining().toNanos(), TimeUnit.NANOSECONDS).clone();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    } catch (TimeoutException e) {
      throw new InterruptedIOException();
    } catch (ExecutionException e) {
      UnknownHostException unknown = new UnknownHostException(host);
      unknown.initCause(e.getCause());
      throw unknown;
    }
  }

  private void start(String host, FutureTask<InetAddress[]> lookup) {
    Runnable work =
        () -> {
          lookup.run();
          running.remove(host, lookup);
        };
    Thread thread = new Thread(null, work, "registrant-http-lookup", 0, false);
    thread.setContextClassLoader(null);
    thread.setDaemon(true);
    thread.start();
  }
}
