package dev.registrant.engine;

import dev.registrant.engine.Invocation.Step;
import dev.registrant.engine.Pipeline.StepChain;
import dev.registrant.engine.Pipeline.StepStage;
import dev.registrant.spi.Answer;

/** Keeps what an answer brought before anybody is told of it. */
final class Seal implements StepStage {
  @Override
  public <R> Answer<R> around(Invocation<?> invocation, Step<R> step, StepChain next) {
    Answer<R> answer = next.proceed(step);
    step.keep().accept(answer);
    return answer;
  }
}
