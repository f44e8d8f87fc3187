package dev.registrant;

import static java.util.Objects.requireNonNull;

import dev.registrant.spi.Operation;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * Something that happened, told to every {@link Listener} and to the log. Holds no secret, no
 * header and no body. Immutable.
 */
public sealed interface Event {
  /** Returns the stable name: the first word of the log line, and the name of the meter. */
  String name();

  /** Something that happened in a call of the API. */
  sealed interface InCall extends Event {
    /** Returns the name of the account. */
    String account();

    /** Returns the id of its provider. */
    String provider();

    /** Returns what the call, or this step of it, does. */
    Operation operation();

    /** Returns the id of the call, which the audit trail bears too. */
    String correlation();
  }

  /**
   * A call of the API ended. A read that the cache answered is none; see {@link CacheStatistics}.
   *
   * @param account the name of the account
   * @param provider the id of its provider
   * @param operation what it did
   * @param correlation its id, which its requests and the audit trail bear too
   * @param ending {@code done}, or the kind of the error it ended with
   * @param requests how many HTTP requests were sent for it
   * @param time how long it took, waits included
   */
  record CallEnded(
      String account,
      String provider,
      Operation operation,
      String correlation,
      String ending,
      int requests,
      Duration time)
      implements InCall {
    /** Checks that nothing is {@code null}. */
    public CallEnded {
      requireNonNull(account, "account");
      requireNonNull(provider, "provider");
      requireNonNull(operation, "operation");
      requireNonNull(correlation, "correlation");
      requireNonNull(ending, "ending");
      requireNonNull(time, "time");
    }

    @Override
    public String name() {
      return "registrant.call";
    }
  }

  /**
   * An HTTP request ended.
   *
   * @param account the name of the account
   * @param provider the id of its provider
   * @param operation what it was sent for
   * @param correlation the id of the call
   * @param method the HTTP method
   * @param status the vendor's status, empty if no answer came
   * @param time how long it took
   */
  record RequestEnded(
      String account,
      String provider,
      Operation operation,
      String correlation,
      String method,
      OptionalInt status,
      Duration time)
      implements InCall {
    /** Checks that nothing is {@code null}. */
    public RequestEnded {
      requireNonNull(account, "account");
      requireNonNull(provider, "provider");
      requireNonNull(operation, "operation");
      requireNonNull(correlation, "correlation");
      requireNonNull(method, "method");
      requireNonNull(status, "status");
      requireNonNull(time, "time");
    }

    @Override
    public String name() {
      return "registrant.request";
    }
  }

  /**
   * A call begins to wait.
   *
   * @param account the name of the account
   * @param provider the id of its provider
   * @param operation what waits
   * @param correlation the id of the call
   * @param reason what for
   * @param time how long it will be
   */
  record Waiting(
      String account,
      String provider,
      Operation operation,
      String correlation,
      Reason reason,
      Duration time)
      implements InCall {
    /** What a call waits for. */
    public enum Reason {
      /** Our own limit of requests a second. */
      LIMIT,
      /** The pause a vendor asked for. */
      PAUSE,
      /** The time between a failure and its repetition. */
      REPEAT
    }

    /** Checks that nothing is {@code null}. */
    public Waiting {
      requireNonNull(account, "account");
      requireNonNull(provider, "provider");
      requireNonNull(operation, "operation");
      requireNonNull(correlation, "correlation");
      requireNonNull(reason, "reason");
      requireNonNull(time, "time");
    }

    @Override
    public String name() {
      return "registrant.wait";
    }
  }

  /**
   * A step that failed will be repeated.
   *
   * @param account the name of the account
   * @param provider the id of its provider
   * @param operation what is repeated
   * @param correlation the id of the call
   * @param kind the kind of the error
   * @param attempt how often it was tried so far
   */
  record Repeating(
      String account,
      String provider,
      Operation operation,
      String correlation,
      String kind,
      int attempt)
      implements InCall {
    /** Checks that nothing is {@code null}. */
    public Repeating {
      requireNonNull(account, "account");
      requireNonNull(provider, "provider");
      requireNonNull(operation, "operation");
      requireNonNull(correlation, "correlation");
      requireNonNull(kind, "kind");
    }

    @Override
    public String name() {
      return "registrant.repeat";
    }
  }

  /**
   * The breaker of a rate scope changed its state.
   *
   * @param scope the {@link dev.registrant.spi.RateScope#id()}
   * @param state what it is now
   */
  record BreakerChanged(String scope, State state) implements Event {
    /** Whether requests pass. */
    public enum State {
      /** They pass. */
      CLOSED,
      /** A few pass, to find out. */
      HALF_OPEN,
      /** Too many failed: none pass for a while. */
      OPEN
    }

    /** Checks that nothing is {@code null}. */
    public BreakerChanged {
      requireNonNull(scope, "scope");
      requireNonNull(state, "state");
    }

    @Override
    public String name() {
      return "registrant.breaker";
    }
  }

  /**
   * A reconciliation of all accounts ended.
   *
   * @param result what it found
   */
  record Reconciled(Reconciliation result) implements Event {
    /** Checks that nothing is {@code null}. */
    public Reconciled {
      requireNonNull(result, "result");
    }

    @Override
    public String name() {
      return "registrant.reconcile";
    }
  }
}
