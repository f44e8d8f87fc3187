package dev.registrant.http;

import dev.registrant.spi.HttpProxy;
import dev.registrant.spi.Network;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The places at which an exchange can hang for ever, and how to make it hang there. */
enum Stall {
  LOOKUP(false),
  CONNECT(false),
  TLS(false),
  POOL(false),
  PROXY_CONNECT(false),
  PROXY_DRIBBLED_CONNECT(false),
  PROXY_TLS(false),
  HEADERS(true),
  DRIBBLED_HEADERS(true),
  BODY(true),
  DRIBBLED_BODY(true),
  ENDLESS_BODY(true),
  INFORMATIONAL(true);

  /** Whether the request has left when it hangs. */
  final boolean sent;

  Stall(boolean sent) {
    this.sent = sent;
  }

  /** Whether it hangs at a proxy. */
  boolean isOfProxy() {
    return name().startsWith("PROXY_");
  }

  /** Sets up what hangs. */
  Scene open() throws IOException {
    return open(Network.defaults());
  }

  /** The same with other time-outs. */
  Scene open(Network network) throws IOException {
    return new Scene(this, network);
  }

  /** Connects until the queue of a listener is full, so that the next one hangs. */
  static void fill(ServerSocket full, List<AutoCloseable> resources) throws IOException {
    for (int i = 0; i < 10; i++) {
      Socket socket = new Socket();
      resources.add(socket);
      try {
        socket.connect(full.getLocalSocketAddress(), 200);
      } catch (SocketTimeoutException e) {
        return;
      }
    }
    throw new IOException("the queue of a listener does not fill up here");
  }

  /** A vendor that hangs, and a context whose calls get there. */
  static final class Scene implements AutoCloseable {
    private static final String HEAD = "HTTP/1.1 201 X\r\nContent-Type: application/json\r\n";

    private final List<AutoCloseable> resources = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Stall stall;
    private final RawServer server;
    private final HttpTransport transport;
    private final FakeContext context;
    private final URI url;

    private Scene(Stall stall, Network network) throws IOException {
      this.stall = stall;
      if (stall == Stall.CONNECT) {
        ServerSocket full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        resources.add(full);
        fill(full, resources);
        this.server = RawServer.start(RawServer.Peer::hold);
        this.url = URI.create("http://127.0.0.1:" + full.getLocalPort());
      } else {
        this.server = RawServer.start(this::serve);
        this.url = url();
      }
      this.transport =
          new HttpTransport(
              host -> {
                await();
                return new InetAddress[0];
              },
              stall == Stall.POOL ? 1 : 64);
      this.context =
          new FakeContext(
              transport,
              stall.isOfProxy()
                  ? network.withProxy(HttpProxy.of("127.0.0.1", server.port()))
                  : network);
      resources.add(context);
      resources.add(server);
    }

    private URI url() {
      return switch (stall) {
        case LOOKUP -> URI.create("http://vendor.invalid");
        case PROXY_CONNECT, PROXY_DRIBBLED_CONNECT, PROXY_TLS ->
            URI.create("https://vendor.invalid");
        case TLS -> URI.create(server.url().toString().replace("http:", "https:"));
        default -> server.url();
      };
    }

    Widgets widgets() {
      return widgets(context);
    }

    /** Of another account with the same connections, which is not in a hurry. */
    private Widgets holder() {
      return widgets(new FakeContext(transport, Network.defaults()));
    }

    private Widgets widgets(FakeContext account) {
      return Widgets.builder(account, url)
          .allowPlainHttp(true)
          .bodyLimit(Integer.MAX_VALUE - 8)
          .build(Widgets.class);
    }

    /** Occupies what the call under test is to wait for. */
    void prepare() throws InterruptedException {
      if (stall == Stall.POOL) {
        Thread holder =
            new Thread(() -> holder().find("holder", FakeCall.read().options()), "pool-holder");
        holder.setDaemon(true);
        holder.setUncaughtExceptionHandler((thread, failure) -> {});
        holder.start();
        server.awaitHold();
      }
    }

    int requests() {
      return server.requests().size();
    }

    /** Waits until the call hangs, as far as that can be told from outside. */
    void awaitStall() throws InterruptedException {
      if (stall.sent) {
        server.awaitHold();
      }
      Thread.sleep(60);
    }

    private void serve(RawServer.Peer peer) throws IOException, InterruptedException {
      if (stall == Stall.TLS) {
        peer.hold();
        return;
      }
      peer.receive();
      switch (stall) {
        case PROXY_DRIBBLED_CONNECT -> {
          peer.raw("HTTP/1.1 200 X\r\n");
          peer.dribble("X-More: more\r\n", 30);
        }
        case PROXY_TLS -> {
          peer.raw("HTTP/1.1 200 X\r\n\r\n");
          peer.hold();
        }
        case DRIBBLED_HEADERS -> {
          peer.raw(HEAD);
          peer.dribble("X-More: more\r\n", 120);
        }
        case BODY -> {
          peer.raw(HEAD + "Content-Length: 10\r\n\r\n{");
          peer.hold();
        }
        case DRIBBLED_BODY -> {
          peer.raw(HEAD + "Content-Length: 1000000\r\n\r\n");
          peer.dribble(" ", 30);
        }
        case ENDLESS_BODY -> {
          peer.raw(HEAD + "Transfer-Encoding: chunked\r\n\r\n");
          peer.dribble("4\r\n    \r\n", 1);
        }
        case INFORMATIONAL -> peer.dribble("HTTP/1.1 103 Early Hints\r\n\r\n", 1);
        default -> peer.hold();
      }
    }

    private void await() {
      try {
        over.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() throws Exception {
      over.countDown();
      for (AutoCloseable resource : resources) {
        resource.close();
      }
    }
  }
}
