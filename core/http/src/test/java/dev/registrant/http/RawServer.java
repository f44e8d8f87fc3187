package dev.registrant.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLSocket;

/** A server that does on each connection what a test says, down to the byte. */
final class RawServer implements AutoCloseable {
  private final ServerSocket listener;
  private final Behaviour behaviour;
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final List<Socket> relayed = new CopyOnWriteArrayList<>();
  private final List<Received> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch reached = new CountDownLatch(1);

  interface Behaviour {
    void serve(Peer peer) throws IOException, InterruptedException;
  }

  /** A request as it came. */
  record Received(String line, Map<String, String> headers, String body) {}

  private RawServer(ServerSocket listener, Behaviour behaviour) {
    this.listener = listener;
    this.behaviour = behaviour;
  }

  static RawServer start(Behaviour behaviour) {
    try {
      return start(new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")), behaviour);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RawServer start(ServerSocket listener, Behaviour behaviour) {
    RawServer server = new RawServer(listener, behaviour);
    server.daemon(server::accept);
    return server;
  }

  /** Answers each request with the same status, headers and body. */
  static RawServer answering(int status, String headers, String body) {
    return start(
        peer -> {
          while (peer.receive().isPresent()) {
            peer.answer(status, headers, body);
          }
        });
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/api");
  }

  int port() {
    return listener.getLocalPort();
  }

  List<Received> requests() {
    return requests;
  }

  int connections() {
    return connections.size();
  }

  /** Waits until a peer has called {@link Peer#hold}. */
  void awaitHold() throws InterruptedException {
    reached.await();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        connections.add(socket);
        daemon(() -> serve(socket));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      behaviour.serve(new Peer(socket));
    } catch (IOException | InterruptedException e) {
      // the other side is gone, or the test is over
    }
  }

  private void daemon(Runnable work) {
    Thread thread = new Thread(work, "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      listener.close();
      for (Socket socket : connections) {
        socket.close();
      }
      for (Socket socket : relayed) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The server's side of one connection. */
  final class Peer {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private Peer(Socket socket) throws IOException {
      this.socket = socket;
      this.in = new BufferedInputStream(socket.getInputStream());
      this.out = socket.getOutputStream();
    }

    /** Reads a request; empty when the client has closed. */
    Optional<Received> receive() throws IOException {
      Optional<String> line = line();
      if (line.isEmpty()) {
        return Optional.empty();
      }
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      String header = line().orElse("");
      while (!header.isEmpty()) {
        int colon = header.indexOf(':');
        headers.put(header.substring(0, colon), header.substring(colon + 1).strip());
        header = line().orElse("");
      }
      int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
      String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
      Received received = new Received(line.get(), headers, body);
      requests.add(received);
      return Optional.of(received);
    }

    void answer(int status, String headers, String body) throws IOException {
      int length = body.getBytes(StandardCharsets.UTF_8).length;
      raw(
          "HTTP/1.1 %d X\r\nContent-Length: %d\r\n%s\r\n%s"
              .formatted(status, length, headers, body));
    }

    void raw(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }

    /** Passes bytes on to a port of this machine and back, until one side has closed. */
    void relay(int port) throws IOException {
      try (Socket target = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
        relayed.add(target);
        daemon(() -> pump(target, socket));
        in.transferTo(target.getOutputStream());
      }
    }

    private void pump(Socket from, Socket to) {
      try (from;
          to) {
        from.getInputStream().transferTo(to.getOutputStream());
      } catch (IOException e) {
        // one side is gone
      }
    }

    /** Who the client is by its certificate. */
    String clientName() throws IOException {
      return ((SSLSocket) socket).getSession().getPeerPrincipal().getName();
    }

    /** Does nothing until the test is over. */
    void hold() throws InterruptedException {
      reached.countDown();
      closed.await();
    }

    /** Sends a text over and over until the client is gone. */
    void dribble(String text, long pauseMillis) throws IOException, InterruptedException {
      reached.countDown();
      while (true) {
        raw(text);
        Thread.sleep(pauseMillis);
      }
    }

    private Optional<String> line() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          return Optional.empty();
        }
        line.write(c);
      }
      return Optional.of(line.toString(StandardCharsets.UTF_8).strip());
    }
  }
}
