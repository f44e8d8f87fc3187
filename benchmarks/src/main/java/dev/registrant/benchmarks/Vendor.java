package dev.registrant.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The vendor all clients are measured against: a server on loopback that does as little as it can,
 * so that what is measured is the client. A thread for each connection, which is kept alive.
 */
final class Vendor implements AutoCloseable {
  private static final int BACKLOG = 1024;

  private final ServerSocket server;
  private final Duration latency;
  private final AtomicLong requests = new AtomicLong();

  private Vendor(ServerSocket server, Duration latency) {
    this.server = server;
    this.latency = latency;
  }

  /** Runs one until standard input ends. Prints its port. */
  public static void main(String[] args) throws IOException {
    try (Vendor vendor = start(Duration.ofMillis(Long.parseLong(args[0])))) {
      System.out.println(vendor.port());
      while (System.in.read() >= 0) {
        // The end of whoever started it is the end of its output, and of this.
      }
    }
  }

  /**
   * Starts one in this process.
   *
   * @param latency how long it waits before it answers
   */
  static Vendor start(Duration latency) throws IOException {
    ServerSocket server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    Vendor vendor = new Vendor(server, latency);
    daemon(vendor::accept, "vendor");
    return vendor;
  }

  int port() {
    return server.getLocalPort();
  }

  /** How many requests it got, those for this number left out. */
  long requests() {
    return requests.get();
  }

  private void accept() {
    while (true) {
      try {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        daemon(() -> serve(socket), "vendor-connection");
      } catch (IOException e) {
        return; // It was closed.
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      VendorConnection connection = new VendorConnection(socket);
      while (connection.next()) {
        if (connection.path().equals(VendorAnswers.REQUESTS)) {
          connection.answer(VendorAnswers.number(requests.get()));
        } else {
          requests.incrementAndGet();
          pause();
          connection.answer(
              VendorAnswers.answer(connection.method(), connection.path(), connection.body()));
        }
      }
    } catch (IOException e) {
      // The client has gone.
    }
  }

  private void pause() {
    if (latency.isZero()) {
      return;
    }
    try {
      Thread.sleep(latency.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
