package dev.registrant.testkit.engine;

import static dev.registrant.testkit.engine.StubProvider.app;
import static dev.registrant.testkit.engine.StubProvider.named;
import static dev.registrant.testkit.engine.StubProvider.sent;

import dev.registrant.CacheStatistics;
import dev.registrant.Registration;
import dev.registrant.spi.App;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;

/** An account with a cache, at a vendor that counts reads and whose one app has a name. */
abstract class CacheScenario {
  Bench bench = new Bench();
  final AtomicInteger requests = new AtomicInteger();
  final AtomicReference<String> name = new AtomicReference<>("first");

  CacheScenario() {
    countReads();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  void countReads() {
    bench.stub.find =
        (id, call) -> {
          requests.incrementAndGet();
          App read = app(named(name.get()));
          return sent(call, "GET", new App(id, read.clientId(), read.status(), read.metadata()));
        };
  }

  CacheStatistics statistics() {
    return bench.registrant.account("main").cacheStatistics();
  }

  static String nameOf(Registration registration) {
    return registration.app().metadata().clientName().orElseThrow();
  }

  static Future<Registration> start(Callable<Registration> call) {
    FutureTask<Registration> task = new FutureTask<>(call);
    new Thread(null, task, "caller", 256 * 1024).start();
    return task;
  }

  static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistrationException.Interrupted(
          "interrupted", "Call again", ErrorDetails.builder(Outcome.NOT_APPLIED).build());
    }
  }

  /** Waits until a thread waits for something, as those do who wait for another's read. */
  static void awaitBlocked(Thread thread) throws InterruptedException {
    while (thread.getState() != Thread.State.WAITING
        && thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.sleep(1);
    }
  }
}
