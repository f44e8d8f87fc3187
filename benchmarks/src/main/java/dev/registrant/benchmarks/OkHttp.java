package dev.registrant.benchmarks;

import java.io.IOException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import tools.jackson.databind.json.JsonMapper;

/** OkHttp with Jackson, by hand. */
final class OkHttp implements AppClient {
  private final OkHttpClient client = new OkHttpClient();
  private final JsonMapper mapper = Document.mapper();
  private final String url;

  OkHttp(String url) {
    this.url = url;
  }

  @Override
  public Found find(String id) throws IOException {
    Request request =
        new Request.Builder()
            .url(url + AppClient.path(id))
            .header("Accept", "application/json")
            .header("Authorization", "Bearer " + AppClient.TOKEN)
            .build();
    try (Response response = client.newCall(request).execute()) {
      if (response.code() != 200) {
        throw new IOException("status " + response.code());
      }
      return mapper.readValue(response.body().bytes(), Document.class).found();
    }
  }

  @Override
  public void close() {
    client.connectionPool().evictAll();
    client.dispatcher().executorService().shutdown();
  }
}
