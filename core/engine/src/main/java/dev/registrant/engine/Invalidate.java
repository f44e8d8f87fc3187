package dev.registrant.engine;

import dev.registrant.engine.Invocation.Step;
import dev.registrant.engine.Pipeline.StepChain;
import dev.registrant.engine.Pipeline.StepStage;
import dev.registrant.spi.Answer;

/** Makes the cache forget an app when a step may have changed it, whatever became of the step. */
final class Invalidate implements StepStage {
  @Override
  public <R> Answer<R> around(Invocation<?> invocation, Step<R> step, StepChain next) {
    try {
      return next.proceed(step);
    } finally {
      if (step.operation().isWrite()) {
        step.app().ifPresent(invocation.account().cache()::forget);
      }
    }
  }
}
