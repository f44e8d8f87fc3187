package dev.registrant.engine;

import dev.registrant.Platform;
import dev.registrant.Policies;
import dev.registrant.engine.Invocation.Recipe;
import dev.registrant.engine.Invocation.Step;
import dev.registrant.engine.Invocation.Steps;
import dev.registrant.spi.Answer;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.Operation;
import dev.registrant.spi.RateScope;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The path of a call. {@link #callStages} surround the whole call, {@link #stepStages} each of its
 * steps at the provider, outermost first; {@link #requestStages} are passed before each request of
 * a step. The order is the behaviour:
 *
 * <ul>
 *   <li>a call is checked completely before its first step, so bad input sends nothing;
 *   <li>the journal surrounds repeating: an intent is written down before the first request, and
 *       what an answer brought is kept once, before anybody is told of it;
 *   <li>nothing is cached of an app from before the first request that may change it until after
 *       the last, so reads meanwhile go to the vendor;
 *   <li>the gate is innermost and passed before each request, not each step: an open breaker takes
 *       no moment of the pace, and the pace is asked last, as a pause may grow meanwhile.
 * </ul>
 *
 * <p>A read that the cache answers does not get here: {@link AccountApps#find} asks it first.
 */
final class Pipeline {
  /** Surrounds a call of the API. */
  interface CallStage {
    <T> T around(Invocation<T> invocation, CallChain next);
  }

  /** The rest of the path of a call. */
  interface CallChain {
    <T> T proceed(Invocation<T> invocation);
  }

  /** Surrounds one step of a call. */
  interface StepStage {
    <R> Answer<R> around(Invocation<?> invocation, Step<R> step, StepChain next);
  }

  /** The rest of the path of a step. */
  interface StepChain {
    <R> Answer<R> proceed(Step<R> step);
  }

  /** Passed before each request of a rate scope. */
  interface RequestStage {
    /** How a request ended that was let through. */
    enum Ending {
      /** The vendor answered, and works. */
      WORKS,
      /** No answer came, or one that says that the vendor does not work. */
      FAILED,
      /** It was not sent, or nobody waited for its answer. */
      ABANDONED
    }

    /** Waits until it may be sent. What this throws keeps it from being sent. */
    void enter(GatedCall call);

    /** It has ended. */
    default void left(Ending ending) {}
  }

  private final List<CallStage> callStages;
  private final List<StepStage> stepStages;
  private final Policies policies;
  private final Platform platform;
  private final Events events;
  private final Waits waits;
  private final Gates gates = new Gates(this::gate);
  private final AtomicLong calls;

  Pipeline(Policies policies, Platform platform, Events events) {
    this.policies = policies;
    this.platform = platform;
    this.events = events;
    this.waits = new Waits(platform, events);
    this.calls = new AtomicLong(platform.random().nextLong());
    RequireCapability capability = new RequireCapability();
    this.callStages = List.of(new Observe(platform, events), capability, new Validate());
    this.stepStages =
        List.of(
            capability,
            new Journaled(),
            new Invalidate(),
            new Retry(policies.retry(), platform, waits, events));
  }

  private List<RequestStage> requestStages(RateScope scope, Pace pace) {
    return Stream.concat(
            policies.breaker().stream()
                .map(policy -> new Breaker(scope.id(), policy, platform, events)),
            Stream.of(pace))
        .toList();
  }

  private Gate gate(RateScope scope) {
    Pace pace = new Pace(scope, platform);
    return new Gate(scope, pace, new RetryBudget(policies.retry()), requestStages(scope, pace));
  }

  /** Returns the names of the stages in order, for the test that pins it. */
  List<String> order() {
    RateScope any = new RateScope("any", OptionalInt.empty(), Duration.ZERO);
    return Stream.of(callStages, stepStages, requestStages(any, new Pace(any, platform)))
        .flatMap(List::stream)
        .map(stage -> stage.getClass().getSimpleName())
        .toList();
  }

  /** Returns the gate of an account. */
  Gate gate(OpenAccount account) {
    return gates.of(account);
  }

  Policies policies() {
    return policies;
  }

  <T> T run(OpenAccount account, Operation operation, ClientMetadata metadata, Recipe<T> recipe) {
    return account.whileOpen(
        operation, () -> call(invocation(account, operation, metadata, recipe), 0));
  }

  /**
   * Runs what needs the store alone, or decides for itself what to ask the vendor: observed, but
   * not checked against what the account can do.
   */
  <T> T local(OpenAccount account, Operation operation, ClientMetadata metadata, Recipe<T> recipe) {
    CallChain recipeOnly =
        new CallChain() {
          @Override
          public <U> U proceed(Invocation<U> passed) {
            return passed.recipe().run(passed.metadata(), steps(passed));
          }
        };
    return account.whileOpen(
        operation,
        () ->
            callStages.get(0).around(invocation(account, operation, metadata, recipe), recipeOnly));
  }

  private <T> Invocation<T> invocation(
      OpenAccount account, Operation operation, ClientMetadata metadata, Recipe<T> recipe) {
    return new Invocation<>(
        account,
        operation,
        metadata,
        Deadline.in(policies.deadline(), platform),
        new AtomicInteger(),
        calls.incrementAndGet(),
        recipe);
  }

  private <T> T call(Invocation<T> invocation, int index) {
    if (index == callStages.size()) {
      return invocation.recipe().run(invocation.metadata(), steps(invocation));
    }
    CallChain next =
        new CallChain() {
          @Override
          public <U> U proceed(Invocation<U> passed) {
            return call(passed, index + 1);
          }
        };
    return callStages.get(index).around(invocation, next);
  }

  private Steps steps(Invocation<?> invocation) {
    return new Steps() {
      @Override
      public <R> R run(Step<R> step) {
        return step(invocation, step, 0).value();
      }

      @Override
      public Deadline deadline() {
        return invocation.deadline();
      }

      @Override
      public String correlation() {
        return invocation.correlation();
      }
    };
  }

  private <R> Answer<R> step(Invocation<?> invocation, Step<R> step, int index) {
    if (index == stepStages.size()) {
      return new GatedCall(invocation, step.operation(), platform, waits, events)
          .make(step.request());
    }
    StepChain next =
        new StepChain() {
          @Override
          public <S> Answer<S> proceed(Step<S> passed) {
            return step(invocation, passed, index + 1);
          }
        };
    return stepStages.get(index).around(invocation, step, next);
  }
}
