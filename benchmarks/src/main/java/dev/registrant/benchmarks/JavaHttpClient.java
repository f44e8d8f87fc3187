package dev.registrant.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.json.JsonMapper;

/** The JDK's client with Jackson, by hand. */
final class JavaHttpClient implements AppClient {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final JsonMapper mapper = Document.mapper();
  private final String url;

  JavaHttpClient(String url) {
    this.url = url;
  }

  @Override
  public Found find(String id) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + AppClient.path(id)))
            .header("Accept", "application/json")
            .header("Authorization", "Bearer " + AppClient.TOKEN)
            .build();
    HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException("status " + response.statusCode());
    }
    return mapper.readValue(response.body(), Document.class).found();
  }
}
