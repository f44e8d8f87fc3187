package dev.registrant.testkit.engine;

import static dev.registrant.testkit.engine.StubProvider.ID;
import static dev.registrant.testkit.engine.StubProvider.app;
import static dev.registrant.testkit.engine.StubProvider.named;
import static dev.registrant.testkit.engine.StubProvider.sent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.Registration;
import dev.registrant.spi.RegistrationException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Callers who ask for the same app at the same time. */
class CacheSharingTest extends CacheScenario {
  @Test
  void callersAtTheSameTimeMakeOneRequest() throws Exception {
    int callers = 1_000;
    CountDownLatch answered = new CountDownLatch(1);
    CountDownLatch started = new CountDownLatch(callers);
    bench.stub.find =
        (id, call) -> {
          requests.incrementAndGet();
          await(answered);
          return sent(call, "GET", app(named("first")));
        };
    List<Future<Registration>> all = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      all.add(
          start(
              () -> {
                started.countDown();
                return bench.apps().find(ID);
              }));
    }
    started.await();
    answered.countDown();
    for (Future<Registration> one : all) {
      assertEquals("first", nameOf(one.get()));
    }
    assertEquals(1, requests.get());
    assertEquals(callers, statistics().hits() + statistics().misses());
  }

  @Test
  void vendorsRefusalIsToldToAllWhoWait() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    bench.stub.find =
        (id, call) -> {
          call.beforeRequest("GET").answered(404);
          requests.incrementAndGet();
          await(answered);
          throw Failures.notFound();
        };
    List<Thread> threads = new ArrayList<>();
    List<FutureTask<Registration>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      FutureTask<Registration> one = new FutureTask<>(() -> bench.apps().find(ID));
      all.add(one);
      threads.add(new Thread(one));
      threads.get(i).start();
    }
    for (Thread thread : threads) {
      awaitBlocked(thread);
    }
    answered.countDown();
    List<Throwable> told = new ArrayList<>();
    for (FutureTask<Registration> one : all) {
      told.add(assertThrows(ExecutionException.class, one::get).getCause());
    }
    assertEquals(1, requests.get());
    assertTrue(told.stream().allMatch(RegistrationException.NotFound.class::isInstance));
    assertNotSame(told.get(0), told.get(1));
  }

  @Test
  void whoWaitsReadsItselfIfTheOneWhoReadWasInterrupted() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    bench.stub.find =
        (id, call) -> {
          if (requests.incrementAndGet() == 1) {
            reading.countDown();
            await(new CountDownLatch(1));
          }
          return sent(call, "GET", app(named("first")));
        };
    FutureTask<Registration> first = new FutureTask<>(() -> bench.apps().find(ID));
    Thread reader = new Thread(first);
    reader.start();
    reading.await();
    FutureTask<Registration> second = new FutureTask<>(() -> bench.apps().find(ID));
    Thread waiter = new Thread(second);
    waiter.start();
    awaitBlocked(waiter);
    reader.interrupt();
    assertEquals("first", nameOf(second.get()));
    assertThrows(ExecutionException.class, first::get);
    assertEquals(2, requests.get());
  }

  @Test
  void whoWaitsCanBeInterrupted() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    bench.stub.find =
        (id, call) -> {
          reading.countDown();
          await(answered);
          return sent(call, "GET", app(named("first")));
        };
    Future<Registration> first = start(() -> bench.apps().find(ID));
    reading.await();
    FutureTask<Registration> second = new FutureTask<>(() -> bench.apps().find(ID));
    Thread waiter = new Thread(second);
    waiter.start();
    awaitBlocked(waiter);
    waiter.interrupt();
    var error = assertThrows(ExecutionException.class, second::get);
    assertTrue(error.getCause() instanceof RegistrationException.Interrupted);
    answered.countDown();
    assertEquals("first", nameOf(first.get()));
  }
}
