package dev.registrant.engine;

import dev.registrant.Event.RequestEnded;
import dev.registrant.Event.Waiting;
import dev.registrant.Platform;
import dev.registrant.engine.Pipeline.RequestStage.Ending;
import dev.registrant.spi.Answer;
import dev.registrant.spi.Call;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.RequestPermit;
import dev.registrant.spi.Violation;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A call of the SPI that passes the gate of its rate scope before each request. */
final class GatedCall implements Call {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private final Invocation<?> invocation;
  private final Operation operation;
  private final Platform platform;
  private final Waits waits;
  private final Events events;
  private @Nullable Permit latest;

  /** The request that may have changed something, if the vendor accepted it. */
  private @Nullable Permit accepted;

  private boolean mutated;

  GatedCall(
      Invocation<?> invocation,
      Operation operation,
      Platform platform,
      Waits waits,
      Events events) {
    this.invocation = invocation;
    this.operation = operation;
    this.platform = platform;
    this.waits = waits;
    this.events = events;
  }

  /** Makes the call, and tells a defect of the provider from what the vendor said. */
  <R> Answer<R> make(Function<Call, Answer<R>> request) {
    try {
      return request.apply(this);
    } catch (RegistrationException.InvalidRequest e) {
      tellGate(e);
      // Of what the vendor sent, not of what the caller gave: that was checked before.
      if (latest != null && e.details().httpStatus().isEmpty()) {
        throw notValid(e);
      }
      throw e;
    } catch (RegistrationException e) {
      tellGate(e);
      RegistrationException failure = withPause(e);
      throw accepted != null && e.outcome() == Outcome.NOT_APPLIED
          ? afterAcceptance(failure)
          : failure;
    } catch (RuntimeException e) {
      throw accepted == null
          ? Fault.in("the provider", e, details(latest, outcomeOfFault()))
          : Fault.overAnswer(e, settle(), details(accepted, Outcome.UNKNOWN));
    } finally {
      endLatest();
    }
  }

  /** A provider without the HTTP kit may have told nothing of what the vendor asks for. */
  private void tellGate(RegistrationException failure) {
    invocation
        .account()
        .gate()
        .refused(latest == null ? platform.nanoTime() : latest.answered(), failure);
  }

  /** Says how long to wait where the vendor did not, and it is known all the same. */
  private RegistrationException withPause(RegistrationException failure) {
    Duration pause = invocation.account().gate().pace().pauseLeft();
    boolean untold =
        failure instanceof RegistrationException.RateLimited
            && failure.details().retryAfter().isEmpty();
    return untold && !pause.isZero()
        ? failure.with(failure.details().toBuilder().retryAfter(Optional.of(pause)).build())
        : failure;
  }

  /** A provider may have forgotten to tell how a request ended. */
  private void endLatest() {
    if (latest != null) {
      latest.unanswered();
    }
  }

  private RegistrationException notValid(RegistrationException.InvalidRequest finding) {
    String problem =
        "answer is not valid: "
            + finding.details().violations().stream()
                .map(Violation::message)
                .collect(Collectors.joining("; "));
    return accepted == null
        ? new RegistrationException.ProtocolError(
            "the vendor's " + problem,
            "Report it to the maintainers of the provider",
            details(latest, outcomeOfFault()))
        : new RegistrationException.OutcomeUnknown(
            "the vendor accepted the change, and its " + problem,
            settle(),
            details(accepted, Outcome.UNKNOWN),
            null);
  }

  /** What failed came after the request that counts, a read for example. */
  private static RegistrationException afterAcceptance(RegistrationException failure) {
    ErrorDetails details = failure.details().toBuilder().outcome(Outcome.UNKNOWN).build();
    if (failure instanceof RegistrationException.Interrupted) {
      return failure.with(details);
    }
    return new RegistrationException.OutcomeUnknown(
        "the vendor accepted the change, and what followed failed: " + failure.problem(),
        failure.advice(),
        details,
        failure.getCause());
  }

  private String settle() {
    return operation == Operation.APPS_CREATE
        ? "Reconcile, or call again with the same key"
        : "Settle whether it was carried out before it is repeated";
  }

  private static ErrorDetails details(@Nullable Permit request, Outcome outcome) {
    ErrorDetails.Builder details = ErrorDetails.builder(outcome);
    if (request != null) {
      request.status.ifPresent(details::httpStatus);
      details.requestId(request.requestId);
    }
    return details.build();
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
    endLatest();
    Gate gate = invocation.account().gate();
    gate.enter(this);
    if (remaining().isZero()) {
      gate.left(Ending.ABANDONED);
      throw new RegistrationException.Unavailable(
          "the deadline of the call has passed",
          "Call again, with more time; this request was not sent",
          ErrorDetails.builder(Outcome.NOT_APPLIED).build(),
          null);
    }
    invocation.requests().incrementAndGet();
    latest = new Permit(gate, method, mutating);
    mutated |= mutating;
    return latest;
  }

  Deadline deadline() {
    return invocation.deadline();
  }

  /** Waits before a request. */
  void sleep(Waiting.Reason reason, Duration time) {
    try {
      waits.sleep(invocation, operation, reason, time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistrationException.Interrupted(
          "interrupted while waiting to send a request",
          "Call again; the request was not sent",
          ErrorDetails.builder(Outcome.NOT_APPLIED).build());
    }
  }

  /** One request, from the gate to its end. */
  private final class Permit implements RequestPermit {
    private final Gate gate;
    private final String method;
    private final boolean mutating;
    private final long start = platform.nanoTime();
    private OptionalInt status = OptionalInt.empty();
    private Optional<String> requestId = Optional.empty();
    private boolean ended;

    private long answered;

    Permit(Gate gate, String method, boolean mutating) {
      this.gate = gate;
      this.method = method;
      this.mutating = mutating;
    }

    @Override
    public boolean confirm() {
      if (gate.confirm()) {
        return true;
      }
      ended = true;
      gate.left(Ending.ABANDONED);
      invocation.requests().decrementAndGet();
      mutated &= !mutating; // of two, the second was refused
      return false;
    }

    @Override
    public void refused(RegistrationException refusal) {
      gate.refused(answered(), refusal);
    }

    /** When its answer came; not before now if that was not told. */
    private long answered() {
      return status.isPresent() ? answered : platform.nanoTime();
    }

    @Override
    public void answered(int answer, Optional<String> vendorsId) {
      status = OptionalInt.of(answer);
      requestId = vendorsId;
      answered = platform.nanoTime();
      gate.answered(answered, answer);
      if (mutating && answer >= 200 && answer < 300) {
        accepted = this;
      }
      end(answer < 500 || answer == 501 ? Ending.WORKS : Ending.FAILED);
    }

    @Override
    public void unanswered() {
      boolean givenUp = Thread.currentThread().isInterrupted();
      end(givenUp ? Ending.ABANDONED : Ending.FAILED);
    }

    private void end(Ending ending) {
      if (ended) {
        return;
      }
      ended = true;
      gate.left(ending);
      if (events.isEachCallWanted()) {
        events.tell(
            new RequestEnded(
                invocation.account().name(),
                invocation.account().providerId(),
                operation,
                invocation.correlation(),
                method,
                status,
                Duration.ofNanos(platform.nanoTime() - start)));
      }
    }
  }
}
