package dev.registrant.spi;

import java.time.Duration;

/**
 * One call of the SPI as the core sees it. It is passed on to the HTTP kit, which obeys the
 * deadline and passes the gate before each request.
 *
 * <p>A call is used by one thread at a time.
 */
public interface Call {
  /** The operation this call carries out. */
  Operation operation();

  /**
   * The time that is left for everything the call still does, waiting included. Never negative;
   * zero when the deadline has passed.
   */
  Duration remaining();

  /**
   * Waits until a request may be sent: limits, a pause the vendor asked for. To be called right
   * before <em>each</em> HTTP request, because a call may take several.
   *
   * @param method the HTTP method
   * @return to be told how the request ended, exactly once
   * @throws RegistrationException if no request may be sent within the deadline, or if the call is
   *     a write and has sent its one mutating request already; nothing was sent then
   */
  RequestPermit beforeRequest(String method);
}
