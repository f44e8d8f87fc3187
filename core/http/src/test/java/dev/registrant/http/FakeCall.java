package dev.registrant.http;

import dev.registrant.spi.Call;
import dev.registrant.spi.Operation;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.RequestPermit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A call whose gate writes down what happens at it. */
final class FakeCall implements Call {
  private final Operation operation;
  private final long end;
  private final Optional<RegistrationException> refusal;
  private Optional<RuntimeException> breakage = Optional.empty();
  private int unconfirmed;
  private final List<RegistrationException> refusals = new CopyOnWriteArrayList<>();
  private final List<String> events = new CopyOnWriteArrayList<>();

  private FakeCall(Operation operation, Duration time, Optional<RegistrationException> refusal) {
    this.operation = operation;
    this.end = System.nanoTime() + time.toNanos();
    this.refusal = refusal;
  }

  static FakeCall write() {
    return new FakeCall(Operation.APPS_CREATE, Duration.ofMinutes(1), Optional.empty());
  }

  static FakeCall read() {
    return new FakeCall(Operation.APPS_GET, Duration.ofMinutes(1), Optional.empty());
  }

  static FakeCall of(Operation operation, Duration time) {
    return new FakeCall(operation, time, Optional.empty());
  }

  static FakeCall refusing(RegistrationException refusal) {
    return new FakeCall(Operation.APPS_CREATE, Duration.ofMinutes(1), Optional.of(refusal));
  }

  /** A write whose permit throws when it is told of the answer. */
  static FakeCall breaking(RuntimeException breakage) {
    FakeCall call = write();
    call.breakage = Optional.of(breakage);
    return call;
  }

  /** A call of which the first permits are not confirmed. */
  FakeCall unconfirmed(int permits) {
    unconfirmed = permits;
    return this;
  }

  /** What the gate was told of refusals. */
  List<RegistrationException> refusals() {
    return refusals;
  }

  CallOptions options() {
    return CallOptions.of(this);
  }

  /** What happened at the gate, in order. */
  List<String> events() {
    return events;
  }

  @Override
  public Operation operation() {
    return operation;
  }

  @Override
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }

  @Override
  public RequestPermit beforeRequest(String method) {
    refusal.ifPresent(
        exception -> {
          throw exception;
        });
    events.add("before " + method);
    return new RequestPermit() {
      @Override
      public boolean confirm() {
        if (unconfirmed == 0) {
          return true;
        }
        unconfirmed--;
        events.add("unconfirmed");
        return false;
      }

      @Override
      public void refused(RegistrationException refusal) {
        refusals.add(refusal);
      }

      @Override
      public void answered(int status, Optional<String> requestId) {
        breakage.ifPresent(
            exception -> {
              throw exception;
            });
        events.add("answered " + status + requestId.map(id -> " as " + id).orElse(""));
      }

      @Override
      public void unanswered() {
        events.add("unanswered");
      }
    };
  }
}
