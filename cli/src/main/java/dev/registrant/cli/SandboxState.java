package dev.registrant.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One simulated vendor as the sandbox's admin has it. Each question is asked anew. */
final class SandboxState {
  /**
   * An app as the simulated vendor has it.
   *
   * @param json its members
   */
  record SeenApp(JsonNode json) {
    String text(String member) {
      return json.path(member).asString("");
    }

    List<String> texts(String member) {
      return json.path(member).valueStream().map(node -> node.asString("")).toList();
    }

    @Override
    public String toString() {
      return "SeenApp[" + text("id") + "]";
    }
  }

  private final URI admin;
  private final String vendor;

  SandboxState(URI admin, String vendor) {
    this.admin = admin;
    this.vendor = vendor;
  }

  /** Returns all apps of the vendor. */
  List<SeenApp> apps() {
    return read().path("apps").valueStream().map(SeenApp::new).toList();
  }

  Optional<SeenApp> app(String id) {
    return apps().stream().filter(app -> app.text("id").equals(id)).findFirst();
  }

  /** Returns how many requests of an operation came in, whatever the answer was. */
  int requests(String operation) {
    return read()
        .path("requests")
        .path(operation)
        .valueStream()
        .mapToInt(node -> node.asInt(0))
        .sum();
  }

  /** Returns how many requests came in at all. */
  int requests() {
    return read()
        .path("requests")
        .valueStream()
        .flatMap(JsonNode::valueStream)
        .mapToInt(node -> node.asInt(0))
        .sum();
  }

  /** Lets a person do something at the vendor; returns what that person sees then. */
  JsonNode human(String act, Map<String, ?> fields) {
    Map<String, Object> all = new LinkedHashMap<>(fields);
    all.put("act", act);
    return post("/human", all);
  }

  /** Lets the next request of an operation go wrong. */
  void arm(String operation, String kind) {
    JsonNode armed = post("/faults", Map.of("operation", operation, "kind", kind));
    Step.require(armed.has("armed"), "the sandbox armed no fault");
  }

  private JsonNode post(String path, Map<String, ?> fields) {
    Map<String, Object> all = new LinkedHashMap<>(fields);
    all.put("vendor", vendor);
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(admin + path).toURL().openConnection();
      connection.setRequestMethod("POST");
      connection.setDoOutput(true);
      try (OutputStream body = connection.getOutputStream()) {
        body.write(Json.write(all).getBytes(StandardCharsets.UTF_8));
      }
      Step.require(connection.getResponseCode() == 200, "the sandbox refused " + path + " " + all);
      try (InputStream body = connection.getInputStream()) {
        return Json.read(body.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox does not answer", e);
    }
  }

  private JsonNode read() {
    try (InputStream body = URI.create(admin + "/state").toURL().openStream()) {
      return Json.read(body.readAllBytes()).path(vendor);
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox does not answer", e);
    }
  }
}
