package dev.registrant.engine;

import dev.registrant.engine.Pipeline.RequestStage;
import dev.registrant.engine.Pipeline.RequestStage.Ending;
import dev.registrant.spi.RateScope;
import dev.registrant.spi.RegistrationException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Passed before each HTTP request by all accounts that a vendor counts together. What they share is
 * here: the breaker, the pace, the reserve of repeats.
 */
final class Gate {
  private static final int TOO_MANY_REQUESTS = 429;

  /** Reading what a refusal asks for takes a while, the first time in a new JVM above all. */
  private static final Duration READING = Duration.ofMillis(250);

  private final RateScope scope;
  private final Pace pace;
  private final RetryBudget budget;
  private final List<RequestStage> stages;

  /**
   * Makes a gate.
   *
   * @param stages what is passed, in order; the pace among them
   */
  Gate(RateScope scope, Pace pace, RetryBudget budget, List<RequestStage> stages) {
    this.scope = scope;
    this.pace = pace;
    this.budget = budget;
    this.stages = stages;
  }

  /** Waits until a request may be sent; what this throws keeps it from being sent. */
  void enter(GatedCall call) {
    int entered = 0;
    try {
      for (RequestStage stage : stages) {
        stage.enter(call);
        entered++;
      }
    } finally {
      if (entered < stages.size()) {
        for (int i = 0; i < entered; i++) {
          stages.get(i).left(Ending.ABANDONED);
        }
      }
    }
  }

  /** Whether a request that was let through may be sent, still. */
  boolean confirm() {
    return pace.confirm();
  }

  /** A request that was let through has ended. */
  void left(Ending ending) {
    if (ending == Ending.WORKS) {
      budget.succeeded();
    }
    for (RequestStage stage : stages) {
      stage.left(ending);
    }
  }

  Pace pace() {
    return pace;
  }

  RetryBudget budget() {
    return budget;
  }

  /** Nothing passes while it is not yet known what a refusal for being one too many asks for. */
  void answered(long moment, int status) {
    if (status == TOO_MANY_REQUESTS) {
      pace.pause(moment, READING);
    }
  }

  /**
   * Nothing passes for a time if the vendor refused a request for being one too many, or asked.
   *
   * @param moment when its answer came
   */
  void refused(long moment, RegistrationException failure) {
    boolean tooMany = failure instanceof RegistrationException.RateLimited;
    if (failure.details().httpStatus().isPresent()) {
      failure
          .details()
          .retryAfter()
          .or(() -> tooMany ? Optional.of(scope.quiet()) : Optional.empty())
          .ifPresent(asked -> pace.pause(moment, asked));
    }
  }
}
