package dev.registrant.engine;

import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.RegistrationException;

/** Tells of a defect without its message, which may hold anything, a secret too. */
final class Fault {
  private Fault() {}

  static RegistrationException in(String where, RuntimeException fault, ErrorDetails details) {
    StackTraceElement[] trace = fault.getStackTrace();
    RegistrationException.ProtocolError error =
        new RegistrationException.ProtocolError(
            where
                + " failed with "
                + fault.getClass().getName()
                + (trace.length == 0 ? "" : " at " + trace[0]),
            "This is a defect; report it",
            details);
    error.setStackTrace(trace);
    return error;
  }
}
