package dev.registrant.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.Event.Reconciled;
import dev.registrant.ForwardingStore;
import dev.registrant.ProviderCatalog;
import dev.registrant.Registrant;
import dev.registrant.Store;
import dev.registrant.testkit.FakePlatform;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReconcileScheduleTest {
  private static final Duration EVERY = Duration.ofMinutes(7);

  private final FakePlatform platform = new FakePlatform();
  private final BlockingQueue<Duration> asleep = new LinkedBlockingQueue<>();
  private final Semaphore wake = new Semaphore(0);
  private final AtomicReference<Thread> sleeper = new AtomicReference<>();
  private final AtomicInteger reconciled = new AtomicInteger();
  private final AtomicReference<Error> broken = new AtomicReference<>();
  private final Registrant registrant = registrant();

  @AfterEach
  void close() {
    registrant.close();
  }

  @Test
  void reconcilesWithTheGivenTimeBetween() throws Exception {
    for (int times = 0; times < 3; times++) {
      assertEquals(EVERY, asleep.take());
      assertEquals(times, reconciled.get());
      wake.release();
    }
  }

  @Test
  void errorDoesNotEndIt() throws Exception {
    broken.set(new StackOverflowError());
    asleep.take();
    wake.release();
    asleep.take();
    assertEquals(0, reconciled.get());
    broken.set(null);
    wake.release();
    asleep.take();
    assertEquals(1, reconciled.get());
  }

  @Test
  void endsWhenTheRegistrantIsClosed() throws Exception {
    asleep.take();
    registrant.close();
    sleeper.get().join();
    assertEquals(0, reconciled.get());
    assertTrue(asleep.isEmpty());
  }

  private Registrant registrant() {
    platform.onSleep(this::sleep);
    return Registrant.builder()
        .providers(ProviderCatalog.of(List.of(new StubProvider())))
        .platform(platform)
        .store(new BreakableStore())
        .account(Bench.account("main"))
        .listener(
            event -> {
              if (event instanceof Reconciled) {
                reconciled.incrementAndGet();
              }
            })
        .reconcileEvery(EVERY)
        .build();
  }

  private void sleep(Duration duration) {
    sleeper.set(Thread.currentThread());
    asleep.add(duration);
    try {
      wake.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class BreakableStore extends ForwardingStore {
    BreakableStore() {
      super(Store.inMemory());
    }

    @Override
    public Store forReconciliation() {
      Error error = broken.get();
      if (error != null) {
        throw error;
      }
      return store();
    }
  }
}
