package dev.registrant.http;

import static java.util.Objects.requireNonNull;

import dev.registrant.spi.Call;
import feign.Request;
import java.time.Duration;
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

  /**
   * Returns the options for requests of a call that change nothing at the vendor, though the call
   * is a write or they are POSTs: a search, the request of an access token, a look before or after
   * the one that writes. At the gate they pass as GET, and a lost one was not applied.
   */
  public static CallOptions reading(Call call) {
    return new CallOptions(new ReadingCall(call, call.remaining()));
  }

  /**
   * Returns {@link #reading(Call)} with less time than the call has, for what may be left out.
   *
   * @param atMost the time from now on, without what the gate takes
   */
  public static CallOptions reading(Call call, Duration atMost) {
    return new CallOptions(new ReadingCall(call, atMost));
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
