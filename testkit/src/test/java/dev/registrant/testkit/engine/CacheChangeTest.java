package dev.registrant.testkit.engine;

import static dev.registrant.testkit.engine.StubProvider.ID;
import static dev.registrant.testkit.engine.StubProvider.app;
import static dev.registrant.testkit.engine.StubProvider.named;
import static dev.registrant.testkit.engine.StubProvider.sent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.Registration;
import dev.registrant.spi.Answer;
import dev.registrant.spi.App;
import dev.registrant.spi.RegistrationException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Nothing is served from before a change. */
class CacheChangeTest extends CacheScenario {
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
}
