package dev.registrant.engine;

import dev.registrant.engine.Pipeline.CallChain;
import dev.registrant.engine.Pipeline.CallStage;
import dev.registrant.engine.Pipeline.StepChain;
import dev.registrant.engine.Pipeline.StepStage;
import dev.registrant.spi.Answer;
import dev.registrant.spi.Capabilities;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import java.util.stream.Collectors;

/** Refuses what an account cannot do before anything is sent, as a call and as a step of one. */
final class RequireCapability implements CallStage, StepStage {
  @Override
  public <T> T around(Invocation<T> invocation, CallChain next) {
    require(invocation.operation(), invocation.account().capabilities());
    return next.proceed(invocation);
  }

  @Override
  public <R> Answer<R> around(Invocation<?> invocation, Invocation.Step<R> step, StepChain next) {
    require(step.operation(), invocation.account().capabilities());
    return next.proceed(step);
  }

  private static void require(Operation operation, Capabilities capabilities) {
    if (!capabilities.supports(operation)) {
      throw new RegistrationException.Unsupported(
          "this account cannot do " + operation,
          "It can do "
              + capabilities.operations().keySet().stream()
                  .map(Object::toString)
                  .collect(Collectors.joining(", "))
              + "; nothing was sent",
          ErrorDetails.builder(Outcome.NOT_APPLIED).build());
    }
  }
}
