package dev.registrant.http;

import dev.registrant.spi.Secret;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Those who wait for a token while one of them asks. What each waits for is the token; empty says
 * that it is their turn to ask. Not thread-safe, but for the waiting.
 */
final class TokenQueue {
  private final Set<CompletableFuture<Optional<Secret>>> waiting = new LinkedHashSet<>();
  private boolean asking;

  boolean isAsking() {
    return asking;
  }

  CompletableFuture<Optional<Secret>> join() {
    CompletableFuture<Optional<Secret>> turn = new CompletableFuture<>();
    if (asking) {
      waiting.add(turn);
    } else {
      asking = true;
      turn.complete(Optional.empty());
    }
    return turn;
  }

  /** Ends the wait of one; if it was their turn already, it is the next one's. */
  void leave(CompletableFuture<Optional<Secret>> turn) {
    waiting.remove(turn);
    boolean tooLate = !turn.cancel(false);
    if (tooLate && !turn.isCompletedExceptionally() && turn.join().isEmpty()) {
      next();
    }
  }

  /** Whoever asked has nothing to tell the others: the one who waited longest asks. */
  void next() {
    Iterator<CompletableFuture<Optional<Secret>>> longest = waiting.iterator();
    asking = longest.hasNext();
    if (asking) {
      CompletableFuture<Optional<Secret>> turn = longest.next();
      longest.remove();
      turn.complete(Optional.empty());
    }
  }

  /** Nobody asks any more. Returns those who waited, to be told. */
  List<CompletableFuture<Optional<Secret>>> end() {
    asking = false;
    List<CompletableFuture<Optional<Secret>>> all = List.copyOf(waiting);
    waiting.clear();
    return all;
  }
}
