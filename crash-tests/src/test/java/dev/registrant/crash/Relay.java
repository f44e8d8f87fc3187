package dev.registrant.crash;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/**
 * Passes bytes between a host and a simulator. A request counts when the simulator has answered it,
 * or cut it off, and before the host can know that.
 */
final class Relay implements AutoCloseable {
  private final ServerSocket server;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "relay");
            thread.setDaemon(true);
            return thread;
          });
  private Predicate<String> isLast = step -> false;
  private int requests;

  private Relay(ServerSocket server, int target) {
    this.server = server;
    this.target = target;
  }

  static Relay before(URI simulator) {
    try {
      Relay relay =
          new Relay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), simulator.getPort());
      relay.threads.execute(relay::accept);
      return relay;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the address of the relay in place of the simulator's. */
  String through(String address) {
    URI direct = URI.create(address);
    return direct.getScheme() + "://127.0.0.1:" + server.getLocalPort() + direct.getPath();
  }

  /** Counts from one again and asks at each request whether its answer shall come through. */
  synchronized void watch(Predicate<String> isLastStep) {
    requests = 0;
    isLast = isLastStep;
  }

  private synchronized boolean holdsBack() {
    requests++;
    return isLast.test("request " + requests);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket host = server.accept();
        Socket simulator = new Socket(InetAddress.getLoopbackAddress(), target);
        host.setTcpNoDelay(true);
        simulator.setTcpNoDelay(true);
        sockets.add(host);
        sockets.add(simulator);
        Exchange exchange = new Exchange(host, simulator);
        threads.execute(exchange::requests);
        threads.execute(exchange::answers);
      } catch (IOException e) {
        // The relay was closed, or a host went away at once.
      }
    }
  }

  private final class Exchange {
    private final Socket host;
    private final Socket simulator;
    private volatile boolean waiting;

    Exchange(Socket host, Socket simulator) {
      this.host = host;
      this.simulator = simulator;
    }

    void requests() {
      pass(host, simulator, true);
    }

    void answers() {
      pass(simulator, host, false);
    }

    private void pass(Socket from, Socket to, boolean request) {
      byte[] buffer = new byte[16384];
      try (from;
          to) {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        int length;
        do {
          length = in.read(buffer);
          if (request && length > 0) {
            waiting = true;
          } else if (!request && waiting) {
            waiting = false;
            if (holdsBack()) {
              return;
            }
          }
          if (length > 0) {
            out.write(buffer, 0, length);
          }
        } while (length >= 0);
      } catch (IOException e) {
        // Whoever is left gets nothing more.
      } finally {
        sockets.remove(from);
        sockets.remove(to);
      }
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      threads.shutdownNow();
    }
  }
}
