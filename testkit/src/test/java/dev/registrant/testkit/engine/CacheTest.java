package dev.registrant.testkit.engine;

import static dev.registrant.testkit.engine.StubProvider.ID;
import static dev.registrant.testkit.engine.StubProvider.app;
import static dev.registrant.testkit.engine.StubProvider.named;
import static dev.registrant.testkit.engine.StubProvider.sent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.CacheStatistics;
import dev.registrant.Policies;
import dev.registrant.Policies.CachePolicy;
import dev.registrant.Registration;
import dev.registrant.Store;
import dev.registrant.spi.Answer;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class CacheTest {
  private Bench bench = new Bench();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicReference<String> name = new AtomicReference<>("first");

  CacheTest() {
    countReads();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void appThatWasJustReadIsNotReadAgain() {
    Registration first = bench.apps().find(ID);
    name.set("second");
    assertEquals(first, bench.apps().find(ID));
    assertEquals(1, requests.get());
  }

  @Test
  void appIsReadAgainWhenItsTimeIsOver() {
    bench.apps().find(ID);
    name.set("second");
    bench.platform.advance(Duration.ofSeconds(30));
    assertEquals("second", nameOf(bench.apps().find(ID)));
  }

  @Test
  void freshReadGoesToTheVendorAndIsKept() {
    bench.apps().find(ID);
    name.set("second");
    assertEquals("second", nameOf(bench.apps().fresh().find(ID)));
    assertEquals("second", nameOf(bench.apps().find(ID)));
    assertEquals(2, requests.get());
  }

  @Test
  void nothingIsKeptWithoutAPolicy() {
    bench.close();
    bench = new Bench(Policies.defaults().withCache(Optional.empty()), Store.inMemory());
    countReads();
    bench.apps().find(ID);
    bench.apps().find(ID);
    assertEquals(2, requests.get());
    assertEquals(new CacheStatistics(0, 0, 0, 0), statistics());
  }

  @Test
  void noMoreAppsAreKeptThanAllowed() {
    bench.close();
    CachePolicy small = new CachePolicy(2, Duration.ofSeconds(30));
    bench = new Bench(Policies.defaults().withCache(Optional.of(small)), Store.inMemory());
    countReads();
    for (int i = 0; i < 20; i++) {
      bench.apps().find(new AppId("app-" + i));
    }
    assertTrue(statistics().size() <= 2, statistics().toString());
    assertEquals(18, statistics().evictions());
  }

  @Test
  void missingAppIsNotRemembered() {
    bench.stub.find =
        (id, call) -> {
          call.beforeRequest("GET").answered(404);
          throw Failures.notFound();
        };
    assertThrows(RegistrationException.NotFound.class, () -> bench.apps().find(ID));
    countReads();
    assertEquals("first", nameOf(bench.apps().find(ID)));
  }

  @Test
  void statisticsTellHitsAndMisses() {
    bench.apps().find(ID);
    bench.apps().find(ID);
    bench.apps().find(ID);
    assertEquals(new CacheStatistics(2, 1, 0, 1), statistics());
  }

  @Test
  void readByTheIdOfTheRegistrationCountsOnce() {
    AppId ours = new AppId(bench.apps().adopt(ID).id().orElseThrow().value());
    bench.apps().find(ours);
    bench.apps().find(ours);
    assertEquals(new CacheStatistics(1, 1, 0, 1), statistics());
  }

  @Test
  void appThatTheVendorDoesNotFindIsForgotten() {
    Map<String, Executable> calls =
        Map.of(
            "find", () -> bench.apps().fresh().find(ID),
            "update", () -> bench.apps().update(ID, named("second")),
            "delete", () -> bench.apps().delete(ID));
    calls.forEach(
        (name, call) -> {
          countReads();
          bench.apps().find(ID);
          bench.stub.find =
              (id, sent) -> {
                sent.beforeRequest("GET").answered(404);
                throw Failures.notFound();
              };
          assertThrows(RegistrationException.NotFound.class, call, name);
          assertThrows(RegistrationException.NotFound.class, () -> bench.apps().find(ID), name);
        });
  }

  @Test
  void accountsDoNotShareApps() {
    var second = bench.open("second");
    bench.apps().find(ID);
    second.find(ID);
    assertEquals(2, requests.get());
  }

  @Test
  void changeByAnotherAccountIsSeenByTheNextRead() {
    var second = bench.open("second");
    bench.apps().find(ID);
    bench.stub.update =
        (wanted, call) -> {
          name.set("second");
          return sent(call, "PATCH", app(wanted));
        };
    second.update(ID, named("second"));
    assertEquals("second", nameOf(bench.apps().find(ID)));
  }

  @Test
  void appThatAnotherAccountDeletedIsNotServed() {
    var second = bench.open("second");
    bench.apps().find(ID);
    bench.stub.delete =
        (id, call) -> {
          bench.stub.find =
              (gone, get) -> {
                get.beforeRequest("GET").answered(404);
                throw Failures.notFound();
              };
          return sent(call, "DELETE", id);
        };
    second.delete(ID);
    assertThrows(RegistrationException.NotFound.class, () -> bench.apps().find(ID));
  }

  @Test
  void closedAccountServesNothing() {
    var apps = bench.apps();
    apps.find(ID);
    bench.registrant.close("main");
    assertThrows(RegistrationException.NotFound.class, () -> apps.find(ID));
  }

  @Test
  void changeIsSeenByTheNextRead() {
    bench.apps().find(ID);
    bench.stub.update =
        (wanted, call) -> {
          name.set("second");
          return sent(call, "PATCH", app(wanted));
        };
    bench.apps().update(ID, named("second"));
    assertEquals("second", nameOf(bench.apps().find(ID)));
  }

  @Test
  void lostChangeIsLookedForByTheNextRead() {
    bench.apps().find(ID);
    bench.stub.update =
        (wanted, call) -> {
          call.beforeRequest("PATCH").unanswered();
          name.set("second");
          throw Failures.lost();
        };
    assertThrows(RegistrationException.class, () -> bench.apps().update(ID, named("second")));
    assertEquals("second", nameOf(bench.apps().find(ID)));
  }

  @Test
  void adoptedAppIsARegistrationInTheNextRead() {
    assertFalse(bench.apps().find(ID).id().isPresent());
    bench.apps().adopt(ID);
    assertTrue(bench.apps().find(ID).id().isPresent());
  }

  @Test
  void credentialThatAReadBringsIsTold() {
    bench.apps().adopt(ID);
    bench.apps().find(ID);
    bench.stub.find = (id, call) -> StubProvider.bringing(Secret.of("s3cret"), call);
    assertEquals(1, bench.apps().fresh().find(ID).credentials().size());
    assertEquals(1, bench.apps().find(ID).credentials().size());
  }

  @Test
  void whatWasReadBeforeAChangeIsNotServedAfterIt() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch changed = new CountDownLatch(1);
    bench.stub.find =
        (id, call) -> {
          call.beforeRequest("GET").answered(200);
          Answer<App> answer = Answer.of(app(named(name.get())), Optional.empty());
          if (requests.incrementAndGet() == 1) {
            reading.countDown();
            await(changed);
          }
          return answer;
        };
    bench.stub.update =
        (wanted, call) -> {
          name.set("second");
          return sent(call, "PATCH", app(wanted));
        };
    Future<Registration> slow = start(() -> bench.apps().find(ID));
    reading.await();
    bench.apps().update(ID, named("second"));
    changed.countDown();
    assertEquals("first", nameOf(slow.get()));
    assertEquals("second", nameOf(bench.apps().find(ID)));
  }

  @Test
  void whatWasCachedIsNotServedOnceAChangeMayHaveBeenSent() throws Exception {
    bench.apps().find(ID);
    CountDownLatch applied = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    bench.stub.update =
        (wanted, call) -> {
          name.set("second");
          applied.countDown();
          await(answered);
          return sent(call, "PATCH", app(wanted));
        };
    Future<Registration> change = start(() -> bench.apps().update(ID, named("second")));
    applied.await();
    Registration meanwhile = bench.apps().find(ID);
    answered.countDown();
    change.get();
    assertEquals("second", nameOf(meanwhile));
  }

  @Test
  void whatIsReadWhileAChangeIsUnderWayIsNotKept() throws Exception {
    CountDownLatch sent = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    bench.stub.update =
        (wanted, call) -> {
          sent.countDown();
          await(answered);
          return sent(call, "PATCH", app(wanted));
        };
    Future<Registration> change = start(() -> bench.apps().update(ID, named("second")));
    sent.await();
    bench.apps().find(ID);
    bench.apps().fresh().find(ID);
    name.set("second"); // The vendor carries it out now.
    Registration meanwhile = bench.apps().find(ID);
    answered.countDown();
    change.get();
    assertEquals("second", nameOf(meanwhile));
  }

  @Test
  void whatIsReadDuringOneOfTwoChangesIsNotKeptWhenTheOtherEnds() throws Exception {
    var second = bench.open("second");
    CountDownLatch sent = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    bench.stub.update =
        (wanted, call) -> {
          if (wanted.equals(named("slow"))) {
            sent.countDown();
            await(answered);
          }
          return sent(call, "PATCH", app(wanted));
        };
    Future<Registration> slow = start(() -> bench.apps().update(ID, named("slow")));
    sent.await();
    second.update(ID, named("quick"));
    bench.apps().find(ID);
    name.set("slow");
    Registration meanwhile = bench.apps().find(ID);
    answered.countDown();
    slow.get();
    assertEquals("slow", nameOf(meanwhile));
  }

  @Test
  void readThatBeganDuringAChangeIsNotServedToThoseWhoAskAfterIt() throws Exception {
    CountDownLatch sent = new CountDownLatch(1);
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch changed = new CountDownLatch(1);
    bench.stub.update =
        (wanted, call) -> {
          sent.countDown();
          await(reading);
          name.set("second");
          return sent(call, "PATCH", app(wanted));
        };
    Future<Registration> change = start(() -> bench.apps().update(ID, named("second")));
    sent.await();
    bench.stub.find =
        (id, call) -> {
          Answer<App> answer = sent(call, "GET", app(named(name.get())));
          reading.countDown();
          await(changed);
          return answer;
        };
    Future<Registration> slow = start(() -> bench.apps().find(ID));
    change.get();
    countReads();
    changed.countDown();
    assertEquals("first", nameOf(slow.get()));
    assertEquals("second", nameOf(bench.apps().find(ID)));
  }

  @Test
  void appIsKeptAgainAfterAChange() {
    bench.apps().update(ID, named("second"));
    bench.apps().find(ID);
    int before = requests.get();
    bench.apps().find(ID);
    assertEquals(before, requests.get());
  }

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

  private void countReads() {
    bench.stub.find =
        (id, call) -> {
          requests.incrementAndGet();
          App read = app(named(name.get()));
          return sent(call, "GET", new App(id, read.clientId(), read.status(), read.metadata()));
        };
  }

  private CacheStatistics statistics() {
    return bench.registrant.account("main").cacheStatistics();
  }

  private static String nameOf(Registration registration) {
    return registration.app().metadata().clientName().orElseThrow();
  }

  private static Future<Registration> start(Callable<Registration> call) {
    FutureTask<Registration> task = new FutureTask<>(call);
    new Thread(null, task, "caller", 256 * 1024).start();
    return task;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistrationException.Interrupted(
          "interrupted", "Call again", ErrorDetails.builder(Outcome.NOT_APPLIED).build());
    }
  }

  /** Waits until a thread waits for something, as those do who wait for another's read. */
  private static void awaitBlocked(Thread thread) throws InterruptedException {
    while (thread.getState() != Thread.State.WAITING
        && thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.sleep(1);
    }
  }
}
