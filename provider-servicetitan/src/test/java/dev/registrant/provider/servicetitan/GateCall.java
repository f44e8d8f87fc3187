package dev.registrant.provider.servicetitan;

import dev.registrant.spi.Call;
import dev.registrant.spi.Operation;
import dev.registrant.spi.RequestPermit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A call that lets one mutating request pass, as the engine's does, and writes down all. */
final class GateCall implements Call {
  private final Operation operation;
  private final List<String> passed = new ArrayList<>();
  private final Map<Integer, Runnable> before = new HashMap<>();

  GateCall(Operation operation) {
    this.operation = operation;
  }

  /** Has something happen at the vendor right before a request, counted from 1. */
  GateCall before(int request, Runnable event) {
    before.put(request, event);
    return this;
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
    before.getOrDefault(passed.size(), () -> {}).run();
    return new RequestPermit() {
      @Override
      public void answered(int status, Optional<String> requestId) {}

      @Override
      public void unanswered() {}
    };
  }
}
