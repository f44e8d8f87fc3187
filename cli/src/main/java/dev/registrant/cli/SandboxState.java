package dev.registrant.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a sandbox's admin shows of one vendor. Each question is asked anew. */
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

  private JsonNode read() {
    try (InputStream body = URI.create(admin + "/state").toURL().openStream()) {
      return Json.read(body.readAllBytes()).path(vendor);
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox does not answer", e);
    }
  }
}
