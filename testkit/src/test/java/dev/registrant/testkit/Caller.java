package dev.registrant.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends requests to a sandbox as a client of Snyk would. */
public final class Caller {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String VERSION = "version=2024-10-15";

  /** An answer with its body read, if it has one. */
  public record Got(int status, JsonNode json, HttpResponse<String> raw) {
    /** The first value of a header, or nothing at all. */
    public String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }

    /** A string somewhere in the body. */
    public String at(String pointer) {
      return json.at(pointer).asString("");
    }
  }

  private final HttpClient client = HttpClient.newHttpClient();
  private final Sandbox sandbox;
  private final Map<String, String> headers = new LinkedHashMap<>();

  /** Makes a caller with the managing token. */
  public Caller(Sandbox sandbox) {
    this.sandbox = sandbox;
    headers.put("authorization", "token " + account("token"));
  }

  /** Looks up a member of the Snyk account. */
  public String account(String name) {
    return sandbox.account("snyk").getOrDefault(name, "");
  }

  /** Sends this header with every request from now on; an empty value takes it away. */
  public Caller with(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** The path of the managed org's apps. */
  public String apps() {
    return "/orgs/" + account("org") + "/apps/creations";
  }

  /** The path of the managed org's installs. */
  public String installs() {
    return "/orgs/" + account("org") + "/apps/installs";
  }

  public Got get(String path) {
    return send("GET", versioned(path), "");
  }

  public Got post(String path, String body) {
    return send("POST", versioned(path), body);
  }

  public Got patch(String path, String body) {
    return send("PATCH", versioned(path), body);
  }

  public Got delete(String path) {
    return send("DELETE", versioned(path), "");
  }

  private static String versioned(String path) {
    return path.contains("version=") ? path : path + (path.contains("?") ? "&" : "?") + VERSION;
  }

  /** Creates an app and insists on it. */
  public Got createApp(String name) {
    Got got = post(apps(), newApp(name));
    if (got.status() != 201) {
      throw new AssertionError(got);
    }
    return got;
  }

  /** The body of a lawful create. */
  public static String newApp(String name) {
    return """
        {"data":{"type":"app","attributes":{"name":"%s","context":"tenant",
        "redirect_uris":["https://a.example/cb"],"scopes":["org.read"]}}}"""
        .formatted(name);
  }

  /** The body of a secrets call. */
  public static String secrets(String mode) {
    return "{\"data\":{\"type\":\"app\",\"attributes\":{\"mode\":\"" + mode + "\"}}}";
  }

  /** The body of a secrets call that deletes. */
  public static String deletion(String secret) {
    return "{\"data\":{\"type\":\"app\",\"attributes\":{\"mode\":\"delete\",\"secret\":"
        + MAPPER.writeValueAsString(secret)
        + "}}}";
  }

  /** The body of an install. */
  public static String newInstall(String appId) {
    return """
        {"data":{"type":"app_install"},
        "relationships":{"app":{"data":{"id":"%s","type":"app"}}}}"""
        .formatted(appId);
  }

  /** Sends exactly this, the version not added. */
  public Got send(String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(account("baseUrl") + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("content-type", "application/vnd.api+json");
    }
    headers.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            request.setHeader(name, value);
          }
        });
    return exchange(request.build());
  }

  /** Asks for a client credentials token. */
  public Got token(String clientId, String secret) {
    String form =
        "grant_type=client_credentials&client_id="
            + URLEncoder.encode(clientId, StandardCharsets.UTF_8)
            + "&client_secret="
            + URLEncoder.encode(secret, StandardCharsets.UTF_8);
    return token(form);
  }

  /** Sends a form to the token endpoint. */
  public Got token(String form) {
    return exchange(
        HttpRequest.newBuilder(URI.create(account("tokenUrl")))
            .header("content-type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build());
  }

  /** Talks to the admin; an empty body reads. */
  public Got admin(String path, String body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(sandbox.admin() + path));
    return exchange(
        body.isEmpty()
            ? request.GET().build()
            : request.POST(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  private Got exchange(HttpRequest request) {
    try {
      HttpRequest bounded =
          HttpRequest.newBuilder(request, (name, value) -> true)
              .timeout(Duration.ofSeconds(20))
              .build();
      HttpResponse<String> raw = client.send(bounded, HttpResponse.BodyHandlers.ofString());
      boolean json = raw.headers().firstValue("content-type").orElse("").contains("json");
      JsonNode body = json ? MAPPER.readTree(raw.body()) : MAPPER.getNodeFactory().missingNode();
      return new Got(raw.statusCode(), body, raw);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
