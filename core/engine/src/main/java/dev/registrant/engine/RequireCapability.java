package dev.registrant.engine;

import dev.registrant.engine.Pipeline.CallChain;
import dev.registrant.engine.Pipeline.CallStage;
import dev.registrant.spi.Capabilities;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import java.util.stream.Collectors;

/** Refuses what an account cannot do before anything is sent. */
final class RequireCapability implements CallStage {
  @Override
  public <T> T around(Invocation<T> invocation, CallChain next) {
    Capabilities capabilities = invocation.account().capabilities();
    if (!capabilities.supports(invocation.operation())) {
      throw new RegistrationException.Unsupported(
          "this account cannot do " + invocation.operation(),
          "It can do "
              + capabilities.operations().keySet().stream()
                  .map(Object::toString)
                  .collect(Collectors.joining(", "))
              + "; nothing was sent",
          ErrorDetails.builder(Outcome.NOT_APPLIED).build());
    }
    return next.proceed(invocation);
  }
}
