package dev.registrant.provider.zitadel;

import dev.registrant.spi.Call;
import dev.registrant.spi.Operation;
import dev.registrant.spi.RequestPermit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A call that lets one mutating request pass, as the engine's does, and writes down all. */
final class GateCall implements Call {
  private final Operation operation;
  private final List<String> passed = new CopyOnWriteArrayList<>();

  GateCall(Operation operation) {
    this.operation = operation;
  }

  /** The methods that were announced at the gate. */
  List<String> passed() {
    return passed;
  }

  @Override
  public Operation operation() {
    return operation;
  }

  @Override
  public Duration remaining() {
    return Duration.ofSeconds(20);
  }

  @Override
  public RequestPermit beforeRequest(String method) {
    passed.add(method);
    if (operation.isWrite() && passed.stream().filter(m -> !m.equals("GET")).count() > 1) {
      throw new AssertionError("a second mutating request: " + passed);
    }
    return new RequestPermit() {
      @Override
      public void answered(int status, Optional<String> requestId) {}

      @Override
      public void unanswered() {}
    };
  }
}
