package dev.registrant.http;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response while it is under way: who waits for it, until when, on which
 * connection. The caller and the watchdog share it; whoever changes the state first wins.
 */
final class Exchange {
  private enum State {
    RUNNING,
    ENDED,
    INTERRUPTED,
    EXPIRED
  }

  private static final Duration LONGEST = Duration.ofDays(1);

  private final Thread caller = Thread.currentThread();
  private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
  private final long end;
  private volatile @Nullable ConnectionEndpoint endpoint;
  private volatile boolean sent;

  Exchange(Duration remaining) {
    Duration time = remaining.compareTo(LONGEST) < 0 ? remaining : LONGEST;
    this.end = System.nanoTime() + time.toNanos();
  }

  /** What is left of the time, zero or more. */
  Duration remaining() {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }

  /** Names the connection that is to be cut when the exchange is aborted. */
  void attach(ConnectionEndpoint leased) throws InterruptedIOException {
    endpoint = leased;
    if (state.get() != State.RUNNING) {
      throw new InterruptedIOException();
    }
  }

  /** From now on a part of the request may have left. */
  void markSent() {
    sent = true;
  }

  boolean sent() {
    return sent;
  }

  /** Called by the watchdog. */
  void check(long now) {
    if (caller.isInterrupted()) {
      abort(State.INTERRUPTED);
    } else if (now - end >= 0) {
      abort(State.EXPIRED);
    }
  }

  private void abort(State reason) {
    if (state.compareAndSet(State.RUNNING, reason)) {
      ConnectionEndpoint leased = endpoint;
      if (leased != null) {
        cut(leased);
      }
    }
  }

  private static void cut(ConnectionEndpoint leased) {
    try {
      leased.close(CloseMode.IMMEDIATE);
    } catch (RuntimeException e) {
      // the watchdog has others to look after
    }
  }

  /**
   * Ends the exchange for the watchdog. After that the connection is no longer touched by it.
   *
   * @return false if it was aborted before, so that the connection is not to be used again
   */
  boolean end() {
    return state.compareAndSet(State.RUNNING, State.ENDED);
  }

  /** Why it was stopped; {@code otherwise} if neither the deadline nor an interrupt did it. */
  ExchangeFailure.Reason stopReason(ExchangeFailure.Reason otherwise) {
    if (state.get() == State.INTERRUPTED || caller.isInterrupted()) {
      return ExchangeFailure.Reason.INTERRUPTED;
    }
    if (state.get() == State.EXPIRED || remaining().isZero()) {
      return ExchangeFailure.Reason.DEADLINE;
    }
    return otherwise;
  }
}
