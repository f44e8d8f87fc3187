package dev.registrant.engine;

import dev.registrant.engine.Invocation.Step;
import dev.registrant.engine.Pipeline.StepChain;
import dev.registrant.engine.Pipeline.StepStage;
import dev.registrant.spi.Answer;
import dev.registrant.spi.AppId;
import dev.registrant.spi.RegistrationException;

/**
 * Keeps the caches without an app while a step may change it, whatever becomes of the step, and
 * makes them forget one that the vendor says is not there.
 */
final class Invalidate implements StepStage {
  @Override
  public <R> Answer<R> around(Invocation<?> invocation, Step<R> step, StepChain next) {
    if (step.app().isEmpty()) {
      return next.proceed(step);
    }
    AppId app = step.app().get();
    AppCaches caches = invocation.account().caches();
    return step.operation().isWrite()
        ? changing(app, caches, step, next)
        : reading(app, caches, step, next);
  }

  private static <R> Answer<R> changing(AppId app, AppCaches caches, Step<R> step, StepChain next) {
    caches.changeBegins(app);
    try {
      return next.proceed(step);
    } finally {
      caches.changeEnded(app);
    }
  }

  private static <R> Answer<R> reading(AppId app, AppCaches caches, Step<R> step, StepChain next) {
    try {
      return next.proceed(step);
    } catch (RegistrationException.NotFound e) {
      caches.forget(app);
      throw e;
    }
  }
}
