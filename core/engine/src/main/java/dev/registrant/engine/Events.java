package dev.registrant.engine;

import dev.registrant.Event;
import dev.registrant.Listener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log and the host's listeners what happens. No listener can disturb a call. */
final class Events {
  private static final Logger LOG = LoggerFactory.getLogger("dev.registrant.listeners");

  private final EventLog log = new EventLog();
  private final List<Listener> listeners;
  private final AtomicBoolean warned = new AtomicBoolean();

  Events(List<Listener> listeners) {
    List<Listener> all = new ArrayList<>();
    all.add(log);
    all.addAll(listeners);
    this.listeners = List.copyOf(all);
  }

  /** Returns whether anybody wants what happens in each call; it is not made for nobody. */
  boolean isEachCallWanted() {
    return listeners.size() > 1 || log.isEachCallWanted();
  }

  void tell(Event event) {
    for (Listener listener : listeners) {
      try {
        listener.on(event);
      } catch (Throwable e) { // a failed assertion and a missing class too are its own matter
        if (e instanceof VirtualMachineError broken && !(e instanceof StackOverflowError)) {
          throw broken;
        }
        warn(listener, e);
      }
    }
  }

  private void warn(Listener listener, Throwable failure) {
    if (warned.compareAndSet(false, true)) {
      LOG.warn(
          "registrant.listener failed: {} threw {}; told once",
          listener.getClass().getName(),
          failure.getClass().getName());
    }
  }
}
