package dev.registrant.crash;

import dev.registrant.testkit.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** What others ask of a vendor: whether a credential works, and what a person would do. */
final class VendorCalls {
  private final Sandbox sandbox;
  private final HttpClient http = HttpClient.newHttpClient();

  VendorCalls(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  /** Returns whether the vendor takes a client secret; of keys the comparison has to do. */
  boolean authenticates(Subject subject, VendorApp app, String secret) {
    Map<String, String> account = sandbox.account(subject.vendor());
    return switch (subject) {
      case SNYK ->
          // Only a person could get a code. A good secret is told by what is refused then.
          send(form(
                  account.getOrDefault("tokenUrl", ""),
                  Map.of(
                      "grant_type",
                      "authorization_code",
                      "code",
                      "none",
                      "client_id",
                      app.clientId(),
                      "client_secret",
                      secret)))
              .contains("invalid_grant");
      case ZITADEL_SECRET ->
          send(form(
                      account.getOrDefault("baseUrl", "") + "/oauth/v2/introspect",
                      Map.of("token", account.getOrDefault("token", "")))
                  .header("authorization", "Basic " + pair(app.clientId(), secret)))
              .contains("\"active\":true");
      case ZITADEL_KEY, PORTAL, ASSISTED -> true;
    };
  }

  /** Lets a person make the app; returns its id and key. */
  Map<String, String> personMakesApp() {
    String made =
        send(
            HttpRequest.newBuilder(URI.create(sandbox.admin() + "/human"))
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"vendor\":\"servicetitan\",\"act\":\"create-app\",\"name\":\""
                            + Subject.NAME
                            + "\",\"organizationName\":\"Acme\","
                            + "\"homepageUrl\":\"https://acme.example\","
                            + "\"tenants\":[\"12345\"],\"scopes\":[\"tn.crm.customers:r\"]}")));
    return Map.of("app_id", member(made, "appId"), "app_key", member(made, "appKey"));
  }

  private static String member(String json, String name) {
    return json.replaceAll("(?s).*\"" + name + "\"\\s*:\\s*\"([^\"]*)\".*", "$1");
  }

  private static HttpRequest.Builder form(String url, Map<String, String> fields) {
    StringBuilder form = new StringBuilder();
    new TreeMap<>(fields)
        .forEach(
            (name, value) ->
                form.append(form.isEmpty() ? "" : "&")
                    .append(name)
                    .append('=')
                    .append(encoded(value)));
    return HttpRequest.newBuilder(URI.create(url))
        .header("content-type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form.toString()));
  }

  private static String pair(String id, String secret) {
    return Base64.getEncoder()
        .encodeToString((encoded(id) + ":" + encoded(secret)).getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private String send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
