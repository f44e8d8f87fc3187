package dev.registrant.engine;

import dev.registrant.Platform;
import dev.registrant.Registrant;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reconciles again and again until it is closed. */
final class ReconcileSchedule implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("dev.registrant.reconcile");

  private final Thread thread;

  private ReconcileSchedule(Thread thread) {
    this.thread = thread;
  }

  static ReconcileSchedule start(Registrant registrant, Duration every, Platform platform) {
    Thread thread = new Thread(() -> run(registrant, every, platform), "registrant-reconcile");
    thread.setDaemon(true);
    thread.start();
    return new ReconcileSchedule(thread);
  }

  private static void run(Registrant registrant, Duration every, Platform platform) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        platform.sleep(every);
        reconcile(registrant);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whatever is wrong with one account or provider, debts are looked for again. */
  private static void reconcile(Registrant registrant) {
    try {
      registrant.reconcile();
    } catch (RuntimeException | Error e) {
      LOG.warn("registrant.reconcile failed: {}", e.getClass().getName());
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
