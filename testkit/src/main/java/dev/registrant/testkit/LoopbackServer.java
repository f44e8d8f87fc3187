package dev.registrant.testkit;

import dev.registrant.testkit.vendor.SandboxTime;
import dev.registrant.testkit.vendor.VendorRequest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/**
 * An HTTP/1.1 server on 127.0.0.1 with a thread for each connection. Written out because the
 * simulators must be able to do what a well-behaved server cannot: hang up, dribble, never end.
 */
final class LoopbackServer implements AutoCloseable {

  private final ServerSocket listener;
  private final SandboxTime time;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "sandbox-http");
            thread.setDaemon(true);
            return thread;
          });

  private volatile Optional<Thread> acceptor = Optional.empty();

  private LoopbackServer(ServerSocket listener, SandboxTime time) {
    this.listener = listener;
    this.time = time;
  }

  /** Binds a port, 0 for any free one; clients can connect but wait until {@link #serve}. */
  static LoopbackServer bind(int port, SandboxTime time) {
    try {
      ServerSocket listener = new ServerSocket();
      listener.setReuseAddress(true);
      try {
        listener.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 512);
      } catch (IOException e) {
        listener.close();
        throw e;
      }
      return new LoopbackServer(listener, time);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port, e);
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  void serve(Function<VendorRequest, Reply> handler) {
    Thread thread =
        new Thread(
            () -> {
              while (!listener.isClosed()) {
                accept(handler);
              }
            },
            "sandbox-accept");
    thread.setDaemon(true);
    thread.start();
    acceptor = Optional.of(thread);
  }

  private void accept(Function<VendorRequest, Reply> handler) {
    try {
      Socket socket = listener.accept();
      open.add(socket);
      try {
        threads.execute(() -> converse(socket, handler));
      } catch (RejectedExecutionException e) {
        // closing at this very moment: nobody else will cut a connection that came in between
        cut(socket);
      }
    } catch (IOException e) {
      // the listener was closed, or the client was gone before it was accepted
    }
  }

  private void converse(Socket socket, Function<VendorRequest, Reply> handler) {
    try (socket) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      RequestReader reader =
          new RequestReader(new BufferedInputStream(socket.getInputStream()), out);
      ReplyWriter writer = new ReplyWriter(out, time);
      boolean alive = true;
      while (alive) {
        VendorRequest request = reader.next();
        alive = request != null && exchange(request, handler, writer);
      }
    } catch (IOException e) {
      // the client hung up or does not speak HTTP: nothing to tell it
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
    }
  }

  private static boolean exchange(
      VendorRequest request, Function<VendorRequest, Reply> handler, ReplyWriter writer)
      throws IOException, InterruptedException {
    boolean last =
        request.headers().getOrDefault("connection", List.of()).stream()
            .anyMatch(value -> value.equalsIgnoreCase("close"));
    return writer.write(reply(request, handler), request.method().equals("HEAD")) && !last;
  }

  /** A bug of a simulator shows as a 500 that names it, not as one more dropped connection. */
  private static Reply reply(VendorRequest request, Function<VendorRequest, Reply> handler) {
    try {
      return handler.apply(request);
    } catch (RuntimeException e) {
      return new Reply.Send(Json.answer(500, Map.of("error", "bug of the sandbox: " + e)));
    }
  }

  /** Stops listening and cuts every connection. */
  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      threads.shutdownNow();
      open.forEach(LoopbackServer::cut);
    }
    acceptor.ifPresent(LoopbackServer::await);
  }

  /** The port takes connections for as long as somebody still waits for one. */
  private static void await(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void cut(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it is gone either way
    }
  }
}
