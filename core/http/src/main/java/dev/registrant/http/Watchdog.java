package dev.registrant.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the exchanges in flight every {@value #PERIOD_MILLIS} milliseconds and aborts those
 * whose time is over or whose caller was interrupted. A blocking socket notices neither by itself.
 *
 * <p>It has one daemon thread, started by the first exchange, which sleeps while nothing is in
 * flight.
 */
final class Watchdog implements AutoCloseable {
  private static final long PERIOD_MILLIS = 20;

  private final Set<Exchange> inFlight = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
  private volatile boolean asleep;
  private volatile boolean closed;

  /** Watches an exchange until {@link #release}. */
  void watch(Exchange exchange) {
    inFlight.add(exchange);
    Thread watching = thread.get();
    if (watching == null) {
      start();
    } else if (asleep) {
      LockSupport.unpark(watching);
    }
  }

  /** Ends the watch. */
  void release(Exchange exchange) {
    inFlight.remove(exchange);
  }

  private void start() {
    Thread fresh = new Thread(this::run, "registrant-http-watchdog");
    fresh.setDaemon(true);
    if (thread.compareAndSet(null, fresh)) {
      fresh.start();
    }
  }

  private void run() {
    while (!closed) {
      asleep = true;
      if (inFlight.isEmpty()) {
        LockSupport.park(this);
      }
      asleep = false;
      long now = System.nanoTime();
      inFlight.forEach(exchange -> exchange.check(now));
      LockSupport.parkNanos(this, PERIOD_MILLIS * 1_000_000);
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread.get());
  }
}
