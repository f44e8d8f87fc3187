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
    require(invocation.operation(), invocation.account());
    return next.proceed(invocation);
  }

  @Override
  public <R> Answer<R> around(Invocation<?> invocation, Invocation.Step<R> step, StepChain next) {
    require(step.operation(), invocation.account());
    return next.proceed(step);
  }

  /** Refuses what would change something, if the registrant only reads. */
  static void requireWritable(OpenAccount account) {
    if (account.isReadOnly()) {
      throw unsupported(
          "this registrant only reads", "Use one that was not built read-only; nothing was sent");
    }
  }

  private static void require(Operation operation, OpenAccount account) {
    if (operation.isWrite()) {
      requireWritable(account);
    }
    Capabilities capabilities = account.connection().capabilities();
    if (!capabilities.supports(operation)) {
      throw unsupported(
          "this account cannot do " + operation,
          "It can do "
              + capabilities.operations().keySet().stream()
                  .map(Object::toString)
                  .collect(Collectors.joining(", "))
              + "; nothing was sent");
    }
  }

  private static RegistrationException unsupported(String problem, String advice) {
    return new RegistrationException.Unsupported(
        problem, advice, ErrorDetails.builder(Outcome.NOT_APPLIED).build());
  }
}
