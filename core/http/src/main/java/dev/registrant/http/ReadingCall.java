package dev.registrant.http;

import static java.util.Objects.requireNonNull;

import dev.registrant.spi.Call;
import dev.registrant.spi.Operation;
import dev.registrant.spi.RequestPermit;
import java.time.Duration;

/** A call whose requests change nothing, whatever its operation and their method. */
final class ReadingCall implements Call {
  private final Call call;

  /** What is left of the call when this part of it is over. */
  private final Duration rest;

  private boolean stoppedAtTheGate;

  ReadingCall(Call call, Duration atMost) {
    this.call = requireNonNull(call, "call");
    this.rest = notNegative(call.remaining().minus(atMost));
  }

  @Override
  public Operation operation() {
    return call.operation();
  }

  @Override
  public Duration remaining() {
    return notNegative(call.remaining().minus(rest));
  }

  private static Duration notNegative(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }

  @Override
  public RequestPermit beforeRequest(String method) {
    try {
      return call.beforeRequest("GET");
    } catch (RuntimeException e) {
      stoppedAtTheGate = true;
      throw e;
    }
  }

  /** Whether the gate let a request not pass, which is no word about the vendor. */
  boolean wasStoppedAtTheGate() {
    return stoppedAtTheGate;
  }
}
