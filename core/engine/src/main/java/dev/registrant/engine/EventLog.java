package dev.registrant.engine;

import dev.registrant.Event;
import dev.registrant.Event.BreakerChanged;
import dev.registrant.Event.CallEnded;
import dev.registrant.Event.Reconciled;
import dev.registrant.Event.Repeating;
import dev.registrant.Event.RequestEnded;
import dev.registrant.Event.Waiting;
import dev.registrant.Listener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes events to the log: the name of the event first, then what belongs to it by name. The
 * loggers are one for each event, so that a host can choose.
 */
final class EventLog implements Listener {
  private static final Logger CALLS = LoggerFactory.getLogger("dev.registrant.calls");
  private static final Logger REQUESTS = LoggerFactory.getLogger("dev.registrant.requests");
  private static final Logger WAITS = LoggerFactory.getLogger("dev.registrant.waits");
  private static final Logger REPEATS = LoggerFactory.getLogger("dev.registrant.repeats");
  private static final Logger BREAKERS = LoggerFactory.getLogger("dev.registrant.breakers");
  private static final Logger RECONCILE = LoggerFactory.getLogger("dev.registrant.reconcile");

  boolean isEachCallWanted() {
    return CALLS.isDebugEnabled() || REQUESTS.isDebugEnabled();
  }

  @Override
  public void on(Event event) {
    if (event instanceof RequestEnded e) {
      request(e);
    } else if (event instanceof CallEnded e) {
      call(e);
    } else if (event instanceof Waiting e) {
      waiting(e);
    } else if (event instanceof Repeating e) {
      repeating(e);
    } else if (event instanceof BreakerChanged e) {
      breaker(e);
    } else if (event instanceof Reconciled e) {
      reconciled(e);
    }
  }

  private static void call(CallEnded e) {
    if (CALLS.isDebugEnabled()) {
      CALLS.debug(
          "{} account={} operation={} correlation={} ending={} requests={} millis={}",
          e.name(),
          e.account(),
          e.operation(),
          e.correlation(),
          e.ending(),
          e.requests(),
          e.time().toMillis());
    }
  }

  private static void request(RequestEnded e) {
    if (REQUESTS.isDebugEnabled()) {
      REQUESTS.debug(
          "{} account={} operation={} correlation={} method={} status={} millis={}",
          e.name(),
          e.account(),
          e.operation(),
          e.correlation(),
          e.method(),
          e.status().isPresent() ? e.status().getAsInt() : "none",
          e.time().toMillis());
    }
  }

  private static void waiting(Waiting e) {
    if (WAITS.isDebugEnabled()) {
      WAITS.debug(
          "{} account={} operation={} correlation={} reason={} millis={}",
          e.name(),
          e.account(),
          e.operation(),
          e.correlation(),
          e.reason(),
          e.time().toMillis());
    }
  }

  private static void repeating(Repeating e) {
    if (REPEATS.isDebugEnabled()) {
      REPEATS.debug(
          "{} account={} operation={} correlation={} kind={} attempt={}",
          e.name(),
          e.account(),
          e.operation(),
          e.correlation(),
          e.kind(),
          e.attempt());
    }
  }

  private static void breaker(BreakerChanged e) {
    if (e.state() == BreakerChanged.State.OPEN) {
      BREAKERS.warn("{} scope={} state={}", e.name(), e.scope(), e.state());
    } else {
      BREAKERS.info("{} scope={} state={}", e.name(), e.scope(), e.state());
    }
  }

  private static void reconciled(Reconciled e) {
    RECONCILE.debug(
        "{} settled={} open={} duties={}",
        e.name(),
        e.result().settled().size(),
        e.result().open().size(),
        e.result().duties().size());
  }
}
