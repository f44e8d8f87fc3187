package dev.registrant.provider.zitadel;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers what a test has prepared, one after the other, and writes down what it was sent. */
final class RecordingServer implements AutoCloseable {
  private final HttpServer server;
  private final Deque<Prepared> prepared = new ConcurrentLinkedDeque<>();
  private final List<Received> received = new CopyOnWriteArrayList<>();

  /** A request as it came, for example {@code GET /a/b}. */
  record Received(String line, Map<String, String> headers, String body) {}

  private record Prepared(int status, String body, Map<String, String> headers) {
    /** Never answers. */
    static final Prepared SILENCE = new Prepared(0, "", Map.of());
  }

  private RecordingServer(HttpServer server) {
    this.server = server;
  }

  static RecordingServer start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
      RecordingServer recording = new RecordingServer(server);
      server.createContext("/", recording::answer);
      server.start();
      return recording;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  RecordingServer answers(String body) {
    return answers(200, body);
  }

  RecordingServer answers(int status, String body) {
    return answers(status, body, Map.of());
  }

  RecordingServer answers(int status, String body, Map<String, String> headers) {
    prepared.add(new Prepared(status, body, headers));
    return this;
  }

  RecordingServer isSilent() {
    prepared.add(Prepared.SILENCE);
    return this;
  }

  /** An error as ZITADEL writes it; no details if the id is empty. */
  RecordingServer refuses(int status, int code, String id) {
    String details =
        id.isEmpty()
            ? ""
            : ",\"details\":[{\"@type\":\"type.googleapis.com/zitadel.v1.ErrorDetail\",\"id\":\""
                + id
                + "\",\"message\":\"Errors.Text\"}]";
    return answers(status, "{\"code\":" + code + ",\"message\":\"localised\"" + details + "}");
  }

  List<Received> received() {
    return received;
  }

  List<String> lines() {
    return received.stream().map(Received::line).toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    received.add(
        new Received(exchange.getRequestMethod() + " " + exchange.getRequestURI(), headers, body));
    Prepared next = prepared.poll();
    if (next == null) {
      next = new Prepared(500, "nothing was prepared", Map.of());
    }
    if (next.equals(Prepared.SILENCE)) {
      return;
    }
    next.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] bytes = next.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(next.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
