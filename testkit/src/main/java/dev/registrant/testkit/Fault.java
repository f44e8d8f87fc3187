package dev.registrant.testkit;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A misbehaviour to arm with {@link Sandbox#arm}.
 *
 * @param vendor a simulator's name
 * @param operation an operation name, or {@code *} for any
 * @param kind what happens
 * @param times for how many matching requests
 * @param span how long it lasts or waits, for the kinds that do
 * @param status what {@link FaultKind#REFUSE} answers
 */
public record Fault(
    String vendor, String operation, FaultKind kind, int times, Duration span, int status) {

  /** Checks the numbers. */
  public Fault {
    if (times < 1) {
      throw new IllegalArgumentException("times must be 1 or more, not " + times);
    }
    if (span.isNegative()) {
      throw new IllegalArgumentException("span must not be negative: " + span);
    }
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("status must be from 400 to 599, not " + status);
    }
  }

  /**
   * Makes a fault for one request, with a second's span and, to refuse, status 400. A stale read
   * has no span: it holds for one read, whenever it comes.
   *
   * @param vendor a simulator's name
   * @param operation an operation name, or {@code *} for any
   * @param kind what happens
   * @return the fault
   */
  public static Fault of(String vendor, String operation, FaultKind kind) {
    return new Fault(vendor, operation, kind, 1, kind.usualSpan(), 400);
  }

  /**
   * Copies the fault for more requests.
   *
   * @param count for how many matching requests, at least 1
   * @return the copy
   * @throws IllegalArgumentException if the count is below 1
   */
  public Fault times(int count) {
    return new Fault(vendor, operation, kind, count, span, status);
  }

  /**
   * Copies the fault with another span. A stale read with a span holds for all reads within it,
   * unless {@link #times} is called afterwards.
   *
   * @param duration how long it lasts or waits
   * @return the copy
   * @throws IllegalArgumentException if the duration is negative
   */
  public Fault lasting(Duration duration) {
    int count = kind == FaultKind.STALE_READ ? Integer.MAX_VALUE : times;
    return new Fault(vendor, operation, kind, count, duration, status);
  }

  /**
   * Copies the fault with another status to refuse with.
   *
   * @param httpStatus 400 to 599
   * @return the copy
   * @throws IllegalArgumentException if the status is no error
   */
  public Fault status(int httpStatus) {
    return new Fault(vendor, operation, kind, times, span, httpStatus);
  }

  Map<String, Object> json() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("vendor", vendor);
    members.put("operation", operation);
    members.put("kind", kind.wireName());
    members.put("times", times);
    members.put("millis", span.toMillis());
    members.put("status", status);
    return members;
  }
}
