package dev.registrant.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Reads one request after the other from a connection. Used by one thread. */
final class VendorConnection {
  private static final String LENGTH = "content-length:";

  private final InputStream in;
  private final OutputStream out;
  private byte[] buffer = new byte[8192];

  /** How much of the buffer is filled. */
  private int filled;

  private String method = "";
  private String path = "";
  private String body = "";

  VendorConnection(Socket socket) throws IOException {
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  /** Reads the next request; false if there is none. */
  boolean next() throws IOException {
    int head = headEnd(0);
    while (head < 0) {
      int searched = Math.max(0, filled - 3);
      if (!fill()) {
        return false;
      }
      head = headEnd(searched);
    }
    int space = indexOf(' ', 0);
    int end = indexOf(' ', space + 1);
    method = text(0, space);
    path = text(space + 1, end);
    int length = method.equals("GET") ? 0 : contentLength(text(end, head));
    while (filled < head + length) {
      if (!fill()) {
        throw new EOFException();
      }
    }
    body = text(head, head + length);
    System.arraycopy(buffer, head + length, buffer, 0, filled - head - length);
    filled -= head + length;
    return true;
  }

  String method() {
    return method;
  }

  /** The path with its query. */
  String path() {
    return path;
  }

  String body() {
    return body;
  }

  void answer(byte[] answer) throws IOException {
    out.write(answer);
  }

  private boolean fill() throws IOException {
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int read = in.read(buffer, filled, buffer.length - filled);
    filled += Math.max(0, read);
    return read > 0;
  }

  /** Where the body begins; below zero if the head has not come to its end. */
  private int headEnd(int from) {
    for (int i = from; i + 3 < filled; i++) {
      if (buffer[i] == '\r'
          && buffer[i + 1] == '\n'
          && buffer[i + 2] == '\r'
          && buffer[i + 3] == '\n') {
        return i + 4;
      }
    }
    return -1;
  }

  private int indexOf(char wanted, int from) throws IOException {
    for (int i = from; i < filled; i++) {
      if (buffer[i] == wanted) {
        return i;
      }
    }
    throw new IOException("not a request");
  }

  private String text(int from, int to) {
    return new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private static int contentLength(String head) {
    return head.lines()
        .map(line -> line.toLowerCase(Locale.ROOT))
        .filter(line -> line.startsWith(LENGTH))
        .mapToInt(line -> Integer.parseInt(line.substring(LENGTH.length()).strip()))
        .findFirst()
        .orElse(0);
  }
}
