package dev.registrant.http;

import dev.registrant.spi.Call;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Somebody who wants a token, in a thread of their own. */
final class Caller {
  private final Thread thread;
  private final CompletableFuture<Got> end = new CompletableFuture<>();

  private record Got(String token, boolean interrupted) {}

  private Caller(TokenSource tokens, Call call) {
    this.thread = new Thread(() -> follow(tokens, call), "caller");
    thread.setDaemon(true);
    thread.start();
  }

  static Caller of(TokenSource tokens, Call call) {
    return new Caller(tokens, call);
  }

  private void follow(TokenSource tokens, Call call) {
    try {
      Secret token = tokens.get(call);
      end.complete(new Got(token.reveal(), Thread.currentThread().isInterrupted()));
    } catch (Throwable e) {
      if (Thread.currentThread().isInterrupted()) {
        e.addSuppressed(new InterruptedException("the thread is interrupted"));
      }
      end.completeExceptionally(e);
    }
  }

  /** Starts somebody and returns when they wait for the one who asks. */
  static Caller waiting(TokenSource tokens, Call call) throws InterruptedException {
    Caller caller = of(tokens, call);
    while (caller.thread.getState() != Thread.State.TIMED_WAITING && !caller.end.isDone()) {
      Thread.sleep(1);
    }
    return caller;
  }

  void interrupt() {
    thread.interrupt();
  }

  boolean isDone() {
    return end.isDone();
  }

  String token() throws InterruptedException, ExecutionException {
    return end.get().token();
  }

  /** Why there was no token. */
  RegistrationException failure() throws InterruptedException {
    return (RegistrationException) thrown();
  }

  Throwable thrown() throws InterruptedException {
    try {
      throw new AssertionError("there was a token: " + end.get());
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }

  /** Whether the interrupt status of the thread was set when it failed. */
  boolean wasInterrupted() throws InterruptedException {
    return thrown().getSuppressed().length > 0;
  }
}
