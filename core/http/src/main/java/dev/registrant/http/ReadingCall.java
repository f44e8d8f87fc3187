package dev.registrant.http;

import static java.util.Objects.requireNonNull;

import dev.registrant.spi.Call;
import dev.registrant.spi.Operation;
import dev.registrant.spi.RequestPermit;
import java.time.Duration;

/** A call whose requests change nothing, whatever its operation and their method. */
final class ReadingCall implements Call {
  private final Call call;

  ReadingCall(Call call) {
    this.call = requireNonNull(call, "call");
  }

  @Override
  public Operation operation() {
    return call.operation();
  }

  @Override
  public Duration remaining() {
    return call.remaining();
  }

  @Override
  public RequestPermit beforeRequest(String method) {
    return call.beforeRequest("GET");
  }
}
