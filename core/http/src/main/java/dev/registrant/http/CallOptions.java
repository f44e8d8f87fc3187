package dev.registrant.http;

import static java.util.Objects.requireNonNull;

import dev.registrant.spi.Call;
import feign.Request;
import java.util.concurrent.TimeUnit;

/**
 * Hands the {@link Call} a request belongs to through Feign to the transport: the last argument of
 * every method of a Feign interface. The time-outs and the redirect setting it inherits are not
 * used; the call's deadline is.
 *
 * <p>As thread-safe as the call.
 */
public final class CallOptions extends Request.Options {
  private final Call call;
  private volatile boolean gatePassed;

  private CallOptions(Call call) {
    super(0, TimeUnit.MILLISECONDS, 0, TimeUnit.MILLISECONDS, false);
    this.call = requireNonNull(call, "call");
  }

  /** Returns the options for requests of a call. */
  public static CallOptions of(Call call) {
    return new CallOptions(call);
  }

  Call call() {
    return call;
  }

  /** Whether the latest request got as far as the gate, so that it may have been sent. */
  boolean gatePassed() {
    return gatePassed;
  }

  void gatePassed(boolean passed) {
    gatePassed = passed;
  }
}
