package dev.registrant.http;

import static java.util.Objects.requireNonNull;

import dev.registrant.spi.Call;
import dev.registrant.spi.Operation;
import dev.registrant.spi.RequestPermit;
import java.time.Duration;

/** A call whose requests change nothing, whatever its operation and their method. */
final class ReadingCall implements Call {
  private static final Duration LONGEST = Duration.ofDays(1);

  private final Call call;
  private final long end;

  ReadingCall(Call call, Duration atMost) {
    this.call = requireNonNull(call, "call");
    this.end = System.nanoTime() + shorter(atMost, LONGEST).toNanos();
  }

  @Override
  public Operation operation() {
    return call.operation();
  }

  @Override
  public Duration remaining() {
    Duration own = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    return shorter(own, call.remaining());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  @Override
  public RequestPermit beforeRequest(String method) {
    return call.beforeRequest("GET");
  }
}
