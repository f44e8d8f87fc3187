package dev.registrant.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.http.Widgets.Widget;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An interrupt ends a call wherever it hangs. A call that goes on hanging fails by time-out. */
@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InterruptionTest {
  @AfterEach
  void clear() {
    Thread.interrupted();
  }

  @ParameterizedTest
  @EnumSource
  void endsWrite(Stall stall) throws Exception {
    try (Stall.Scene scene = stall.open()) {
      Ended ended =
          interrupted(
              scene, () -> scene.widgets().create(Widget.named("a"), FakeCall.write().options()));
      RegistrationException thrown =
          assertInstanceOf(RegistrationException.Interrupted.class, ended.failure());
      assertEquals(stall.sent ? Outcome.UNKNOWN : Outcome.NOT_APPLIED, thrown.outcome());
      assertTrue(ended.stillInterrupted());
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsRead(Stall stall) throws Exception {
    try (Stall.Scene scene = stall.open()) {
      Ended ended = interrupted(scene, () -> scene.widgets().find("a", FakeCall.read().options()));
      RegistrationException thrown =
          assertInstanceOf(RegistrationException.Interrupted.class, ended.failure());
      assertEquals(Outcome.NOT_APPLIED, thrown.outcome());
      assertTrue(ended.stillInterrupted());
    }
  }

  @Test
  void sendsNothingIfItCameBefore() throws Exception {
    try (FakeContext context = new FakeContext();
        RawServer server = RawServer.answering(200, "", "{}")) {
      Widgets widgets = Widgets.open(context, server.url());
      Ended ended =
          run(() -> {
                Thread.currentThread().interrupt();
                widgets.create(Widget.named("a"), FakeCall.write().options());
              })
              .join();
      assertInstanceOf(RegistrationException.Interrupted.class, ended.failure());
      assertTrue(ended.stillInterrupted());
      assertTrue(server.requests().isEmpty());
    }
  }

  private record Ended(Throwable failure, boolean stillInterrupted) {}

  private static Ended interrupted(Stall.Scene scene, Runnable call) throws Exception {
    scene.prepare();
    CompletableFuture<Thread> caller = new CompletableFuture<>();
    CompletableFuture<Ended> end =
        run(
            () -> {
              caller.complete(Thread.currentThread());
              call.run();
            });
    scene.awaitStall();
    caller.get().interrupt();
    return end.get();
  }

  private static CompletableFuture<Ended> run(Runnable call) {
    CompletableFuture<Ended> end = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              Throwable failure = new AssertionError("the call succeeded");
              try {
                call.run();
              } catch (RuntimeException e) {
                failure = e;
              }
              end.complete(new Ended(failure, Thread.currentThread().isInterrupted()));
            },
            "caller");
    thread.setDaemon(true);
    thread.start();
    return end;
  }
}
