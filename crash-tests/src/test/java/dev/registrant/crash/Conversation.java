package dev.registrant.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A victim's side of the pipe. Before each step it says so and waits for leave to go on, which it
 * may never get.
 */
final class Conversation {
  /** Begins the line of a step at which the victim waits. */
  static final String WAITING = "@ ";

  /** Begins the line of a step during which the victim may be killed at any moment. */
  static final String UNDER_WAY = "@~ ";

  /** Begins the line that tells how it ended. */
  static final String ENDED = "@. ";

  private final BufferedReader in;
  private final PrintStream out;

  Conversation(InputStream in, PrintStream out) {
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    this.out = out;
  }

  synchronized String read() {
    try {
      String line = in.readLine();
      if (line == null) {
        throw new IllegalStateException("nobody is there any more");
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Comes to a step. Returns if the victim may live on. */
  synchronized void at(String step) {
    say(WAITING + step);
    read();
  }

  /** Begins a step without waiting. */
  synchronized void under(String step) {
    say(UNDER_WAY + step);
  }

  synchronized void ended(String how) {
    say(ENDED + how);
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }
}
