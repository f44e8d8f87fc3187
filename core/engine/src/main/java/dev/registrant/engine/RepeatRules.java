package dev.registrant.engine;

import static java.util.Objects.requireNonNull;

import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Repeatability;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which failures of which operations may be answered by sending the request again. */
final class RepeatRules {
  /** What a failure says about repeating. */
  private enum Failure {
    /** Refused as not processed (429), or provably not sent. */
    NOT_PROCESSED,
    /** No usable answer: it may have been carried out. */
    LOST,
    /** A decision; a repeat would meet the same one. */
    FINAL
  }

  private static final Map<Failure, Set<Repeatability>> REPEATABLE =
      Map.of(
          Failure.NOT_PROCESSED, EnumSet.allOf(Repeatability.class),
          Failure.LOST,
              EnumSet.of(Repeatability.SAFE, Repeatability.IDEMPOTENT, Repeatability.GUARDED),
          Failure.FINAL, EnumSet.noneOf(Repeatability.class));

  private RepeatRules() {}

  static boolean mayRepeat(RegistrationException failure, @Nullable Repeatability operation) {
    return operation != null
        && requireNonNull(REPEATABLE.get(failure(failure))).contains(operation);
  }

  private static Failure failure(RegistrationException e) {
    if (e instanceof RegistrationException.OutcomeUnknown) {
      return Failure.LOST;
    }
    boolean notProcessed =
        e instanceof RegistrationException.RateLimited
            || e instanceof RegistrationException.Unavailable;
    return notProcessed && e.outcome() == Outcome.NOT_APPLIED
        ? Failure.NOT_PROCESSED
        : Failure.FINAL;
  }
}
