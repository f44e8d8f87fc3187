package dev.registrant.testkit;

import dev.registrant.testkit.vendor.VendorAnswer;
import java.time.Duration;

/** How a connection ends one request. */
sealed interface Reply {

  /** Answers after a while, usually none. */
  record Send(VendorAnswer answer, Duration pause) implements Reply {
    Send(VendorAnswer answer) {
      this(answer, Duration.ZERO);
    }
  }

  /** Closes the connection without a byte. */
  record Drop() implements Reply {}

  /** Sends the headers at once and the body spread over a time. */
  record Dribble(VendorAnswer answer, Duration over) implements Reply {}

  /** Sends the headers and a body until the client gives up. */
  record Endless(VendorAnswer answer) implements Reply {}
}
