package dev.registrant.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A {@link Vendor} in a process of its own. */
final class VendorProcess implements AutoCloseable {
  private final Process process;
  private final int port;

  private VendorProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static VendorProcess start(Duration latency) throws IOException {
    Process process =
        new ProcessBuilder(
                ChildJvm.java(),
                "-Xms256m",
                "-Xmx256m",
                "-cp",
                ClassPath.all(),
                Vendor.class.getName(),
                String.valueOf(latency.toMillis()))
            .redirectError(Redirect.INHERIT)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    if (line == null) {
      throw new IOException("the vendor did not start");
    }
    return new VendorProcess(process, Integer.parseInt(line));
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** How many requests it got so far. */
  long requests() throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(url() + VendorAnswers.REQUESTS).toURL().openConnection();
    return Long.parseLong(
        new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
  }

  /** Ends it, and waits until it has. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
