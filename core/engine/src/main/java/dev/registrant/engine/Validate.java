package dev.registrant.engine;

import dev.registrant.engine.Pipeline.CallChain;
import dev.registrant.engine.Pipeline.CallStage;
import dev.registrant.spi.Capabilities;
import dev.registrant.spi.Operation;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Violation;
import java.util.ArrayList;
import java.util.List;

/** Refuses bad metadata with everything that is wrong with it, before anything is sent. */
final class Validate implements CallStage {
  @Override
  public <T> T around(Invocation<T> invocation, CallChain next) {
    Operation operation = invocation.operation();
    if (operation != Operation.APPS_CREATE && operation != Operation.APPS_UPDATE) {
      return next.proceed(invocation);
    }
    OpenAccount account = invocation.account();
    Capabilities.Checked checked = account.capabilities().check(invocation.metadata(), operation);
    List<Violation> violations = new ArrayList<>(checked.violations());
    violations.addAll(account.connection().apps().violations(checked.metadata(), operation));
    if (!violations.isEmpty()) {
      throw new RegistrationException.InvalidRequest(violations);
    }
    return next.proceed(invocation.withMetadata(checked.metadata()));
  }
}
