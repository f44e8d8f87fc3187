package dev.registrant.testkit.contract;

import dev.registrant.spi.Call;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.RequestPermit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A call that writes down which requests its provider announced and how they ended. */
final class RecordingCall implements Call {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private final Operation operation;
  private final Duration remaining;
  private final boolean gateOpen;
  private final List<String> methods = new CopyOnWriteArrayList<>();
  private final List<AtomicInteger> endings = new CopyOnWriteArrayList<>();

  private RecordingCall(Operation operation, Duration remaining, boolean gateOpen) {
    this.operation = operation;
    this.remaining = remaining;
    this.gateOpen = gateOpen;
  }

  static RecordingCall of(Operation operation) {
    return new RecordingCall(operation, Duration.ofSeconds(30), true);
  }

  static RecordingCall pastDeadline(Operation operation) {
    return new RecordingCall(operation, Duration.ZERO, true);
  }

  /** A call whose every request is refused by the gate. */
  static RecordingCall gateShut(Operation operation) {
    return new RecordingCall(operation, Duration.ofSeconds(30), false);
  }

  @Override
  public Operation operation() {
    return operation;
  }

  @Override
  public Duration remaining() {
    return remaining;
  }

  @Override
  public RequestPermit beforeRequest(String method) {
    if (!gateOpen) {
      throw new RegistrationException.RateLimited(
          "the gate is shut",
          "Call again later",
          ErrorDetails.builder(Outcome.NOT_APPLIED)
              .retryAfter(Optional.of(Duration.ofSeconds(1)))
              .build());
    }
    methods.add(method);
    AtomicInteger ended = new AtomicInteger();
    endings.add(ended);
    return new RequestPermit() {
      @Override
      public void answered(int status, Optional<String> requestId) {
        ended.incrementAndGet();
      }

      @Override
      public void unanswered() {
        ended.incrementAndGet();
      }
    };
  }

  /** The HTTP methods of the requests that passed the gate, in order. */
  List<String> methods() {
    return List.copyOf(methods);
  }

  List<String> mutatingMethods() {
    return methods.stream().filter(method -> !READING.contains(method)).toList();
  }

  boolean everyEndWasToldOnce() {
    return endings.stream().allMatch(ended -> ended.get() == 1);
  }
}
