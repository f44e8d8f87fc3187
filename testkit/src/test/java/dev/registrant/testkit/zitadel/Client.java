package dev.registrant.testkit.zitadel;

import dev.registrant.testkit.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends requests to a sandbox as a client of ZITADEL would. */
final class Client {

  static final String BASIC = "API_AUTH_METHOD_TYPE_BASIC";
  static final String BY_KEY = "API_AUTH_METHOD_TYPE_PRIVATE_KEY_JWT";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** An answer with its body read, if it has one. */
  record Got(int status, JsonNode json, HttpResponse<String> raw) {

    String at(String pointer) {
      return json.at(pointer).asString("");
    }

    String id() {
      return at("/details/0/id");
    }

    int code() {
      return json.path("code").asInt(-1);
    }

    /** Status, code and id together, as a test wants them. */
    String error() {
      return status + " " + code() + " " + id();
    }

    String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }

    List<String> results(String member) {
      return json.path("result").valueStream().map(one -> one.path(member).asString("")).toList();
    }

    TreeSet<String> members(String pointer) {
      return new TreeSet<>(json.at(pointer).propertyNames());
    }
  }

  private final HttpClient http = HttpClient.newHttpClient();
  private final Sandbox sandbox;
  private String host = "127.0.0.1";
  private final Map<String, String> headers = new LinkedHashMap<>();

  Client(Sandbox sandbox) {
    this.sandbox = sandbox;
    headers.put("authorization", "Bearer " + account("token"));
  }

  /** Reaches the same server by another name from now on. */
  Client at(String name) {
    host = name;
    return this;
  }

  String account(String name) {
    return sandbox.account("zitadel").getOrDefault(name, "");
  }

  /** Calls as the account of a token from now on. */
  Client as(String token) {
    return with("authorization", "Bearer " + token);
  }

  /** Sends this header from now on; an empty value takes it away. */
  Client with(String name, String value) {
    headers.put(name, value);
    return this;
  }

  String project() {
    return "/projects/" + account("project");
  }

  String apps() {
    return project() + "/apps";
  }

  String app(Got created) {
    return apps() + "/" + created.at("/appId");
  }

  Got get(String path) {
    return send("GET", "/management/v1" + path, "");
  }

  Got post(String path, String body) {
    return send("POST", "/management/v1" + path, body);
  }

  Got put(String path, String body) {
    return send("PUT", "/management/v1" + path, body);
  }

  Got delete(String path) {
    return send("DELETE", "/management/v1" + path, "");
  }

  Got send(String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(account("baseUrl").replace("127.0.0.1", host) + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("content-type", "application/json");
    }
    headers.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            request.setHeader(name, value);
          }
        });
    return exchange(request.build());
  }

  Got create(String name, String method) {
    return insist(
        post(apps() + "/api", "{\"name\":\"" + name + "\",\"authMethodType\":\"" + method + "\"}"));
  }

  Got addKey(Got app) {
    return insist(post(app(app) + "/keys", "{\"type\":\"KEY_TYPE_JSON\"}"));
  }

  static Got insist(Got got) {
    if (got.status() != 200) {
      throw new AssertionError(got.raw().body());
    }
    return got;
  }

  /** Unpacks the document that an answer with a key carries. */
  static JsonNode keyFile(Got key) {
    return MAPPER.readTree(Base64.getDecoder().decode(key.at("/keyDetails")));
  }

  static JsonNode read(String json) {
    return MAPPER.readTree(json);
  }

  JsonNode state() {
    return MAPPER.valueToTree(sandbox.state()).path("zitadel");
  }

  /** Introspects with a secret. */
  Got introspect(String clientId, String secret, String token) {
    return form("/oauth/v2/introspect", basic(clientId, secret), "token=" + encoded(token));
  }

  /** Introspects with an assertion. */
  Got introspect(String assertion, String token) {
    return form(
        "/oauth/v2/introspect",
        "",
        "client_assertion_type="
            + encoded("urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
            + "&client_assertion="
            + encoded(assertion)
            + "&token="
            + encoded(token));
  }

  static String basic(String id, String secret) {
    String pair = encoded(id) + ":" + encoded(secret);
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  Got form(String path, String authorization, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(account("baseUrl") + path))
            .header("content-type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!authorization.isEmpty()) {
      request.header("authorization", authorization);
    }
    return exchange(request.build());
  }

  private Got exchange(HttpRequest request) {
    try {
      HttpResponse<String> raw = http.send(request, HttpResponse.BodyHandlers.ofString());
      boolean json = raw.headers().firstValue("content-type").orElse("").contains("json");
      JsonNode body = json ? MAPPER.readTree(raw.body()) : MAPPER.getNodeFactory().missingNode();
      return new Got(raw.statusCode(), body, raw);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
