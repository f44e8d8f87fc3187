package dev.registrant.engine;

import dev.registrant.Registration;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A read under way that several wait for. */
final class SharedRead {
  private final CompletableFuture<Ending> future = new CompletableFuture<>();

  /** What was read or went wrong; neither if that concerns only the one who read. */
  private record Ending(
      Optional<Registration> registration, Optional<RegistrationException> failure) {}

  void complete(Registration registration) {
    future.complete(new Ending(Optional.of(registration), Optional.empty()));
  }

  /**
   * It failed.
   *
   * @param deadline of the one who read: that its time was over, or too short, is its own affair
   */
  void fail(Throwable failure, Deadline deadline) {
    Optional<RegistrationException> shared =
        failure instanceof RegistrationException e && concernsAll(e, deadline)
            ? Optional.of(e)
            : Optional.empty();
    future.complete(new Ending(Optional.empty(), shared));
  }

  private static boolean concernsAll(RegistrationException failure, Deadline deadline) {
    if (failure instanceof RegistrationException.Interrupted) {
      return false;
    }
    boolean wantedTime =
        failure instanceof RegistrationException.RateLimited || deadline.remaining().isZero();
    return failure.details().httpStatus().isPresent() || !wantedTime;
  }

  /**
   * Waits for it.
   *
   * @return empty if it failed for a reason of the one who read: then somebody else is to read
   * @throws RegistrationException what the read failed with, or that this wait did
   */
  Optional<Registration> await(Deadline deadline) {
    Ending ending = ending(deadline);
    if (ending.failure().isPresent()) {
      RegistrationException failure = ending.failure().get();
      throw failure.with(failure.details()); // Each has its own, to which more may be added.
    }
    return ending.registration();
  }

  private Ending ending(Deadline deadline) {
    try {
      return future.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistrationException.Interrupted(
          "interrupted while another call read the app",
          "Call again",
          ErrorDetails.builder(Outcome.NOT_APPLIED).build());
    } catch (TimeoutException e) {
      throw new RegistrationException.Unavailable(
          "the deadline passed while another call read the app",
          "Allow more time or try again later",
          ErrorDetails.builder(Outcome.NOT_APPLIED).build(),
          null);
    } catch (ExecutionException e) {
      throw new IllegalStateException("it is never completed with an exception", e);
    }
  }
}
