package dev.registrant.engine;

import dev.registrant.Event.Repeating;
import dev.registrant.Event.Waiting;
import dev.registrant.Platform;
import dev.registrant.Policies.RetryPolicy;
import dev.registrant.engine.Invocation.Step;
import dev.registrant.engine.Pipeline.StepChain;
import dev.registrant.engine.Pipeline.StepStage;
import dev.registrant.engine.RepeatRules.Verdict;
import dev.registrant.spi.Answer;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Repeatability;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.Optional;

/** Repeats a step that failed, where the rules allow it and there is time for it. */
final class Retry implements StepStage {
  private static final double MULTIPLIER = 2;

  private final RetryPolicy policy;
  private final Platform platform;
  private final Waits waits;
  private final Events events;
  private final IntervalFunction backoff;

  Retry(RetryPolicy policy, Platform platform, Waits waits, Events events) {
    this.policy = policy;
    this.platform = platform;
    this.waits = waits;
    this.events = events;
    this.backoff =
        IntervalFunction.ofExponentialBackoff(
            policy.initialDelay().toMillis(), MULTIPLIER, policy.maxDelay().toMillis());
  }

  @Override
  public <R> Answer<R> around(Invocation<?> invocation, Step<R> step, StepChain next) {
    Outcome worst = Outcome.NOT_APPLIED;
    boolean renewed = false; // the credential
    for (int attempt = 1; ; attempt++) {
      try {
        return next.proceed(step);
      } catch (RegistrationException e) {
        RegistrationException failure = withWorst(step.operation(), e, worst);
        worst = failure.outcome();
        Verdict verdict = verdict(invocation, step, e);
        if (verdict == Verdict.REPEAT_ONCE && renewed) {
          throw failure;
        }
        renewed |= verdict == Verdict.REPEAT_ONCE;
        Optional<Duration> wait = waitBefore(attempt, verdict, invocation, failure);
        if (wait.isEmpty()) {
          throw failure;
        }
        step.record().repeating(failure);
        repeat(invocation, step, failure, attempt, wait.get());
      }
    }
  }

  private static Verdict verdict(
      Invocation<?> invocation, Step<?> step, RegistrationException failure) {
    Repeatability repeatability =
        invocation.account().capabilities().operations().get(step.operation());
    return repeatability == null ? Verdict.STOP : RepeatRules.row(failure).of(repeatability);
  }

  /**
   * A later refusal says nothing of an earlier request that may have been carried out, unless it
   * tells that the thing is there, or gone.
   */
  private static RegistrationException withWorst(
      Operation operation, RegistrationException failure, Outcome worst) {
    boolean tells =
        switch (operation) {
          case APPS_CREATE -> failure instanceof RegistrationException.Conflict;
          case APPS_DELETE, SECRETS_REVOKE -> failure instanceof RegistrationException.NotFound;
          default -> !operation.isWrite();
        };
    return worst == Outcome.UNKNOWN && failure.outcome() == Outcome.NOT_APPLIED && !tells
        ? failure.with(failure.details().toBuilder().outcome(Outcome.UNKNOWN).build())
        : failure;
  }

  /** How long to wait before the next attempt; empty if there is to be none. */
  private Optional<Duration> waitBefore(
      int attempt, Verdict verdict, Invocation<?> invocation, RegistrationException failure) {
    if (verdict == Verdict.REPEAT_ONCE) {
      return Optional.of(Duration.ZERO);
    }
    if (verdict == Verdict.STOP || attempt >= policy.maxAttempts()) {
      return Optional.empty();
    }
    Gate gate = invocation.account().gate();
    Duration wait =
        longer(
            longer(jittered(backoff.apply(attempt)), gate.pace().pauseLeft()),
            failure.details().retryAfter().orElse(Duration.ZERO));
    boolean allowed =
        invocation.deadline().allows(wait)
            && (verdict == Verdict.REPEAT_AS_ASKED || gate.budget().take());
    return allowed ? Optional.of(wait) : Optional.empty();
  }

  /** Between a half and one and a half of the interval, so that callers do not move in step. */
  private Duration jittered(long millis) {
    return Duration.ofMillis((long) (millis * (0.5 + platform.random().nextDouble())));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private void repeat(
      Invocation<?> invocation,
      Step<?> step,
      RegistrationException failure,
      int attempt,
      Duration wait) {
    events.tell(
        new Repeating(
            invocation.account().name(),
            invocation.account().providerId(),
            step.operation(),
            invocation.correlation(),
            failure.kind(),
            attempt));
    if (wait.isZero()) {
      return;
    }
    try {
      waits.sleep(invocation, step.operation(), Waiting.Reason.REPEAT, wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistrationException.Interrupted(
          "interrupted while waiting to repeat after: " + failure.problem(),
          "Call again",
          ErrorDetails.builder(failure.outcome()).build());
    }
  }
}
