package dev.registrant.testkit;

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
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * A wire between a provider and a vendor on this machine, on which requests and answers go wrong as
 * a test says: what no simulator can do, because it knows how its answers end. Passes HTTP/1.1 on,
 * one request after the other, and keeps the request lines it saw.
 *
 * <p>Thread-safe.
 */
public final class FaultyWire implements AutoCloseable {
  private static final int LONGEST_LINE = 64 * 1024;

  private final ServerSocket listener;
  private final URI vendor;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final List<Armed> armed = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  private record Armed(Predicate<String> which, Fault fault, AtomicInteger times) {}

  /** What happens to a request. */
  public sealed interface Fault {
    /** It does not reach the vendor; the connection is reset. */
    record Reset() implements Fault {}

    /** The vendor answers; the connection is reset before any of the answer. */
    record LoseAnswer() implements Fault {}

    /** The vendor answers; nothing comes. */
    record Stall() implements Fault {}

    /** The vendor answers; a half of the body comes, and then nothing. */
    record StallBody() implements Fault {}

    /** The vendor answers; a half of the body comes, and the connection is closed. */
    record Truncate() implements Fault {}

    /** The vendor answers; the body is something else. */
    record Garble() implements Fault {}

    /**
     * It does not reach the vendor; this is answered.
     *
     * @param status the HTTP status
     * @param headers header lines, each with a line break behind it; often empty
     */
    record Answer(int status, String headers) implements Fault {}
  }

  private FaultyWire(ServerSocket listener, URI vendor) {
    this.listener = listener;
    this.vendor = vendor;
  }

  /**
   * Starts a wire to a vendor.
   *
   * @param vendor a URL of it, with a port
   */
  public static FaultyWire to(URI vendor) {
    try {
      ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
      FaultyWire wire = new FaultyWire(listener, vendor);
      daemon(wire::accept);
      return wire;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the URL of the vendor, with this wire in between. */
  public URI url() {
    return at("http", listener.getLocalPort());
  }

  /** Returns that URL for TLS, which nobody speaks here. */
  public URI urlWithTls() {
    return at("https", listener.getLocalPort());
  }

  /** Returns a URL like that of the vendor at a port where nobody listens. */
  public URI urlOfNobody() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return at("http", free.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private URI at(String scheme, int port) {
    return URI.create(scheme + "://127.0.0.1:" + port + vendor.getRawPath());
  }

  /**
   * Lets a fault happen.
   *
   * @param which the requests it happens to, by their request line, for example {@code GET /apps
   *     HTTP/1.1}
   * @param times how often
   */
  public void arm(Predicate<String> which, Fault fault, int times) {
    armed.add(new Armed(which, fault, new AtomicInteger(times)));
  }

  /** Returns how many of these requests were seen, whatever became of them. */
  public long requests(Predicate<String> which) {
    return seen.stream().filter(which).count();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        open.add(client);
        daemon(() -> serve(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      boolean goesOn = true;
      while (goesOn) {
        Optional<Message> request = Message.read(in);
        goesOn = request.isPresent() && pass(request.get(), client);
      }
    } catch (IOException | InterruptedException e) {
      // The client has gone away, or the test is over.
    } finally {
      open.remove(client);
    }
  }

  /** Returns whether the connection is used further. */
  private boolean pass(Message request, Socket client) throws IOException, InterruptedException {
    seen.add(request.firstLine());
    OutputStream out = client.getOutputStream();
    Optional<Fault> fault = fault(request.firstLine());
    if (fault.isEmpty()) {
      out.write(exchange(request).bytes());
      out.flush();
      return true;
    }
    if (fault.get() instanceof Fault.Answer answer) {
      out.write(
          "HTTP/1.1 %d X\r\nContent-Length: 2\r\nContent-Type: application/json\r\n%s\r\n{}"
              .formatted(answer.status(), answer.headers())
              .getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      return true;
    }
    if (fault.get() instanceof Fault.Reset) {
      client.setSoLinger(true, 0);
      return false;
    }
    spoil(exchange(request), fault.get(), client);
    return false;
  }

  private void spoil(Message answer, Fault fault, Socket client)
      throws IOException, InterruptedException {
    OutputStream out = client.getOutputStream();
    if (fault instanceof Fault.LoseAnswer) {
      client.setSoLinger(true, 0);
    } else if (fault instanceof Fault.Stall) {
      closed.await();
    } else if (fault instanceof Fault.Garble) {
      out.write(answer.head());
      out.write("#".repeat(answer.body().length).getBytes(StandardCharsets.US_ASCII));
      out.flush();
    } else {
      out.write(answer.head());
      out.write(answer.body(), 0, answer.body().length / 2);
      out.flush();
      if (fault instanceof Fault.StallBody) {
        closed.await();
      }
    }
  }

  private Optional<Fault> fault(String line) {
    return armed.stream()
        .filter(one -> one.which().test(line) && one.times().getAndDecrement() > 0)
        .map(Armed::fault)
        .findFirst();
  }

  private Message exchange(Message request) throws IOException {
    try (Socket socket = new Socket(vendor.getHost(), vendor.getPort())) {
      open.add(socket);
      socket.setTcpNoDelay(true);
      socket.getOutputStream().write(request.bytes());
      socket.getOutputStream().flush();
      return Message.read(new BufferedInputStream(socket.getInputStream()))
          .orElseThrow(() -> new IOException("the vendor hung up"));
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "faulty-wire");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A request or an answer, whose body has the length it says or none. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Message(String firstLine, byte[] head, byte[] body) {
    static Optional<Message> read(InputStream in) throws IOException {
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      String first = line(in, head);
      if (first.isEmpty()) {
        return Optional.empty();
      }
      int length = 0;
      for (String header = line(in, head); !header.isEmpty(); header = line(in, head)) {
        if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
          length = Integer.parseInt(header.substring(header.indexOf(':') + 1).strip());
        }
      }
      return Optional.of(new Message(first, head.toByteArray(), in.readNBytes(length)));
    }

    private static String line(InputStream in, ByteArrayOutputStream copy) throws IOException {
      StringBuilder line = new StringBuilder();
      for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
        line.append((char) c);
        copy.write(c);
        if (line.length() > LONGEST_LINE) {
          throw new IOException("a line without an end");
        }
      }
      copy.write('\n');
      return line.toString().stripTrailing();
    }

    byte[] bytes() {
      byte[] all = new byte[head.length + body.length];
      System.arraycopy(head, 0, all, 0, head.length);
      System.arraycopy(body, 0, all, head.length, body.length);
      return all;
    }
  }
}
