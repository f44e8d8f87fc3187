package dev.registrant.engine;

import dev.registrant.engine.Pipeline.RequestStage;
import dev.registrant.engine.Pipeline.RequestStage.Ending;
import dev.registrant.spi.RateScope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Passed before each HTTP request by all accounts that a vendor counts together. What they share is
 * here: the breaker, the pace, the reserve of repeats.
 */
final class Gate {
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

  /** The vendor refused a request for being one too many, or asked for time. */
  void refused(boolean tooMany, Optional<Duration> retryAfter) {
    retryAfter
        .or(() -> tooMany ? Optional.of(scope.quiet()) : Optional.empty())
        .ifPresent(pace::pause);
  }
}
