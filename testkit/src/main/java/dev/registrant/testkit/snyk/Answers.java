package dev.registrant.testkit.snyk;

import dev.registrant.testkit.vendor.Behaviours;
import dev.registrant.testkit.vendor.VendorAnswer;
import dev.registrant.testkit.vendor.VendorRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Puts answers together: the headers that every answer has, and error documents. */
final class Answers {

  static final String MEDIA_TYPE = "application/vnd.api+json";
  static final String UUID_SHAPE = "(?i)[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Behaviours behaviours;
  private final Mint mint;

  Answers(Behaviours behaviours, Mint mint) {
    this.behaviours = behaviours;
    this.mint = mint;
  }

  /** The headers of any answer; the id is the client's own if it sent a proper one. */
  Map<String, String> headers(VendorRequest request, Optional<Version> version) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(
        "snyk-request-id",
        request.header("snyk-request-id").filter(id -> id.matches(UUID_SHAPE)).orElseGet(mint::id));
    version.ifPresentOrElse(
        resolved -> {
          headers.put("snyk-version-requested", resolved.requested());
          headers.put("snyk-version-served", resolved.served().text());
          resolved
              .successor()
              .ifPresentOrElse(
                  newer -> {
                    headers.put("snyk-version-lifecycle-stage", "deprecated");
                    headers.put("deprecation", newer.date() + "T00:00:00Z");
                  },
                  () ->
                      headers.put(
                          "snyk-version-lifecycle-stage", resolved.served().stage().word()));
        },
        () -> {
          asked(request).ifPresent(text -> headers.put("snyk-version-requested", text));
          headers.put("snyk-version-lifecycle-stage", Stage.GA.word());
        });
    return headers;
  }

  private static Optional<String> asked(VendorRequest request) {
    try {
      List<String> sent = request.queryValues().getOrDefault("version", List.of());
      return sent.stream().filter(Version::wellFormed).findFirst();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static VendorAnswer json(int status, Map<String, String> headers, Map<String, Object> content) {
    return typed(status, headers, MEDIA_TYPE, MAPPER.writeValueAsBytes(content));
  }

  static VendorAnswer typed(int status, Map<String, String> headers, String type, byte[] body) {
    return new VendorAnswer(status, headers, body).withHeader("content-type", type);
  }

  VendorAnswer problem(Problem problem, Map<String, String> headers) {
    int status = problem.status();
    String detail = problem.reasons().get(0).detail();
    return switch (behaviours.get(Switches.ERROR_SHAPE)) {
      case "empty" -> json(status, headers, Map.of());
      case "v1" ->
          json(status, headers, Map.of("code", status, "error", detail, "message", detail));
      case "html" ->
          typed(
              status,
              headers,
              "text/html",
              ("<html><body><h1>" + status + "</h1></body></html>")
                  .getBytes(StandardCharsets.UTF_8));
      default -> json(status, headers, document(problem, headers));
    };
  }

  private Map<String, Object> document(Problem problem, Map<String, String> headers) {
    List<Object> errors = new ArrayList<>();
    for (Problem.Reason reason : problem.reasons()) {
      Map<String, Object> error = new LinkedHashMap<>();
      error.put("id", headers.getOrDefault("snyk-request-id", ""));
      error.put("status", Integer.toString(problem.status()));
      if (behaviours.is(Switches.ERROR_SHAPE, "catalogue")) {
        error.put("code", "SNYK-9999");
        error.put("meta", Map.of("isErrorCatalogError", true, "classification", "ACTIONABLE"));
        error.put("links", Map.of("about", "https://docs.snyk.io/error-catalog#snyk-9999"));
      }
      error.put("title", title(problem.status()));
      boolean plural = behaviours.is(Switches.ERROR_SHAPE, "details");
      error.put(plural ? "details" : "detail", reason.detail());
      if (reason.pointer() != null) {
        error.put("source", Map.of("pointer", reason.pointer()));
      } else if (reason.parameter() != null) {
        error.put("source", Map.of("parameter", reason.parameter()));
      }
      errors.add(error);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("jsonapi", Map.of("version", "1.0"));
    document.put("errors", errors);
    return document;
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "Bad request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not found";
      case 409 -> "Conflict";
      case 429 -> "Too many requests";
      default -> String.format(Locale.ROOT, "Error %d", status);
    };
  }
}
