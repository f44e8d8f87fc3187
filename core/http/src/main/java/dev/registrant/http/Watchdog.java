package dev.registrant.http;

import java.time.Duration;
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
 * flight, but for one sweep after a while.
 */
final class Watchdog implements AutoCloseable {
  private static final long PERIOD_MILLIS = 20;

  private final long sweepNanos;
  private final Runnable sweep;
  private final Set<Exchange> inFlight = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
  private volatile boolean asleep;
  private volatile boolean used;
  private volatile boolean closed;

  /**
   * Makes a watchdog that starts no thread yet.
   *
   * @param period how often to sweep while there is use; also how long after it for the last time
   * @param sweep must neither block nor throw
   */
  Watchdog(Duration period, Runnable sweep) {
    this.sweepNanos = period.toNanos();
    this.sweep = sweep;
  }

  /** Watches an exchange until {@link #release}. */
  void watch(Exchange exchange) {
    inFlight.add(exchange);
    used = true;
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
    Thread fresh = new Thread(null, this::run, "registrant-http-watchdog", 0, false);
    fresh.setDaemon(true);
    fresh.setContextClassLoader(null);
    if (thread.compareAndSet(null, fresh)) {
      fresh.start();
    }
  }

  private void run() {
    long swept = System.nanoTime();
    while (!closed) {
      asleep = true;
      if (inFlight.isEmpty()) {
        LockSupport.parkNanos(this, used ? sweepNanos : Long.MAX_VALUE);
      }
      asleep = false;
      long now = System.nanoTime();
      for (Exchange exchange : inFlight) {
        exchange.check(now);
      }
      if (now - swept >= sweepNanos) {
        used = !inFlight.isEmpty();
        swept = now;
        sweep.run();
      }
      LockSupport.parkNanos(this, PERIOD_MILLIS * 1_000_000);
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread.get());
  }
}
