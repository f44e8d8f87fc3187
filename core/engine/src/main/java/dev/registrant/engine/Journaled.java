package dev.registrant.engine;

import dev.registrant.engine.Invocation.Step;
import dev.registrant.engine.Pipeline.StepChain;
import dev.registrant.engine.Pipeline.StepStage;
import dev.registrant.spi.Answer;
import dev.registrant.spi.RegistrationException;

/** Writes a step down before it begins, and what became of it before anybody is told. */
final class Journaled implements StepStage {
  @Override
  public <R> Answer<R> around(Invocation<?> invocation, Step<R> step, StepChain next) {
    step.record().begins();
    Answer<R> answer;
    try {
      answer = next.proceed(step);
    } catch (RegistrationException e) {
      step.record().failed(e);
      throw e;
    }
    step.record().brought(answer);
    return answer;
  }
}
