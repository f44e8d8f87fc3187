package dev.registrant.engine;

import dev.registrant.spi.Answer;
import dev.registrant.spi.Call;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.RequestPermit;
import dev.registrant.spi.Violation;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A call of the SPI that passes the gate of its rate scope before each request. */
final class GatedCall implements Call {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private final Invocation<?> invocation;
  private final Operation operation;
  private final RateScopes scopes;
  private boolean passed;
  private boolean mutated;
  private boolean accepted;

  GatedCall(Invocation<?> invocation, Operation operation, RateScopes scopes) {
    this.invocation = invocation;
    this.operation = operation;
    this.scopes = scopes;
  }

  /** Makes the call, and tells a defect of the provider from what the vendor said. */
  <R> Answer<R> make(Function<Call, Answer<R>> request) {
    try {
      return request.apply(this);
    } catch (RegistrationException.InvalidRequest e) {
      // Of what the vendor sent, not of what the caller gave: that was checked before.
      if (passed && e.details().httpStatus().isEmpty()) {
        throw new RegistrationException.ProtocolError(
            "the vendor's answer is not valid: "
                + e.details().violations().stream()
                    .map(Violation::message)
                    .collect(Collectors.joining("; ")),
            "Report it to the maintainers of the provider",
            ErrorDetails.builder(outcomeOfFault()).requestId(e.requestId()).build());
      }
      throw e;
    } catch (RegistrationException e) {
      throw accepted && e.outcome() == Outcome.NOT_APPLIED ? afterAcceptance(e) : e;
    } catch (RuntimeException e) {
      throw Fault.in("the provider", e, ErrorDetails.builder(outcomeOfFault()).build());
    }
  }

  /** What failed came after the request that counts, a read for example. */
  private static RegistrationException afterAcceptance(RegistrationException failure) {
    return new RegistrationException.OutcomeUnknown(
        "the vendor accepted the change, and what followed failed: " + failure.problem(),
        failure.advice(),
        failure.details().toBuilder().outcome(Outcome.UNKNOWN).build(),
        failure.getCause());
  }

  private Outcome outcomeOfFault() {
    return mutated ? Outcome.UNKNOWN : Outcome.NOT_APPLIED;
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
    boolean mutating = operation.isWrite() && !READING.contains(method);
    if (mutating && mutated) {
      throw new RegistrationException.ProtocolError(
          "the provider was about to send a second mutating request in one call",
          "This is a defect of the provider; report it",
          ErrorDetails.builder(Outcome.UNKNOWN).build());
    }
    RequestPermit permit =
        scopes.of(invocation.account().connection()).enter(invocation.deadline());
    passed = true;
    mutated |= mutating;
    invocation.requests().incrementAndGet();
    return mutating ? watched(permit) : permit;
  }

  private RequestPermit watched(RequestPermit permit) {
    return new RequestPermit() {
      @Override
      public void answered(int status) {
        accepted |= status >= 200 && status < 300;
        permit.answered(status);
      }

      @Override
      public void unanswered() {
        permit.unanswered();
      }
    };
  }
}
