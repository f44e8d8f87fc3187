package dev.registrant.testkit.servicetitan;

import dev.registrant.testkit.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sends requests to the sandbox as the portal's page, a tenant's client or a person would. */
final class Visitor {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** An answer with its body read, if it is JSON. */
  record Got(int status, JsonNode json, HttpResponse<String> raw) {

    String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }

    String at(String pointer) {
      return json.at(pointer).asString("");
    }

    List<String> list(String pointer) {
      return json.at(pointer).valueStream().map(JsonNode::asString).toList();
    }

    Got insist(int wanted) {
      if (status != wanted) {
        throw new AssertionError("wanted " + wanted + ": " + raw + " " + raw.body());
      }
      return this;
    }
  }

  private final HttpClient client = HttpClient.newHttpClient();
  private final Sandbox sandbox;
  private String portalToken;

  Visitor(Sandbox sandbox) {
    this.sandbox = sandbox;
    this.portalToken = account("portalToken");
  }

  String account(String name) {
    return sandbox.account("servicetitan").getOrDefault(name, "");
  }

  /** The seeded tenant. */
  String tenant() {
    return account("tenant");
  }

  /** Uses another session; an empty one sends no header. */
  Visitor signedInWith(String token) {
    portalToken = token;
    return this;
  }

  Visitor behave(String name, String value) {
    sandbox.behave("servicetitan", name, value);
    return this;
  }

  Got page() {
    return portal("GET", "/c/apps", "");
  }

  /** The newest app as the portal reads it. */
  JsonNode last() {
    JsonNode apps = page().insist(200).json().at("/apps");
    return apps.get(apps.size() - 1);
  }

  Got save(JsonNode app) {
    return portal("PUT", "/c/project/" + account("projectId") + "/apps", app.toString());
  }

  /** A lawful save of a new app. */
  ObjectNode newApp(String name) {
    ObjectNode app = MAPPER.createObjectNode();
    app.put("id", 0);
    app.put("name", name);
    app.put("organizationName", "Pipes Ltd");
    app.put("homepageUrl", "https://pipes.example");
    app.putArray("authScopes").add("tn.acc.invoices:r").add("tn.crm.customers:w");
    app.put("deleted", false);
    app.putArray("appAvailabilityList").addObject().put("resourceOwner", tenant()).put("note", "n");
    return app;
  }

  /** Creates an app at the portal and reads it. */
  JsonNode created(String name) {
    save(newApp(name)).insist(200);
    return last();
  }

  /** A lawful save of an app that is there. */
  ObjectNode saved(JsonNode app) {
    ObjectNode form = newApp(app.at("/name").asString());
    form.put("id", app.at("/id").asLong());
    return form;
  }

  Got portal(String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(account("portalUrl") + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("content-type", "application/json");
    }
    if (!portalToken.isEmpty()) {
      request.header("ApimUserAccessToken", portalToken);
    }
    return exchange(request.build());
  }

  /** Lets a person act; pairs of member and value. */
  Got act(String act, Object... pairs) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("vendor", "servicetitan");
    members.put("act", act);
    for (int i = 0; i < pairs.length; i += 2) {
      members.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return admin("/human", MAPPER.writeValueAsString(members));
  }

  /** Lets a person create an app for the seeded tenant; further pairs of member and value. */
  Got person(Object... pairs) {
    List<Object> all = new ArrayList<>();
    all.addAll(List.of("name", "one", "organizationName", "Pipes Ltd"));
    all.addAll(List.of("homepageUrl", "https://pipes.example", "tenants", tenant()));
    all.addAll(List.of("scopes", "tn.acc.invoices:r tn.stt.employees:r"));
    all.addAll(List.of(pairs));
    return act("create-app", all.toArray());
  }

  /** Lets the seeded tenant's administrator act in integration. */
  Got tenantAct(String act, String appId, Object... pairs) {
    List<Object> all = new ArrayList<>();
    all.addAll(List.of("appId", appId, "tenant", tenant(), "environment", "integration"));
    all.addAll(List.of(pairs));
    return act(act, all.toArray());
  }

  /** A connected app: key, client id and secret. */
  record Ready(String appId, String appKey, String clientId, String secret) {}

  Ready ready(Object... pairs) {
    Got app = person(pairs).insist(200);
    tenantAct("allow", app.at("/appId")).insist(200);
    Got generated = tenantAct("generate-secret", app.at("/appId")).insist(200);
    return new Ready(
        app.at("/appId"),
        app.at("/appKey"),
        generated.at("/clientId"),
        generated.at("/clientSecret"));
  }

  Got token(String environment, String id, String secret, String more) {
    return form(
        environment,
        "grant_type=client_credentials&client_id="
            + URLEncoder.encode(id, StandardCharsets.UTF_8)
            + "&client_secret="
            + URLEncoder.encode(secret, StandardCharsets.UTF_8)
            + more);
  }

  Got form(String environment, String body) {
    return exchange(
        HttpRequest.newBuilder(URI.create(account("authUrl" + environment) + "/connect/token"))
            .header("content-type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  Got token(Ready ready) {
    return token("Integration", ready.clientId(), ready.secret(), "");
  }

  /** Calls a tenant API of integration below the seeded tenant. */
  Got probe(String token, String appKey, String module, String resource) {
    String path = "/" + module + "/v2/tenant/" + tenant() + "/" + resource;
    return api("Integration", path, token, appKey);
  }

  Got probe(String token, String appKey) {
    return probe(token, appKey, "settings", "employees");
  }

  Got api(String environment, String path, String token, String appKey) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(account("apiUrl" + environment) + path))
            .header("authorization", "Bearer " + token);
    if (!appKey.isEmpty()) {
      request.header("ST-App-Key", appKey);
    }
    return exchange(request.build());
  }

  Got admin(String path, String body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(sandbox.admin() + path));
    return exchange(
        body.isEmpty()
            ? request.GET().build()
            : request.POST(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  /** The simulator's part of the state. */
  JsonNode state() {
    return admin("/state", "").json().at("/servicetitan");
  }

  private Got exchange(HttpRequest request) {
    try {
      HttpResponse<String> raw = client.send(request, HttpResponse.BodyHandlers.ofString());
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
