package dev.registrant.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a request takes that is nothing but bytes on a connection that is open already. */
final class BareRequest {
  private static final int TIMES = 15;

  private BareRequest() {}

  static double medianMillis(String url) throws IOException {
    URI uri = URI.create(url);
    byte[] request =
        ("GET " + AppClient.path(VendorAnswers.APP.id()) + " HTTP/1.1\r\nHost: bare\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    List<Double> millis = new ArrayList<>();
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setTcpNoDelay(true);
      for (int i = 0; i < TIMES; i++) {
        long begin = System.nanoTime();
        socket.getOutputStream().write(request);
        readAnswer(socket.getInputStream());
        millis.add((System.nanoTime() - begin) / 1e6);
      }
    }
    return Spread.of(millis).median();
  }

  /** The answer is written at once, and is complete when the last brace has come. */
  private static void readAnswer(InputStream in) throws IOException {
    byte[] buffer = new byte[4096];
    int read;
    do {
      read = in.read(buffer);
      if (read < 0) {
        throw new EOFException();
      }
    } while (in.available() > 0 || buffer[read - 1] != '}');
  }
}
