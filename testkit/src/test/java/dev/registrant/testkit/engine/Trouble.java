package dev.registrant.testkit.engine;

import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.testkit.InMemoryProvider.Faults;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What goes wrong at the vendor, planned request by request. */
final class Trouble implements Faults {
  private final Map<Operation, Deque<Mishap>> planned = new EnumMap<>(Operation.class);
  private Consumer<Operation> onRequest = operation -> {};

  /** What happens to one request. */
  interface Mishap extends Faults {}

  /** Never carried out, and nobody is told. */
  static Mishap drop() {
    return new Mishap() {
      @Override
      public void before(Operation operation) {
        throw Failures.lost();
      }
    };
  }

  /** Carried out, and the answer is lost. */
  static Mishap lose() {
    return new Mishap() {
      @Override
      public void after(Operation operation) {
        throw Failures.lost();
      }
    };
  }

  /** Carried out later, and the answer is lost. */
  static Mishap late(Duration by) {
    return new Mishap() {
      @Override
      public Optional<Duration> late(Operation operation) {
        return Optional.of(by);
      }
    };
  }

  static Mishap refuse() {
    return failing(
        new RegistrationException.Denied(
            "refused", "Ask", ErrorDetails.builder(Outcome.NOT_APPLIED).httpStatus(403).build()));
  }

  static Mishap notFound() {
    return failing(Failures.notFound());
  }

  static Mishap conflict() {
    return failing(
        new RegistrationException.Conflict(
            "the project is full",
            "Delete one",
            ErrorDetails.builder(Outcome.NOT_APPLIED).httpStatus(409).build()));
  }

  /** The thread is interrupted while it waits for the answer, which is lost. */
  static Mishap interrupt(boolean carriedOut) {
    return new Mishap() {
      @Override
      public void before(Operation operation) {
        if (!carriedOut) {
          throw interrupted(operation);
        }
      }

      @Override
      public void after(Operation operation) {
        throw interrupted(operation);
      }
    };
  }

  private static RegistrationException interrupted(Operation operation) {
    Thread.currentThread().interrupt();
    return new RegistrationException.Interrupted(
        "interrupted",
        "Call again",
        ErrorDetails.builder(operation.isWrite() ? Outcome.UNKNOWN : Outcome.NOT_APPLIED).build());
  }

  private static Mishap failing(RegistrationException failure) {
    return new Mishap() {
      @Override
      public void before(Operation operation) {
        throw failure;
      }
    };
  }

  /** Plans what happens to the next requests of an operation that have no plan yet. */
  void plan(Operation operation, Mishap... mishaps) {
    Deque<Mishap> plan = planned.computeIfAbsent(operation, key -> new ArrayDeque<>());
    for (Mishap mishap : mishaps) {
      plan.add(mishap);
    }
  }

  /** Plans nothing any more. */
  void end() {
    planned.clear();
    onRequest = operation -> {};
  }

  void onRequest(Consumer<Operation> action) {
    onRequest = action;
  }

  @Override
  public void before(Operation operation) {
    onRequest.accept(operation);
    current(operation).ifPresent(mishap -> consuming(operation, () -> mishap.before(operation)));
  }

  @Override
  public Optional<Duration> late(Operation operation) {
    Optional<Duration> late = current(operation).flatMap(mishap -> mishap.late(operation));
    late.ifPresent(by -> planned.get(operation).remove());
    return late;
  }

  @Override
  public void after(Operation operation) {
    current(operation)
        .ifPresent(
            mishap -> {
              planned.get(operation).remove();
              mishap.after(operation);
            });
  }

  private Optional<Mishap> current(Operation operation) {
    return Optional.ofNullable(planned.get(operation)).map(Deque::peek);
  }

  private void consuming(Operation operation, Runnable mishap) {
    try {
      mishap.run();
    } catch (RegistrationException e) {
      planned.get(operation).remove();
      throw e;
    }
  }
}
