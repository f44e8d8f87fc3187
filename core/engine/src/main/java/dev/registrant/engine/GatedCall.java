package dev.registrant.engine;

import dev.registrant.spi.Call;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.RequestPermit;
import java.time.Duration;
import java.util.Set;

/** A call of the SPI that passes the gate of its rate scope before each request. */
final class GatedCall implements Call {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private final Invocation<?> invocation;
  private final Operation operation;
  private final RateScopes scopes;
  private boolean mutated;

  GatedCall(Invocation<?> invocation, Operation operation, RateScopes scopes) {
    this.invocation = invocation;
    this.operation = operation;
    this.scopes = scopes;
  }

  @Override
  public Operation operation() {
    return operation;
  }

  @Override
  public Duration remaining() {
    return invocation.deadline().remaining();
  }

  @Override
  public RequestPermit beforeRequest(String method) {
    if (operation.isWrite() && !READING.contains(method)) {
      if (mutated) {
        throw new RegistrationException.ProtocolError(
            "the provider was about to send a second mutating request in one call",
            "This is a defect of the provider; report it",
            ErrorDetails.builder(Outcome.UNKNOWN).build());
      }
      mutated = true;
    }
    RequestPermit permit =
        scopes.of(invocation.account().connection()).enter(invocation.deadline());
    invocation.requests().incrementAndGet();
    return permit;
  }
}
