package dev.registrant.http;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.spi.Call;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.RequestPermit;
import dev.registrant.spi.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What many callers get at once. Whoever waits in vain fails by time-out. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TokenSharingTest {
  private static final Duration SHORT = Duration.ofMillis(500);

  private final TokenServer server = new TokenServer();
  private final TokenSource tokens = server.tokens();
  private TokenServer.@Nullable Asked held;

  /** The first exchange of a JVM takes longer than the short time. */
  @BeforeAll
  static void warmUp() throws Exception {
    try (TokenServer first = new TokenServer()) {
      Caller caller = Caller.of(first.tokens(), FakeCall.read());
      first.next().gives("t0", 1);
      caller.token();
    }
  }

  @AfterEach
  void close() throws Exception {
    server.close();
  }

  @Test
  void tenThousandCallersMakeOneRequest() throws Exception {
    int atOnce = 200;
    CountDownLatch started = new CountDownLatch(atOnce);
    ExecutorService threads = Executors.newFixedThreadPool(atOnce);
    try {
      List<Future<Secret>> callers = new ArrayList<>();
      for (int i = 0; i < 10_000; i++) {
        callers.add(
            threads.submit(
                () -> {
                  started.countDown();
                  return tokens.get(FakeCall.read());
                }));
      }
      started.await();
      server.next().gives("t1", 3600);
      for (Future<Secret> caller : callers) {
        assertEquals("t1", caller.get().reveal());
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(1, server.requests());
  }

  @Test
  void thoseWhoWaitedUseATokenOfUnknownLife() throws Exception {
    Caller asking = asking();
    List<Caller> waiting = waiting(20);
    asked().answers(200, "{\"access_token\":\"t1\"}");
    assertEquals("t1", asking.token());
    for (Caller caller : waiting) {
      assertEquals("t1", caller.token());
    }
    assertEquals(1, server.requests());
    Caller later = Caller.of(tokens, FakeCall.read());
    server.next().gives("t2", 3600);
    assertEquals("t2", later.token());
  }

  @Test
  void thoseWhoWaitedShareARefusal() throws Exception {
    Caller asking = asking();
    List<Caller> waiting = waiting(20);
    asked().answers(401, "{\"error\":\"invalid_client\"}");
    assertInstanceOf(RegistrationException.Unauthenticated.class, asking.failure());
    for (Caller caller : waiting) {
      RegistrationException failure = caller.failure();
      assertInstanceOf(RegistrationException.Unauthenticated.class, failure);
      assertEquals(OptionalInt.of(401), failure.details().httpStatus());
      assertEquals(Optional.of("invalid_client"), failure.details().vendorCode());
      assertFalse(failure.details().credentialRenewable());
    }
    assertEquals(1, server.requests());
  }

  @Test
  void sharedFailureIsOneOfTheCallerAndItsCall() throws Exception {
    Caller asking = asking();
    Caller waiting = Caller.waiting(tokens, FakeCall.write());
    asked().answers(503, "");
    RegistrationException first = asking.failure();
    RegistrationException second = waiting.failure();
    assertNotSame(first, second);
    assertEquals(Optional.of("apps.get"), first.details().operation());
    assertEquals(Optional.of("apps.create"), second.details().operation());
    assertEquals(Outcome.NOT_APPLIED, second.outcome());
    assertTrue(passes(first, "ask"));
    assertFalse(passes(second, "ask"));
    assertTrue(passes(second, "awaited"));
  }

  @Test
  void thoseWhoWaitedShareABrokenConnection() throws Exception {
    Caller asking = asking();
    List<Caller> waiting = waiting(20);
    asked().breaks();
    assertInstanceOf(RegistrationException.Unavailable.class, asking.failure());
    for (Caller caller : waiting) {
      assertInstanceOf(RegistrationException.Unavailable.class, caller.failure());
    }
    assertEquals(1, server.requests());
  }

  @Test
  void anotherOneAsksIfTheOneWhoAskedIsInterrupted() throws Exception {
    Caller asking = asking();
    List<Caller> waiting = waiting(20);
    asking.interrupt();
    assertInstanceOf(RegistrationException.Interrupted.class, asking.failure());
    assertTrue(asking.wasInterrupted());
    server.next().gives("t2", 3600);
    for (Caller caller : waiting) {
      assertEquals("t2", caller.token());
    }
    assertEquals(2, server.requests());
  }

  @Test
  void anotherOneAsksIfTheTimeOfTheOneWhoAskedIsOver() throws Exception {
    Caller asking = Caller.of(tokens, FakeCall.of(Operation.APPS_GET, SHORT));
    server.next();
    List<Caller> waiting = waiting(20);
    RegistrationException failure = asking.failure();
    assertInstanceOf(RegistrationException.Unavailable.class, failure);
    assertEquals("the deadline passed", failure.problem());
    server.next().gives("t2", 3600);
    for (Caller caller : waiting) {
      assertEquals("t2", caller.token());
    }
    assertEquals(2, server.requests());
  }

  @Test
  void anotherOneAsksIfTheTimeIsOverInTheMiddleOfTheAnswer() throws Exception {
    try (FakeContext context = new FakeContext();
        RawServer slow =
            RawServer.start(
                peer -> {
                  peer.receive();
                  peer.raw("HTTP/1.1 200 X\r\nContent-Length: 10\r\n\r\n{");
                  peer.hold();
                })) {
      TokenEndpoint endpoint =
          TokenEndpoint.open(
              HttpApi.builder(context).baseUrl(slow.url()), "/token", TokenError::read);
      TokenSource source =
          new TokenSource(call -> endpoint.ask(TokenServer.grant(), call), server.clock());
      Caller asking = Caller.of(source, FakeCall.of(Operation.APPS_GET, SHORT));
      slow.awaitHold();
      Caller waiting =
          Caller.waiting(source, FakeCall.of(Operation.APPS_GET, SHORT.multipliedBy(4)));
      assertEquals("the deadline passed", asking.failure().problem());
      assertEquals("the deadline passed", waiting.failure().problem());
      assertEquals(2, slow.requests().size());
    }
  }

  @Test
  void anotherOneAsksIfTheGateStoppedTheOneWhoAsked() throws Exception {
    CountDownLatch atTheGate = new CountDownLatch(1);
    CountDownLatch stop = new CountDownLatch(1);
    Caller asking = Caller.of(tokens, stoppedAtTheGate(atTheGate, stop));
    atTheGate.await();
    Caller waiting = Caller.waiting(tokens, FakeCall.read());
    stop.countDown();
    assertInstanceOf(RegistrationException.RateLimited.class, asking.failure());
    server.next().gives("t1", 3600);
    assertEquals("t1", waiting.token());
    assertEquals(1, server.requests());
  }

  @Test
  void anotherOneAsksAfterAnError() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch stop = new CountDownLatch(1);
    TokenSource source =
        new TokenSource(
            call -> {
              if (asked.getCount() == 0) {
                return new AccessToken(Secret.of("t1"), Optional.empty());
              }
              asked.countDown();
              await(stop);
              throw new StackOverflowError();
            },
            server.clock());
    Caller asking = Caller.of(source, FakeCall.read());
    asked.await();
    Caller waiting = Caller.waiting(source, FakeCall.read());
    stop.countDown();
    assertInstanceOf(StackOverflowError.class, asking.thrown());
    assertEquals("t1", waiting.token());
  }

  @Test
  void turnOfOneWhoLeftIsTheNextOnes() throws Exception {
    Caller asking = asking();
    Caller leaving = Caller.waiting(tokens, FakeCall.read());
    Caller staying = Caller.waiting(tokens, FakeCall.read());
    leaving.interrupt();
    leaving.failure();
    asking.interrupt();
    server.next().gives("t2", 3600);
    assertEquals("t2", staying.token());
  }

  @Test
  void nextCallerAsksIfNobodyWaited() throws Exception {
    Caller asking = asking();
    asking.interrupt();
    asking.failure();
    Caller next = Caller.of(tokens, FakeCall.read());
    server.next().gives("t2", 3600);
    assertEquals("t2", next.token());
  }

  @Test
  void nobodyWaitsLongerThanTheirTime() throws Exception {
    Caller asking = asking();
    Caller waiting = Caller.waiting(tokens, FakeCall.of(Operation.APPS_CREATE, SHORT));
    RegistrationException failure = waiting.failure();
    assertInstanceOf(RegistrationException.Unavailable.class, failure);
    assertEquals("no access token came within the deadline", failure.problem());
    assertEquals(Outcome.NOT_APPLIED, failure.outcome());
    assertEquals(Optional.of("apps.create"), failure.details().operation());
    asked().gives("t1", 3600);
    assertEquals("t1", asking.token());
    assertEquals(1, server.requests());
  }

  @Test
  void interruptEndsTheWait() throws Exception {
    Caller asking = asking();
    Caller waiting = Caller.waiting(tokens, FakeCall.read());
    waiting.interrupt();
    RegistrationException failure = waiting.failure();
    assertInstanceOf(RegistrationException.Interrupted.class, failure);
    assertEquals(Outcome.NOT_APPLIED, failure.outcome());
    assertTrue(waiting.wasInterrupted());
    assertFalse(asking.isDone());
  }

  @Test
  void othersGoOnWithTheOldTokenWhileOneAsksEarly() throws Exception {
    keep("t1", 100);
    server.clock().putForward(Duration.ofSeconds(90));
    Caller asking = asking();
    TokenServer.Asked early = asked();
    for (int i = 0; i < 100; i++) {
      assertEquals("t1", tokens.get(FakeCall.read()).reveal());
    }
    assertFalse(asking.isDone());
    early.gives("t2", 100);
    assertEquals("t2", asking.token());
    assertEquals("t2", tokens.get(FakeCall.read()).reveal());
    assertEquals(2, server.requests());
  }

  @Test
  void oldTokenThatEndsDuringAnEarlyTryIsWaitedFor() throws Exception {
    keep("t1", 100);
    server.clock().putForward(Duration.ofSeconds(90));
    Caller asking = asking();
    TokenServer.Asked early = asked();
    server.clock().putForward(Duration.ofSeconds(10));
    List<Caller> waiting = waiting(20);
    early.gives("t2", 100);
    assertEquals("t2", asking.token());
    for (Caller caller : waiting) {
      assertEquals("t2", caller.token());
    }
    assertEquals(2, server.requests());
  }

  @Test
  void oldTokenIsUsedIfNoAnswerComesEarly() throws Exception {
    keep("t1", 100);
    server.clock().putForward(Duration.ofSeconds(90));
    FakeCall call = FakeCall.of(Operation.APPS_GET, SHORT.multipliedBy(6));
    assertEquals("t1", tokens.get(call).reveal());
    assertFalse(call.remaining().isZero());
    assertEquals("t1", tokens.get(FakeCall.read()).reveal());
    assertEquals(2, server.requests());
  }

  @Test
  void interruptEndsAnEarlyTry() throws Exception {
    keep("t1", 100);
    server.clock().putForward(Duration.ofSeconds(90));
    Caller asking = asking();
    asking.interrupt();
    assertInstanceOf(RegistrationException.Interrupted.class, asking.failure());
    assertEquals("t1", tokens.get(FakeCall.read()).reveal());
  }

  /** Somebody who asks, with all the time there is. */
  private Caller asking() throws InterruptedException {
    Caller caller = Caller.of(tokens, FakeCall.read());
    held = server.next();
    return caller;
  }

  /** The request of the one who asks. */
  private TokenServer.Asked asked() {
    return requireNonNull(held);
  }

  private List<Caller> waiting(int count) throws InterruptedException {
    List<Caller> callers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      callers.add(Caller.waiting(tokens, FakeCall.read()));
    }
    return callers;
  }

  private void keep(String token, long seconds) throws Exception {
    Caller caller = Caller.of(tokens, FakeCall.read());
    server.next().gives(token, seconds);
    assertEquals(token, caller.token());
  }

  private static boolean passes(Throwable thrown, String method) {
    return Arrays.stream(thrown.getStackTrace())
        .anyMatch(
            frame ->
                frame.getClassName().equals(TokenSource.class.getName())
                    && frame.getMethodName().equals(method));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A call that is refused at the gate, as one whose pause is longer than its time. */
  private static Call stoppedAtTheGate(CountDownLatch reached, CountDownLatch stop) {
    return new Call() {
      @Override
      public Operation operation() {
        return Operation.APPS_GET;
      }

      @Override
      public Duration remaining() {
        return Duration.ofMinutes(1);
      }

      @Override
      public RequestPermit beforeRequest(String method) {
        reached.countDown();
        await(stop);
        throw new RegistrationException.RateLimited(
            "pause", "Wait", ErrorDetails.builder(Outcome.NOT_APPLIED).build());
      }
    };
  }
}
