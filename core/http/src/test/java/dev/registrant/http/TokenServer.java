package dev.registrant.http;

import dev.registrant.http.RawServer.Peer;
import dev.registrant.spi.Call;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A token endpoint whose requests wait for what a test answers, and a source that uses it. */
final class TokenServer implements AutoCloseable {
  static final String CLIENT_SECRET = "client-0818-secret";

  private final FakeContext context = new FakeContext();
  private final ManualClock clock = new ManualClock();
  private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
  private final RawServer server = RawServer.start(this::serve);
  private final TokenSource tokens = new TokenSource(this::ask, clock);

  /** A request that waits for its answer. */
  static final class Asked {
    private final Peer peer;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean broken;

    private Asked(Peer peer) {
      this.peer = peer;
    }

    void answers(int status, String body) throws IOException {
      peer.answer(status, "", body);
      over.countDown();
    }

    void gives(String token, long seconds) throws IOException {
      answers(200, token(token, seconds));
    }

    /** Ends the connection without an answer. */
    void breaks() {
      broken = true;
      over.countDown();
    }
  }

  static String token(String token, long seconds) {
    return "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":%d}"
        .formatted(token, seconds);
  }

  static FormBody grant() {
    return FormBody.of(Map.of("grant_type", "client_credentials", "client_secret", CLIENT_SECRET));
  }

  TokenSource tokens() {
    return tokens;
  }

  ManualClock clock() {
    return clock;
  }

  int requests() {
    return server.requests().size();
  }

  /** Waits for the next request; fails if none comes, whatever became of those who were to ask. */
  Asked next() throws InterruptedException {
    return Optional.ofNullable(asked.poll(15, TimeUnit.SECONDS))
        .orElseThrow(() -> new AssertionError("nobody asks"));
  }

  private AccessToken ask(Call call) {
    return TokenEndpoint.open(
            HttpApi.builder(context).baseUrl(server.url()), "/token", TokenError::read)
        .ask(grant(), call);
  }

  private void serve(Peer peer) throws IOException, InterruptedException {
    for (Optional<RawServer.Received> request = peer.receive();
        request.isPresent();
        request = peer.receive()) {
      Asked waiting = new Asked(peer);
      asked.add(waiting);
      waiting.over.await();
      if (waiting.broken) {
        return;
      }
    }
  }

  @Override
  public void close() throws Exception {
    server.close();
    context.close();
  }
}
