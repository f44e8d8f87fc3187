package dev.registrant.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/** The requests of a creation, sent by java.net.http: a POST, then a PATCH of the name. */
final class CreateByHand {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final JsonMapper mapper = Document.mapper();
  private final String apps;

  CreateByHand(String url) {
    this.apps = url + "/orgs/" + VendorAnswers.ORG + "/apps/creations";
  }

  /** So many creations, by as many threads as run this. */
  final class Queue implements Runnable {
    private final int items;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();

    private Queue(int items) {
      this.items = items;
    }

    @Override
    public void run() {
      try {
        while (next.getAndIncrement() < items) {
          create();
          done.incrementAndGet();
        }
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    void requireDone() {
      if (done.get() != items) {
        throw new IllegalStateException("only " + done + " were created by hand");
      }
    }
  }

  Queue queue(int items) {
    return new Queue(items);
  }

  private void create() throws IOException, InterruptedException {
    String id = send("POST", "", "working name");
    send("PATCH", "/" + id, "App");
  }

  private String send(String method, String path, String name)
      throws IOException, InterruptedException {
    String body = "{\"data\":{\"type\":\"app\",\"attributes\":{\"name\":\"%s\"}}}".formatted(name);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(apps + path))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + AppClient.TOKEN)
            .method(method, BodyPublishers.ofString(body))
            .build();
    HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
    if (response.statusCode() / 100 != 2) {
      throw new IOException("status " + response.statusCode());
    }
    return mapper.readTree(response.body()).at("/data/id").asString();
  }
}
