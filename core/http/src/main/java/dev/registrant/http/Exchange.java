package dev.registrant.http;

import dev.registrant.spi.Network;
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
    /** The deadline of the call passed. */
    EXPIRED,
    /** A time-out of the account passed. */
    TIMED_OUT
  }

  private static final Duration LONGEST = Duration.ofDays(1);

  private final Thread caller = Thread.currentThread();
  private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
  private final Duration connectTimeout;
  private final Limit whole;
  private volatile Limit limit;
  private volatile @Nullable ConnectionEndpoint endpoint;
  private volatile boolean sent;

  /** When to stop, and what that means. */
  private record Limit(long nanoTime, State meaning) {
    static Limit in(Duration time, State meaning) {
      return new Limit(System.nanoTime() + shorter(time, LONGEST).toNanos(), meaning);
    }

    Limit orIfEarlier(Limit other) {
      return other.nanoTime - nanoTime < 0 ? other : this;
    }
  }

  /**
   * Begins an exchange.
   *
   * @param remaining what is left of the call
   * @param network the time-outs of the account
   */
  Exchange(Duration remaining, Network network) {
    this.connectTimeout = network.connectTimeout();
    this.whole =
        Limit.in(remaining, State.EXPIRED)
            .orIfEarlier(Limit.in(network.requestTimeout(), State.TIMED_OUT));
    this.limit = whole;
  }

  /** What is left of the time, zero or more. */
  Duration remaining() {
    return Duration.ofNanos(Math.max(0, limit.nanoTime() - System.nanoTime()));
  }

  /** From now on a step towards a connection is under way, which has a time of its own. */
  void beginStep() {
    limit = whole.orIfEarlier(Limit.in(connectTimeout, State.TIMED_OUT));
  }

  /** What is under way from now on has all the time of the exchange. */
  void endStep() {
    limit = whole;
  }

  /** The time for such a step, or the given one if that is less. */
  Duration connectTimeout(Duration atMost) {
    return shorter(connectTimeout, atMost);
  }

  /** Names the connection that is to be cut when the exchange is aborted. */
  void attach(ConnectionEndpoint leased) throws InterruptedIOException {
    endpoint = leased;
    requireRunning();
  }

  /** From now on a part of the request may have left. */
  void markSent() throws InterruptedIOException {
    requireRunning();
    sent = true;
  }

  private void requireRunning() throws InterruptedIOException {
    if (state.get() != State.RUNNING) {
      throw new InterruptedIOException();
    }
  }

  boolean sent() {
    return sent;
  }

  /** Called by the watchdog. */
  void check(long now) {
    Limit current = limit;
    if (caller.isInterrupted()) {
      abort(State.INTERRUPTED);
    } else if (now - current.nanoTime() >= 0) {
      abort(current.meaning());
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

  /** Why it was stopped; {@code otherwise} if neither the time nor an interrupt did it. */
  ExchangeFailure.Reason stopReason(ExchangeFailure.Reason otherwise) {
    State stopped = state.get();
    if (stopped == State.INTERRUPTED || caller.isInterrupted()) {
      return ExchangeFailure.Reason.INTERRUPTED;
    }
    if (stopped == State.EXPIRED || stopped == State.TIMED_OUT) {
      return timeoutReason(stopped);
    }
    return remaining().isZero() ? timeoutReason() : otherwise;
  }

  /** What it means if the time is over. */
  ExchangeFailure.Reason timeoutReason() {
    return timeoutReason(limit.meaning());
  }

  private ExchangeFailure.Reason timeoutReason(State meaning) {
    if (meaning == State.EXPIRED) {
      return ExchangeFailure.Reason.DEADLINE;
    }
    return sent ? ExchangeFailure.Reason.REQUEST_TIMEOUT : ExchangeFailure.Reason.CONNECT_TIMEOUT;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
