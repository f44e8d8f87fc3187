package dev.registrant.engine;

import dev.registrant.Platform;
import dev.registrant.Policies;
import dev.registrant.engine.Invocation.Recipe;
import dev.registrant.engine.Invocation.Step;
import dev.registrant.engine.Invocation.Steps;
import dev.registrant.spi.Answer;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.Operation;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The path of a call. {@link #callStages} surround the whole call, {@link #stepStages} each of its
 * steps at the provider, outermost first. The order is the behaviour:
 *
 * <ul>
 *   <li>a call is checked completely before its first step, so bad input sends nothing;
 *   <li>the journal surrounds repeating: an intent is written down before the first request, and
 *       what an answer brought is kept once, before anybody is told of it;
 *   <li>the gate is innermost and passed before each request, not each step.
 * </ul>
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

  private final List<CallStage> callStages;
  private final List<StepStage> stepStages;
  private final Policies policies;
  private final Platform platform;
  private final RateScopes scopes;

  Pipeline(Policies policies, Platform platform, RateScopes scopes) {
    this.policies = policies;
    this.platform = platform;
    this.scopes = scopes;
    RequireCapability capability = new RequireCapability();
    this.callStages = List.of(new Observe(platform), capability, new Validate());
    this.stepStages =
        List.of(capability, new Journaled(), new Retry(policies.retry(), platform, scopes));
  }

  /** Returns the names of the stages in order, for the test that pins it. */
  List<String> order() {
    return Stream.concat(callStages.stream(), stepStages.stream())
        .map(stage -> stage.getClass().getSimpleName())
        .toList();
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
        "call_%016x".formatted(platform.random().nextLong()),
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
      return new GatedCall(invocation, step.operation(), scopes).make(step.request());
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
