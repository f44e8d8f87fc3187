package dev.registrant.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The simulated endpoint at which API apps of ZITADEL authenticate. */
final class Introspection {
  private final URI endpoint;
  private final String token;

  Introspection(Stage stage) {
    endpoint = URI.create(stage.vendor().get("baseUrl") + "/oauth/v2/introspect");
    token = String.valueOf(stage.vendor().get("token"));
  }

  /** Returns whether the app can introspect a token with its captured secret. */
  boolean accepts(AppSteps app) {
    String clientId = app.seen().text("clientId");
    String secret = app.value(app.credentials().get(0));
    String pair = clientId + ":" + URLEncoder.encode(secret, StandardCharsets.UTF_8);
    try {
      HttpURLConnection connection = (HttpURLConnection) endpoint.toURL().openConnection();
      connection.setRequestMethod("POST");
      connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
      connection.setRequestProperty(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
      connection.setDoOutput(true);
      try (OutputStream body = connection.getOutputStream()) {
        String form = "token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
        body.write(form.getBytes(StandardCharsets.UTF_8));
      }
      return connection.getResponseCode() == 200;
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox does not answer", e);
    }
  }
}
