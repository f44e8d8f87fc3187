package dev.registrant.http;

import static java.util.Objects.requireNonNull;

import dev.registrant.spi.Call;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The access token of an account that is given one for some time, by client credentials (RFC 6749
 * section 4.4) or an assertion (RFC 7523). One for all requests of an account; to be handed to
 * {@link HttpApi.Builder#authorization(String, TokenSource)}.
 *
 * <ul>
 *   <li>A token is kept until it ends. From a tenth of its life before that, at most a minute, one
 *       caller asks for the next one, for 5 seconds and half of its time at most; all others use
 *       the old one up, and so does that caller if it gets none. The next such try is made 5
 *       seconds later at the earliest.
 *   <li>Without a token one caller asks and the others wait. They all use what it gets, and fail as
 *       it does if the vendor refuses or cannot be reached. If only its own time, its gate or an
 *       interrupt stopped it, the next one asks.
 *   <li>A token of unknown life is used by those who waited for it and not kept.
 * </ul>
 *
 * <p>Thread-safe, and fit for virtual threads: no lock is held while somebody asks or waits. Shows
 * no token in its {@code toString}, its errors and its log.
 */
public final class TokenSource {
  private static final Logger LOG = LoggerFactory.getLogger(TokenSource.class);
  private static final Duration MOST_MARGIN = Duration.ofMinutes(1);
  private static final Duration EARLY_TIME = Duration.ofSeconds(5);
  private static final Duration EARLY_PAUSE = Duration.ofSeconds(5);

  /** A vendor may name any number; longer than this it cannot be counted with. */
  private static final Duration LONGEST_LIFE = Duration.ofDays(365);

  private final Request request;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable Kept kept;

  // With the lock only:
  private final TokenQueue queue = new TokenQueue();
  private Instant earlyAgain = Instant.MIN;
  private Optional<Secret> lastRefused = Optional.empty();
  private boolean refusedCameAgain;

  /** Asks a vendor for an access token. Thread-safe; mostly {@link TokenEndpoint#ask}. */
  @FunctionalInterface
  public interface Request {
    /**
     * Asks once, blocking.
     *
     * @param call what the request belongs to; its requests change nothing at the vendor, and it
     *     may have less time than the caller's
     * @throws RegistrationException if there is no token; with any other exception the account is
     *     not authenticated, and only the type is told
     */
    AccessToken ask(Call call);
  }

  private record Kept(Secret token, Instant renewal, Instant end) {
    static Kept of(Secret token, Duration life, Instant now) {
      Duration counted = shorter(life, LONGEST_LIFE);
      Instant end = now.plus(counted);
      return new Kept(token, end.minus(shorter(counted.dividedBy(10), MOST_MARGIN)), end);
    }

    boolean isGood(Instant now) {
      return now.isBefore(end);
    }

    boolean isFresh(Instant now) {
      return now.isBefore(renewal);
    }
  }

  /**
   * Makes a source that has no token yet. Asks for none.
   *
   * @param request how to get one
   * @param clock the connection's
   */
  public TokenSource(Request request, InstantSource clock) {
    this.request = requireNonNull(request, "request");
    this.clock = requireNonNull(clock, "clock");
  }

  /**
   * Returns a token that is good now. May block, within the deadline of the call: to ask the vendor
   * through the gate of the call, or to wait for another caller who asks.
   *
   * @throws RegistrationException if there is none; nothing was carried out then, and the error is
   *     not {@link ErrorDetails#credentialRenewable() renewable}: as the request failed, {@link
   *     RegistrationException.Unavailable} if none came within the deadline, or {@link
   *     RegistrationException.Interrupted}
   */
  public Secret get(Call call) {
    Kept fresh = kept;
    if (fresh != null && fresh.isFresh(clock.instant())) {
      return fresh.token();
    }
    boolean early;
    CompletableFuture<Optional<Secret>> turn;
    lock.lock();
    try {
      Instant now = clock.instant();
      Kept old = kept;
      early = old != null && old.isGood(now);
      if (old != null
          && early
          && (queue.isAsking() || old.isFresh(now) || now.isBefore(earlyAgain))) {
        return old.token();
      }
      turn = queue.join();
    } finally {
      lock.unlock();
    }
    return early ? renewed(call) : awaited(turn, call);
  }

  /**
   * Forgets a token the vendor refused with 401, and only that one: a newer one stays. Sends
   * nothing and does not wait. {@link HttpApi} calls it by itself.
   *
   * @param used the token that was refused
   * @return whether another one can be had; false if the vendor was asked after an earlier refusal
   *     of the same token and gave it again
   */
  public boolean refused(Secret used) {
    lock.lock();
    try {
      Kept current = kept;
      boolean isCurrent = current != null && current.token().equals(used);
      if (isCurrent) {
        kept = null;
      }
      if (lastRefused.filter(used::equals).isPresent()) {
        return !refusedCameAgain || (current != null && !isCurrent);
      }
      lastRefused = Optional.of(used);
      refusedCameAgain = false;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** It is the caller's turn to ask, though the old token is still good. */
  private Secret renewed(Call call) {
    ReadingCall asking = new ReadingCall(call, shorter(EARLY_TIME, call.remaining().dividedBy(2)));
    try {
      return ask(asking);
    } catch (RegistrationException.Interrupted e) {
      throw e;
    } catch (RegistrationException e) {
      LOG.debug("an access token could not be renewed early: {}", e.kind());
      Kept old = kept;
      if (old != null && old.isGood(clock.instant())) {
        return old.token();
      }
      if (isOwn(e, asking) && !call.remaining().isZero()) {
        return get(call);
      }
      throw e;
    }
  }

  private Secret awaited(CompletableFuture<Optional<Secret>> turn, Call call) {
    try {
      Optional<Secret> token =
          turn.get(TimeUnit.NANOSECONDS.convert(call.remaining()), TimeUnit.NANOSECONDS);
      return token.isPresent() ? token.get() : ask(new ReadingCall(call, call.remaining()));
    } catch (ExecutionException e) {
      throw TokenFailures.shared((RegistrationException) requireNonNull(e.getCause()), call);
    } catch (TimeoutException e) {
      withLock(() -> queue.leave(turn));
      throw TokenFailures.late(call);
    } catch (InterruptedException e) {
      withLock(() -> queue.leave(turn));
      Thread.currentThread().interrupt();
      throw TokenFailures.interrupted(call);
    }
  }

  private Secret ask(ReadingCall asking) {
    boolean told = false;
    try {
      AccessToken token = requireNonNull(request.ask(asking), "access token");
      keep(token);
      tell(turn -> turn.complete(Optional.of(token.value())));
      told = true;
      return token.value();
    } catch (RuntimeException e) {
      RegistrationException failure = TokenFailures.of(e, asking);
      withLock(() -> earlyAgain = clock.instant().plus(EARLY_PAUSE));
      if (!isOwn(failure, asking)) {
        RegistrationException copy = failure.with(failure.details());
        tell(turn -> turn.completeExceptionally(copy));
        told = true;
      }
      throw failure;
    } finally {
      if (!told) {
        withLock(queue::next);
      }
    }
  }

  private void keep(AccessToken token) {
    Instant now = clock.instant();
    Duration life = token.life().orElse(Duration.ZERO);
    withLock(
        () -> {
          if (life.compareTo(Duration.ZERO) > 0) {
            kept = Kept.of(token.value(), life, now);
          } else {
            earlyAgain = now.plus(EARLY_PAUSE);
          }
          refusedCameAgain |= lastRefused.filter(token.value()::equals).isPresent();
        });
  }

  /** Ends the asking and tells those who wait, without the lock: they may be many. */
  private void tell(Consumer<CompletableFuture<Optional<Secret>>> what) {
    List<CompletableFuture<Optional<Secret>>> others = new ArrayList<>();
    withLock(() -> others.addAll(queue.end()));
    others.forEach(what);
  }

  /** Whether the asking caller alone was stopped, so that another one may have more luck. */
  private static boolean isOwn(RegistrationException failure, ReadingCall asking) {
    int status = failure.details().httpStatus().orElse(200);
    boolean answered = status < 200 || status > 299;
    return failure instanceof RegistrationException.Interrupted
        || asking.wasStoppedAtTheGate()
        || (!answered && asking.remaining().isZero());
  }

  private void withLock(Runnable change) {
    lock.lock();
    try {
      change.run();
    } finally {
      lock.unlock();
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
