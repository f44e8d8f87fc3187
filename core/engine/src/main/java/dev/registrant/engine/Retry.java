package dev.registrant.engine;

import dev.registrant.Platform;
import dev.registrant.Policies.RetryPolicy;
import dev.registrant.engine.Invocation.Step;
import dev.registrant.engine.Pipeline.StepChain;
import dev.registrant.engine.Pipeline.StepStage;
import dev.registrant.spi.Answer;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Repeatability;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats a step that failed, where that is safe and there is time for it. */
final class Retry implements StepStage {
  private static final Logger LOG = LoggerFactory.getLogger("dev.registrant.retries");
  private static final double MULTIPLIER = 2;

  private final RetryPolicy policy;
  private final Platform platform;
  private final RateScopes scopes;
  private final IntervalFunction backoff;

  Retry(RetryPolicy policy, Platform platform, RateScopes scopes) {
    this.policy = policy;
    this.platform = platform;
    this.scopes = scopes;
    this.backoff =
        IntervalFunction.ofExponentialBackoff(
            policy.initialDelay().toMillis(), MULTIPLIER, policy.maxDelay().toMillis());
  }

  @Override
  public <R> Answer<R> around(Invocation<?> invocation, Step<R> step, StepChain next) {
    Repeatability repeatability =
        invocation.account().capabilities().operations().get(step.operation());
    Outcome worst = Outcome.NOT_APPLIED;
    for (int attempt = 1; ; attempt++) {
      try {
        return next.proceed(step);
      } catch (RegistrationException e) {
        RateGate gate = scopes.of(invocation.account().connection());
        if (e instanceof RegistrationException.RateLimited
            && e.details().httpStatus().isPresent()) {
          gate.refused(e.details().retryAfter());
        }
        RegistrationException failure = withWorst(step.operation(), e, worst);
        worst = failure.outcome();
        if (attempt >= policy.maxAttempts() || !RepeatRules.mayRepeat(e, repeatability)) {
          throw failure;
        }
        Duration wait = longer(waitBefore(attempt, failure), gate.pauseLeft());
        if (!invocation.deadline().allows(wait)) {
          throw failure;
        }
        LOG.debug(
            "registrant.retry account={} operation={} kind={} attempt={} waitMillis={}",
            invocation.account().name(),
            step.operation(),
            failure.kind(),
            attempt,
            wait.toMillis());
        step.record().repeating(failure);
        sleep(wait, failure);
      }
    }
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

  /** Between a half and one and a half of the interval, so that callers do not move in step. */
  private Duration waitBefore(int attempt, RegistrationException failure) {
    long interval = backoff.apply(attempt);
    long jittered = (long) (interval * (0.5 + platform.random().nextDouble()));
    Duration wait = Duration.ofMillis(jittered);
    return longer(wait, failure.details().retryAfter().orElse(Duration.ZERO));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private void sleep(Duration wait, RegistrationException failure) {
    try {
      platform.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistrationException.Interrupted(
          "interrupted while waiting to repeat after: " + failure.problem(),
          "Call again",
          ErrorDetails.builder(failure.outcome()).build());
    }
  }
}
