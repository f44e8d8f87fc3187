package dev.registrant;

import static java.util.Objects.requireNonNull;

import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Makes many calls at once, so many in flight, and tells for each what became of it:
 *
 * <pre>{@code
 * List<Bulk.Item<Spec, Registration>> items =
 *     Bulk.inFlight(32).run(specs, spec -> apps.create(spec.metadata(), spec.key()));
 * }</pre>
 *
 * <p>One item's failure neither stops nor hides another's. An item that was refused for now ({@code
 * RateLimited}, not applied, with a time to wait) waits and is tried again while there is time for
 * it; nothing else is repeated beyond what the call does by itself. With keys, a whole run may be
 * repeated: what was done is not done twice.
 *
 * <p>Immutable; each method returns another one. Thread-safe, and may run several times.
 */
public final class Bulk {
  private final int inFlight;
  private final Duration within;
  private final Predicate<Progress> progress;
  private final ThreadFactory threads;
  private final Platform platform;

  private Bulk(
      int inFlight,
      Duration within,
      Predicate<Progress> progress,
      ThreadFactory threads,
      Platform platform) {
    this.inFlight = inFlight;
    this.within = within;
    this.progress = progress;
    this.threads = threads;
    this.platform = platform;
  }

  /**
   * What became of an item.
   *
   * @param <T> the type of what was given
   * @param <R> the type of what came of it
   * @param input what was given
   * @param result what the call returned; empty if it failed or was not made
   * @param error what the call threw; what is no {@code RuntimeException}, an {@code Error} for
   *     example, is the cause of a {@link CompletionException}. Empty if it succeeded or was not
   *     made
   */
  public record Item<T, R>(T input, Optional<R> result, Optional<RuntimeException> error) {
    /** Checks that nothing is {@code null}. */
    public Item {
      requireNonNull(input, "input");
      requireNonNull(result, "result");
      requireNonNull(error, "error");
    }

    /** Returns whether the call was made; if not, the run was cancelled or out of time before. */
    public boolean wasStarted() {
      return result.isPresent() || error.isPresent();
    }
  }

  /**
   * How far a run has come.
   *
   * @param done how many items have succeeded
   * @param failed how many have failed
   * @param total how many there are
   */
  public record Progress(int done, int failed, int total) {}

  /**
   * Returns a bulk with so many calls in flight, that starts no item after 15 minutes.
   *
   * @param most at least 1; each takes a thread while the run lasts
   */
  public static Bulk inFlight(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("at least one call is in flight");
    }
    return new Bulk(most, Duration.ofMinutes(15), made -> true, Bulk::daemon, Platform.system());
  }

  /**
   * Returns one that starts and repeats no item after so long; what is under way then is waited
   * for.
   *
   * @param value at most 36,500 days; if it is not above zero, no item is started
   * @throws IllegalArgumentException if it is longer
   */
  public Bulk within(Duration value) {
    Duration time = value.isNegative() ? Duration.ZERO : value;
    Policies.requireNotTooLong(time, "the time of a bulk");
    return new Bulk(inFlight, time, progress, threads, platform);
  }

  /**
   * Returns one that tells how far it has come, after each item.
   *
   * @param goesOn called by one thread at a time; returns whether further calls are to be made. If
   *     not, an item that waits to be tried again ends with what it was refused with. What it
   *     throws is ignored
   */
  public Bulk onProgress(Predicate<Progress> goesOn) {
    return new Bulk(inFlight, within, requireNonNull(goesOn, "goesOn"), threads, platform);
  }

  /** Returns one whose threads are made so, for example virtual ones. By default daemons. */
  public Bulk threads(ThreadFactory factory) {
    return new Bulk(inFlight, within, progress, requireNonNull(factory, "factory"), platform);
  }

  /** Returns one with another time and sleep; by default those of the machine. For tests. */
  public Bulk platform(Platform value) {
    return new Bulk(inFlight, within, progress, threads, requireNonNull(value, "value"));
  }

  /**
   * Makes the calls and blocks until all have ended. If this thread is interrupted, no further item
   * is started, those under way are interrupted and waited for, and it returns with its interrupt
   * status set.
   *
   * @param <T> the type of the items
   * @param <R> the type of the results
   * @param items what to call with, not {@code null}
   * @param call makes one call; not to return {@code null}
   * @return what became of each item, in the order given
   */
  public <T, R> List<Item<T, R>> run(Collection<? extends T> items, Function<T, R> call) {
    return new BulkRun<>(List.<T>copyOf(items), call, this).run();
  }

  int threadsFor(int items) {
    return Math.min(inFlight, items);
  }

  Thread thread(Runnable work) {
    return threads.newThread(work);
  }

  long end() {
    return platform.nanoTime() + within.toNanos();
  }

  boolean isOver(long end) {
    return platform.nanoTime() - end >= 0;
  }

  boolean goesOn(Progress made) {
    try {
      return progress.test(made);
    } catch (Throwable e) { // an Error too is its own matter
      return true;
    }
  }

  /** Waits out a refusal for now; false if it is another failure or there is no time. */
  boolean waitsOut(RuntimeException failure, long end) throws InterruptedException {
    if (!(failure instanceof RegistrationException.RateLimited refused)
        || refused.outcome() != Outcome.NOT_APPLIED
        || refused.details().retryAfter().isEmpty()) {
      return false;
    }
    Duration wait = refused.details().retryAfter().get();
    if (wait.compareTo(Duration.ofNanos(end - platform.nanoTime())) >= 0) {
      return false;
    }
    platform.sleep(wait);
    return true;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "registrant-bulk");
    thread.setDaemon(true);
    return thread;
  }
}
