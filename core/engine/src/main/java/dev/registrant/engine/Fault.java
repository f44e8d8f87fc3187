package dev.registrant.engine;

import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.RegistrationException;

/** Tells of a defect without its message, which may hold anything, a secret too. */
final class Fault {
  private Fault() {}

  static RegistrationException in(String where, Throwable fault, ErrorDetails details) {
    return traced(
        fault,
        new RegistrationException.ProtocolError(
            failed(where, fault), "This is a defect; report it", details));
  }

  /**
   * The vendor accepted a change, and the provider failed over the answer.
   *
   * @param advice how the caller finds out what became of it
   */
  static RegistrationException overAnswer(
      RuntimeException fault, String advice, ErrorDetails details) {
    return traced(
        fault,
        new RegistrationException.OutcomeUnknown(
            "the vendor accepted the change, and " + failed("the provider", fault) + " over it",
            advice + ", and report this defect",
            details,
            null));
  }

  private static String failed(String where, Throwable fault) {
    StackTraceElement[] trace = fault.getStackTrace();
    return where
        + " failed with "
        + fault.getClass().getName()
        + (trace.length == 0 ? "" : " at " + trace[0]);
  }

  private static RegistrationException traced(Throwable fault, RegistrationException error) {
    error.setStackTrace(fault.getStackTrace());
    return error;
  }
}
